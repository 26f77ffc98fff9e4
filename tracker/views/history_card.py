"""One-page cards: a month against the one before, a year against the one before."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_user_names
from tracker.queries.books import household_books
from tracker.queries.commodities import commodity_names
from tracker.queries.history import list_closings, list_records
from tracker.queries.notes import list_notes
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_start
from tracker.services.networth import first_date, monthly_history
from tracker.services.position_values import values_on
from tracker.services.records import RecordRow
from tracker.viewmodels.history_asked import Asked
from tracker.viewmodels.history_card import (
    CardLinks,
    Closing,
    Facts,
    Period,
    build,
    month_period,
    year_period,
)
from tracker.viewmodels.history_compare import Writer
from tracker.viewmodels.two_dates import pair_dates
from tracker.views.rendering import render_page
from tracker.views.rendering.history import list_names, make_links, read_query


@require_safe
@household_page()
def card(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """The month of a day, against the end of the month before."""
    return _show(request, scope, month_period(as_of, scope.today))


@require_safe
@household_page()
def year_card(request: HouseholdRequest, scope: HouseholdScope, year: int) -> HttpResponse:
    """A year, against the end of the year before."""
    return _show(request, scope, year_period(year, scope.today))


def _show(request: HouseholdRequest, scope: HouseholdScope, period: Period | None) -> HttpResponse:
    """The card of a period that the books reach into; else 404."""
    books = household_books(scope.household)
    first = first_date(books)
    if period is None or first is None or period.last < first:
        raise Http404
    names = list_names(scope)
    asked = _at_todays_values(scope, read_query(request, scope, names))
    then, now = (values_on(books, on) for on in (period.first, period.last))
    pair = pair_dates(
        period.first, period.last, then, now, owner=asked.owner, currency=books.currency
    )
    records = list_records(scope.household, period.begins, period.last)
    facts = Facts(
        household=scope.household.name,
        period=period,
        pair=pair,
        records=records,
        notes=list_notes(scope.household, period.begins, period.last),
        closing=_find_closing(scope, books, records, period),
        names=names,
        first=first,
    )
    write = Writer(
        books.currency, request.format_locale, pair.digits, commodity_names(scope.household)
    )
    newest = records[-1].as_of if records else period.last
    page = build(facts, asked, _make_links(scope, asked, period, newest), write)
    return render_page(request, "history/card.html", page)


def _at_todays_values(scope: HouseholdScope, asked: Asked) -> Asked:
    """A card is of the household or one person, always at today's values."""
    currency = scope.household.currency
    return Asked(asked.owner, "market", currency, scope.today, usual_currency=currency)


def _find_closing(
    scope: HouseholdScope, books: HouseholdBooks, records: Sequence[RecordRow], period: Period
) -> Closing | None:
    """The closing of the period's last record, None where that is open."""
    newest = records[-1] if records else None
    if newest is None or newest.closed_at is None or newest.as_of < month_start(period.months[-1]):
        return None
    on = newest.as_of
    rows = list_closings(scope.household, on, on)
    if not rows:
        return None
    (row,) = rows
    totals = monthly_history(books, [on], members=False)
    who = list_user_names([row.closed_by]) if row.closed_by else {}
    return Closing(
        row=row,
        who=who.get(row.closed_by) if row.closed_by else None,
        moment=row.closed_at.astimezone(ZoneInfo(scope.household.zone)),
        known_now=totals.exact(totals.net_worth[0]) if row.currency == books.currency else None,
    )


def _make_links(scope: HouseholdScope, asked: Asked, period: Period, newest: date) -> CardLinks:
    links, slug = make_links(scope), scope.household.slug
    person = f"?{urlencode({'person': asked.person})}" if asked.person else ""
    if period.year is None:
        before, after = (links.card(day) for day in (period.first, period.last + timedelta(days=1)))
    else:
        before, after = links.year(period.year - 1), links.year(period.year + 1)
    dates = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return CardLinks(
        before=before + person,
        after=after + person,
        balance=f"{links.balance}?{asked.query(date=period.last.isoformat())}",
        compare=f"{links.compare}?{asked.query(**dates)}",
        snapshot=reverse("tracker:snapshot", args=[slug, newest]),
    )
