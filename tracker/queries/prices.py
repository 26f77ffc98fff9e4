"""Reads prices of units and rates of currencies: the newest ones, the history of one, its gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import ExtractYear

from accounts.queries import HouseholdRow
from tracker.models import Price, Rate, ReferenceRate
from tracker.services.books import RateSeries
from tracker.services.calendar import day_of
from tracker.services.carry_forward import Series
from tracker.services.records import PriceRow

ROUND = "EUR"  # what every reference rate is a rate of
ALWAYS_PUBLISHED = "USD"
LATEST_SHOWN = 60
YEAR_SHOWN = 400

# One look into the index a currency: a grouped query would read decades of days.
REFERENCE_DAYS = """
SELECT code, (SELECT max(as_of) FROM tracker_referencerate WHERE base = %s AND currency = code)
FROM unnest(%s::text[]) AS code
"""

type PairKey = tuple[str, str]
"""(base, quote)"""


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of one page, newest first: of `year`, or the newest where it is None."""

    rows: Sequence[PriceRow]
    year: int | None
    counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Around:
    """What holds before a date, and what follows it; None where there is nothing."""

    before: PriceRow | None
    after: PriceRow | None


def latest_prices(household: HouseholdRow, on: date) -> dict[tuple[UUID, str], PriceRow]:
    """The newest price of each unit in each currency, up to a date."""
    rows = Price.objects.filter(household_id=household.id, as_of__lte=on)
    newest = rows.order_by("commodity_id", "currency", "-as_of").distinct(
        "commodity_id", "currency"
    )
    return {(row.commodity_id, row.currency): _price_row(row) for row in newest}


def latest_rates(household: HouseholdRow, on: date) -> dict[PairKey, PriceRow]:
    """The newest of the household's own rates of each pair, up to a date."""
    rows = Rate.objects.filter(household_id=household.id, as_of__lte=on)
    newest = rows.order_by("base", "quote", "-as_of").distinct("base", "quote")
    return {(row.base, row.quote): _rate_row(row) for row in newest}


def prices_on(household: HouseholdRow, as_of: date) -> dict[tuple[UUID, str], PriceRow]:
    """The prices of one day."""
    rows = Price.objects.filter(household_id=household.id, as_of=as_of)
    return {(row.commodity_id, row.currency): _price_row(row) for row in rows}


def rates_on(household: HouseholdRow, as_of: date) -> dict[PairKey, PriceRow]:
    """The household's own rates of one day."""
    rows = Rate.objects.filter(household_id=household.id, as_of=as_of)
    return {(row.base, row.quote): _rate_row(row) for row in rows}


def list_prices(household: HouseholdRow, commodity_id: UUID, *, year: int | None) -> Pages:
    """A unit's prices; a year without any shows the newest ones."""
    return _pages(_prices(household, commodity_id), _price_row, year, "currency")


def list_rates(household: HouseholdRow, base: str, quote: str, *, year: int | None) -> Pages:
    """The household's own rates of a pair, in this direction."""
    return _pages(_rates(household, base, quote), _rate_row, year, "quote")


def find_price(
    household: HouseholdRow, commodity_id: UUID, currency: str, as_of: date
) -> PriceRow | None:
    """A unit's price of one day in one currency."""
    found = _prices(household, commodity_id).filter(currency=currency, as_of=as_of).first()
    return _price_row(found) if found else None


def find_rate(household: HouseholdRow, base: str, quote: str, as_of: date) -> PriceRow | None:
    """The household's own rate of one day."""
    found = _rates(household, base, quote).filter(as_of=as_of).first()
    return _rate_row(found) if found else None


def newest_price(household: HouseholdRow, commodity_id: UUID) -> PriceRow | None:
    """A unit's last price, None where there is none."""
    newest = _prices(household, commodity_id).order_by("-as_of", "currency").first()
    return _price_row(newest) if newest else None


def around_price(household: HouseholdRow, commodity_id: UUID, row: PriceRow) -> Around:
    """What would hold in its place, in whatever currency."""
    others = _prices(household, commodity_id)
    same_day = others.filter(as_of=row.as_of).exclude(currency=row.currency).order_by("currency")
    before = same_day.first() or others.filter(as_of__lt=row.as_of).order_by("-as_of").first()
    after = others.filter(as_of__gt=row.as_of).order_by("as_of").first()
    return Around(_price_row(before) if before else None, _price_row(after) if after else None)


def around_rate(household: HouseholdRow, base: str, row: PriceRow) -> Around:
    """The household's own rates before and after it."""
    others = _rates(household, base, row.currency)
    before = others.filter(as_of__lt=row.as_of).order_by("-as_of").first()
    after = others.filter(as_of__gt=row.as_of).order_by("as_of").first()
    return Around(_rate_row(before) if before else None, _rate_row(after) if after else None)


def reference_series(base: str, quote: str, *, limit: int) -> tuple[RateSeries, ...]:
    """The newest `limit` reference rates of each of two currencies, as series of the common one."""
    found = []
    for code in {base, quote} - {ROUND}:
        rows = ReferenceRate.objects.filter(base=ROUND, currency=code).order_by("-as_of")[:limit]
        pairs = [(day_of(row.as_of), row.rate) for row in rows]
        if not pairs:
            return ()
        found.append(RateSeries(base=ROUND, quote=code, own=False, rates=Series.of(pairs)))
    return tuple(found)


def reference_days(codes: Iterable[str]) -> dict[str, date]:
    """The last day of each currency among the reference rates, for those that are published.

    Empty only while no rates are loaded: the common currency and the dollar are always among them.
    """
    with connection.cursor() as cursor:
        cursor.execute(REFERENCE_DAYS, [ROUND, sorted({*codes, ALWAYS_PUBLISHED})])
        found = {code: day for code, day in cursor.fetchall() if day is not None}
    if found:
        found[ROUND] = max(found.values())
    return found


def newest_reference_day() -> date | None:
    """The last day of the shared reference rates, None while there are none."""
    found: date | None = ReferenceRate.objects.aggregate(newest=Max("as_of"))["newest"]
    return found


def _prices(household: HouseholdRow, commodity_id: UUID) -> QuerySet[Price]:
    return Price.objects.filter(household_id=household.id, commodity_id=commodity_id)


def _rates(household: HouseholdRow, base: str, quote: str) -> QuerySet[Rate]:
    return Rate.objects.filter(household_id=household.id, base=base, quote=quote)


def _pages(rows: QuerySet[Any], make: Any, year: int | None, order: str) -> Pages:
    counted = (
        rows.annotate(year=ExtractYear("as_of"))
        .values("year")
        .annotate(count=Count("id"))
        .order_by("-year")
    )
    counts = {row["year"]: row["count"] for row in counted}
    shown = year if year in counts else None
    if shown is not None:
        rows = rows.filter(as_of__range=(date(shown, 1, 1), date(shown, 12, 31)))
    limit = LATEST_SHOWN if shown is None else YEAR_SHOWN
    return Pages([make(row) for row in rows.order_by("-as_of", order)[:limit]], shown, counts)


def _price_row(row: Price) -> PriceRow:
    return PriceRow(row.as_of, row.price, row.currency, row.source)


def _rate_row(row: Rate) -> PriceRow:
    return PriceRow(row.as_of, row.rate, row.quote, row.source)
