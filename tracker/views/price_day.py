"""Prices and rates of one day, entered at once and saved as a whole."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.errors import Conflict, Refused
from tracker.commands.prices import Line, record_many
from tracker.formatting import InputError, parse_date
from tracker.forms.price_day import PostedPrice, read_prices
from tracker.queries.books import household_books
from tracker.queries.positions import list_commodities
from tracker.queries.prices import latest_rates, prices_on, rates_on, reference_days
from tracker.services.price_freshness import price_states
from tracker.viewmodels.prices_day import Day, DayFacts, DayPage, build
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.price import prices_reader
from tracker.wording import input_sentence
from tracker.wording import prices as words

type Clashes = dict[tuple[UUID | str, str], Decimal | None]


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def price_day(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """One field for each unit and currency in use; `date` names the day, today by default."""
    day = _read_day(request, scope)
    posted, status = _read_posted(request, scope), 200
    clashes: Clashes = {}
    if request.method == "POST":
        status = UNPROCESSABLE
        if not day.error and not any(one.problem for one in posted):
            try:
                return _save(request, scope, day, posted)
            except Conflict as conflict:
                clashes, status = conflict.current, 409
    elif day.error:
        status = UNPROCESSABLE
    page = _page(request, scope, day, posted, clashes)
    return render_page(request, "prices/day.html", page, status=status)


def _read_day(request: HouseholdRequest, scope: HouseholdScope) -> Day:
    fields = request.POST if request.method == "POST" else request.GET
    typed = fields.get("date", "")
    try:
        return Day(parse_date(typed, latest=scope.today)) if typed else Day(scope.today)
    except InputError as error:
        return Day(scope.today, typed[:40], input_sentence(error))


def _read_posted(request: HouseholdRequest, scope: HouseholdScope) -> tuple[PostedPrice, ...]:
    return read_prices(request.POST, request.format_locale) if request.method == "POST" else ()


def _save(
    request: HouseholdRequest, scope: HouseholdScope, day: Day, posted: Sequence[PostedPrice]
) -> HttpResponse:
    """Write what was touched; a unit or currency that is not there is 404."""
    lines = [
        Line(one.unit, one.currency, one.price, one.seen)
        if one.unit
        else Line(one.currency, scope.household.currency, one.price, one.seen)
        for one in posted
        if one.is_touched
    ]
    try:
        record_many(
            scope.household, actor=scope.user_id, today=scope.today, as_of=day.on, lines=lines
        )
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, words.many_saved(len(lines)))
    url = reverse("tracker:prices_day", args=[scope.household.slug])
    return HttpResponseRedirect(f"{url}?date={day.on.isoformat()}")


def _page(
    request: HouseholdRequest,
    scope: HouseholdScope,
    day: Day,
    posted: Sequence[PostedPrice],
    clashes: Clashes,
) -> DayPage:
    household = scope.household
    units = {row.id: row for row in list_commodities(household)}
    if any(one.unit is not None and one.unit not in units for one in posted):
        raise Http404
    states = price_states(household_books(household), scope.today)
    codes = [state.currency for state in states.currencies]
    facts = DayFacts(
        units=units,
        prices=prices_on(household, day.on),
        rates=rates_on(household, day.on),
        latest_rates=latest_rates(household, scope.today),
        reference_days=reference_days([*codes, household.currency]),
    )
    return build(states, facts, posted, clashes, day, prices_reader(request, scope))
