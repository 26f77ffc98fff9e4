"""What a business owns and owes: adding an item, and the values of all its items on one date."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.businesses import ValueSeen, record_values
from tracker.commands.errors import Conflict
from tracker.commands.position_forms import read_particulars, read_surroundings
from tracker.commands.positions import open_position
from tracker.forms.businesses import HeldValue, ValuesForm
from tracker.forms.position import NewPositionForm, PositionOptions
from tracker.queries.books import entity_books
from tracker.queries.businesses import is_closed, values_of_date
from tracker.queries.positions import list_commodities, list_positions
from tracker.services.categories import Side
from tracker.services.entities import find_entity
from tracker.services.position_values import values_on
from tracker.services.records import BusinessRow
from tracker.viewmodels.business_form import build_item_form, build_values
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.business import back, row_of
from tracker.views.rendering.forms import act, read_day, reader_of
from tracker.wording import done
from tracker.wording.businesses import values_meanwhile


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def item(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """Add an item to its balance sheet; `side` is what comes first: own or owe."""
    row = row_of(scope, business_id)
    side = "owe" if request.GET.get("side") == "owe" else "own"
    form = NewPositionForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        options=_options(scope, row, side),
    )
    if form.is_bound and act(request, form, lambda form: _open(scope, row, form)):
        return back(scope, business_id)
    page = build_item_form(form, list_commodities(scope.household), row, side)
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "businesses/item.html", page, status=status)


def _options(scope: HouseholdScope, row: BusinessRow, side: str) -> PositionOptions:
    rows = list_positions(scope.household, business_id=row.id)
    there = [one for one in rows if not one.archived and one.closed_on is None]
    return PositionOptions(
        currency=row.currency,
        assets=[one for one in there if one.side is Side.ASSET],
        first_side=Side.LIABILITY if side == "owe" else Side.ASSET,
    )


def _open(scope: HouseholdScope, row: BusinessRow, form: NewPositionForm) -> str:
    open_position(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        particulars=read_particulars(form),
        around=read_surroundings(form),
        business_id=row.id,
    )
    return done.item_added(form.cleaned_data["name"])


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def values(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """What its items amount to on a date; nothing is written on one that the form did not show."""
    row = row_of(scope, business_id)
    shown, chosen = _dates(request, scope)
    form = _values_form(request, scope, row, shown)
    if not form.is_bound:
        return _show_values(request, scope, row, form)
    if form.closed or "show" in request.POST or chosen not in (shown, None):
        moved = _values_form(request, scope, row, chosen or shown, sent=False)
        moved.keep(form.typed())
        return _show_values(request, scope, row, moved)
    status = UNPROCESSABLE
    try:
        if act(request, form, lambda form: _record(scope, row, form)):
            return back(scope, business_id)
    except Conflict:
        form = _values_form(request, scope, row, shown)
        form.take_over()
        form.is_valid()
        form.add_error(None, values_meanwhile())
        status = 409
    return _show_values(request, scope, row, form, status)


def _dates(request: HouseholdRequest, scope: HouseholdScope) -> tuple[date, date | None]:
    """The date that the form showed, or is to show first, and the one that was chosen in it: None
    where that is no day up to today."""
    named, today = request.POST.get("as_of", ""), scope.today
    chosen = read_day(named)
    shown = read_day(request.POST.get("shown") or named or request.GET.get("date", ""))
    return min(shown or today, today), chosen if chosen and chosen <= today else None


def _values_form(
    request: HouseholdRequest, scope: HouseholdScope, row: BusinessRow, on: date, sent: bool = True
) -> ValuesForm:
    held = values_of_date(scope.household, row.id, on)
    rows = list_positions(scope.household, business_id=row.id)
    return ValuesForm(
        request.POST if sent and request.method == "POST" else None,
        reader=reader_of(request, scope),
        as_of=on,
        items=[one for one in rows if not one.archived],
        held={id_: HeldValue(cell.amount, cell.version) for id_, cell in held.items()},
        closed=is_closed(scope.household, on),
    )


def _record(scope: HouseholdScope, row: BusinessRow, form: ValuesForm) -> str:
    record_values(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        business_id=row.id,
        as_of=form.cleaned_data["as_of"],
        values={id_: ValueSeen(one.amount, one.version) for id_, one in form.entered().items()},
    )
    return done.saved()


def _show_values(
    request: HouseholdRequest,
    scope: HouseholdScope,
    row: BusinessRow,
    form: ValuesForm,
    status: int = 200,
) -> HttpResponse:
    books = entity_books(scope.household)
    entity = find_entity(books, row.id)
    before = form.on - timedelta(days=1)
    items = () if entity is None else entity.positions
    page = build_values(
        row,
        form,
        {value.position.id: value for value in values_on(books, before, only=items)},
        moved=request.method == "POST" and not form.is_bound,
        tag=request.format_locale,
    )
    return render_page(request, "businesses/values.html", page, status=status)
