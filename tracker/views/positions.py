"""The list of what the household owns and owes, and adding to it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_members
from accounts.roles import Permission
from tracker.commands.position_forms import read_particulars, read_surroundings
from tracker.commands.positions import open_position
from tracker.forms.person import read_owner
from tracker.forms.position import NewPositionForm, PositionOptions
from tracker.queries.books import household_books
from tracker.queries.businesses import business_choices
from tracker.queries.positions import list_commodities, list_positions
from tracker.services.categories import Side
from tracker.services.position_values import values_on
from tracker.viewmodels.position_form import build_form
from tracker.viewmodels.positions import FILTERS, ListReader, build
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, reader_of
from tracker.wording import done


@require_safe
@household_page()
def positions(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """What the household owns and owes today; `show` picks closed or archived items, `person`
    one owner's part."""
    wanted = request.GET.get("show", "")
    names = {member.id: member.name for member in list_members(scope.household.id)}
    reader = ListReader(
        scope.household.currency,
        names,
        scope.today,
        request.format_locale,
        read_owner(request.GET.get("person", ""), names),
    )
    values = values_on(household_books(scope.household), scope.today)
    show = wanted if wanted in FILTERS else FILTERS[0]
    page = build(
        list_positions(scope.household),
        values,
        reader,
        show,
        has_businesses=bool(business_choices(scope.household)),
    )
    template = "positions/page.html#list" if request.htmx else "positions/page.html"
    return render_page(request, template, page)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def new(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Add an item, with its first value where known; `side` is what comes first: own or owe."""
    side = "owe" if request.GET.get("side") == "owe" else "own"
    form = NewPositionForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        options=_options(scope, side),
    )
    if form.is_bound and act(request, form, lambda form: _open(scope, form)):
        return _after(request, scope, side)
    page = build_form(form, list_commodities(scope.household), side=side)
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "positions/new.html", page, status=status)


def _options(scope: HouseholdScope, side: str) -> PositionOptions:
    rows = list_positions(scope.household)
    return PositionOptions(
        currency=scope.household.currency,
        members=list_members(scope.household.id),
        assets=[
            row
            for row in rows
            if row.side is Side.ASSET and not row.archived and row.closed_on is None
        ],
        first_side=Side.LIABILITY if side == "owe" else Side.ASSET,
        businesses=business_choices(scope.household),
    )


def _open(scope: HouseholdScope, form: NewPositionForm) -> str:
    open_position(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        particulars=read_particulars(form),
        around=read_surroundings(form),
    )
    return done.item_added(form.cleaned_data["name"])


def _after(request: HouseholdRequest, scope: HouseholdScope, side: str) -> HttpResponse:
    if "again" in request.POST:
        url = reverse("tracker:position_new", args=[scope.household.slug])
        return HttpResponseRedirect(f"{url}?side={side}")
    return HttpResponseRedirect(reverse("tracker:positions", args=[scope.household.slug]))
