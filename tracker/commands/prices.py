"""Writes prices of units and the household's own rates, each against what its form has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Conflict, Refused
from tracker.commands.valuations import check_day
from tracker.models import Commodity, Price, Rate
from tracker.services.currencies import is_known
from tracker.services.money import LIMIT

SOURCE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One field of many: what one `unit` (of the household's) or one unit of the currency `unit`
    was worth in `currency`. `price` None removes it; `seen` is what the form showed."""

    unit: UUID | str
    currency: str
    price: Decimal | None
    seen: Decimal | None


@transaction.atomic
def record_price(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    commodity_id: UUID,
    currency: str,
    as_of: date,
    price: Decimal,
    source: str = "",
    seen: Decimal | None,
) -> None:
    """Enter or correct the price of one unit on a date; `seen` is the price that the form was made
    from, None where there was none. A price that stands there already changes nothing.

    Raises Conflict (with the price that stands there, None: it is gone) and Refused (no_commodity,
    unknown_currency, date_range, date_future, price_positive, source_long, source_characters).
    """
    check_day(as_of, today=today)
    _check_entry(price, source)
    key = _price_key(household, commodity_id, currency, as_of)
    _put(Price, key, "price", price, source, seen)


@transaction.atomic
def remove_price(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    commodity_id: UUID,
    currency: str,
    as_of: date,
    seen: Decimal | None,
) -> None:
    """Take a price away; nothing there is nothing to do. Raises Conflict and Refused
    (no_commodity, unknown_currency)."""
    _take(Price, _price_key(household, commodity_id, currency, as_of), "price", seen)


@transaction.atomic
def record_rate(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    base: str,
    quote: str,
    as_of: date,
    rate: Decimal,
    source: str = "",
    seen: Decimal | None,
) -> None:
    """Enter or correct one of the household's own rates, as record_price does a price.

    Raises Conflict and Refused (unknown_currency, same_currency, date_range, date_future,
    price_positive, source_long, source_characters).
    """
    check_day(as_of, today=today)
    _check_entry(rate, source)
    _put(Rate, _rate_key(household, base, quote, as_of), "rate", rate, source, seen)


@transaction.atomic
def remove_rate(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    base: str,
    quote: str,
    as_of: date,
    seen: Decimal | None,
) -> None:
    """Take one of the household's own rates away. Raises Conflict and Refused (unknown_currency,
    same_currency)."""
    _take(Rate, _rate_key(household, base, quote, as_of), "rate", seen)


@transaction.atomic
def record_many(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    as_of: date,
    lines: Sequence[Line],
) -> None:
    """Prices and rates of one day, all of them or none.

    Raises Conflict with what stands there now by (unit, currency), and what record_price and
    record_rate refuse.
    """
    check_day(as_of, today=today)
    clashes: dict[tuple[UUID | str, str], Decimal | None] = {}
    # One order for all, so that nobody waits in a circle.
    for line in sorted(lines, key=lambda line: (str(line.unit), line.currency)):
        try:
            _write_line(household, as_of, line)
        except Conflict as conflict:
            clashes[line.unit, line.currency] = conflict.current
    if clashes:
        raise Conflict(clashes)


def _write_line(household: HouseholdRow, as_of: date, line: Line) -> None:
    model: type[Price | Rate]
    if isinstance(line.unit, UUID):
        model, field = Price, "price"
        key = _price_key(household, line.unit, line.currency, as_of)
    else:
        model, field = Rate, "rate"
        key = _rate_key(household, line.unit, line.currency, as_of)
    if line.price is None:
        _take(model, key, field, line.seen)
        return
    _check_entry(line.price, "")
    held = _find(model, key)
    # Where a price came from is not asked here, and stays with a price that stays.
    source = held.source if held is not None and getattr(held, field) == line.price else ""
    _put(model, key, field, line.price, source, line.seen)


def _price_key(
    household: HouseholdRow, commodity_id: UUID, currency: str, as_of: date
) -> dict[str, Any]:
    if not is_known(currency):
        raise Refused("unknown_currency", currency=currency[:40])
    # The unit is held until the end, as the entry grid holds it: one change of its prices at a
    # time.
    held = Commodity.objects.select_for_update(no_key=True).filter(household_id=household.id)
    if not held.filter(pk=commodity_id).values_list("pk").first():
        raise Refused("no_commodity")
    return {
        "household_id": household.id,
        "commodity_id": commodity_id,
        "currency": currency,
        "as_of": as_of,
    }


def _rate_key(household: HouseholdRow, base: str, quote: str, as_of: date) -> dict[str, Any]:
    for currency in (base, quote):
        if not is_known(currency):
            raise Refused("unknown_currency", currency=currency[:40])
    if base == quote:
        raise Refused("same_currency", currency=base)
    return {"household_id": household.id, "base": base, "quote": quote, "as_of": as_of}


def _check_entry(value: Decimal, source: str) -> None:
    if not 0 < value < LIMIT:
        raise Refused("price_positive")
    if len(source) > SOURCE_LENGTH:
        raise Refused("source_long", allowed=SOURCE_LENGTH)
    if any(not letter.isprintable() for letter in source if ord(letter) < 160):
        raise Refused("source_characters")


def _find(model: Any, key: dict[str, Any]) -> Any:
    return model.objects.select_for_update(no_key=True).filter(**key).first()


def _put(
    model: Any, key: dict[str, Any], field: str, value: Decimal, source: str, seen: Decimal | None
) -> None:
    held = _find(model, key)
    if held is None and seen is None:
        fresh = model(**key, **{field: value}, source=source)
        # Where somebody else's arrives at the same moment theirs stands, and is compared.
        model.objects.bulk_create([fresh], ignore_conflicts=True)
        held = _find(model, key)
    current = None if held is None else getattr(held, field)
    if current == value:
        if seen is not None and held.source != source:
            held.source = source
            held.save(update_fields=["source"])
        return
    if held is None or current != seen:
        raise Conflict(current)
    setattr(held, field, value)
    held.source = source
    held.save(update_fields=[field, "source"])


def _take(model: Any, key: dict[str, Any], field: str, seen: Decimal | None) -> None:
    held = _find(model, key)
    if held is None:
        return
    if getattr(held, field) != seen:
        raise Conflict(getattr(held, field))
    held.delete()
