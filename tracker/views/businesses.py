"""The list of a household's businesses and funds, and adding to it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.businesses import Business, Figures, open_business
from tracker.forms.businesses import NewBusinessForm
from tracker.queries.books import entity_books
from tracker.queries.businesses import list_businesses
from tracker.services.entity_worth import worth_on
from tracker.services.position_values import values_on
from tracker.viewmodels.business_form import build_form
from tracker.viewmodels.businesses import build_list
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, reader_of
from tracker.wording.businesses import business_added


@require_safe
@household_page()
def businesses(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Each with its figure of today and the household's part; `show` = all lists archived ones."""
    books = entity_books(scope.household)
    parts = [position for position in books.positions if position.stake is not None]
    page = build_list(
        list_businesses(scope.household),
        {entity.id: worth_on(books, entity, scope.today) for entity in books.entities},
        {value.position.id: value for value in values_on(books, scope.today, only=parts)},
        currency=scope.household.currency,
        today=scope.today,
        tag=request.format_locale,
        show_all=request.GET.get("show") == "all",
    )
    return render_page(request, "businesses/page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def new(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Add a business or fund, with the household's part where known."""
    form = NewBusinessForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        initial={"currency": scope.household.currency},
    )
    made: list[str] = []
    if form.is_bound and act(request, form, lambda form: _open(scope, form, made)):
        return HttpResponseRedirect(made[0])
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "businesses/form.html", build_form(form), status=status)


def _open(scope: HouseholdScope, form: NewBusinessForm, made: list[str]) -> str:
    """Adds it, says so, and notes where its page is."""
    data = form.cleaned_data
    id_ = open_business(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        business=Business(data["name"], data["kind"], data["currency"]),
        since=data["since"] or scope.today,
        figures=Figures(data["outstanding"], data["held"], data["percent"]),
    )
    made.append(reverse("tracker:business", args=[scope.household.slug, id_]))
    return business_added(data["name"])
