"""What the pages of prices share: prices and rates in full, and items with what they count for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tracker.formatting import format_money, format_number
from tracker.services.price_freshness import Dependent
from tracker.services.records import CommodityRow
from tracker.viewmodels.sheet import shown_digits
from tracker.wording.items import missing_text, units_text

SHOWN = 3


@dataclass(frozen=True, slots=True)
class PricesReader:
    """For whom a page of prices is written: the household's currency, the day, the locale."""

    currency: str
    today: date
    tag: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item that rests on a price: how much there is of it, and what it counts for; `missing`
    says why it does not."""

    id: UUID
    name: str
    own: str
    value: str
    missing: str


def exact_rate(rate: Decimal, tag: str) -> str:
    """A rate as it was entered, no decimal lost."""
    return format_number(rate, tag)


def item_lines(
    dependents: Sequence[Dependent], units: Mapping[UUID, CommodityRow], reader: PricesReader
) -> tuple[ItemLine, ...]:
    """The items, in the order of the books."""
    return tuple(_item(one, units, reader) for one in dependents)


def unit_name(row: CommodityRow) -> str:
    """How people call a unit: by its name, else by its code."""
    return row.name or row.code


def _item(one: Dependent, units: Mapping[UUID, CommodityRow], reader: PricesReader) -> ItemLine:
    position, amount, own = one.value.position, one.value.amount, ""
    unit = units.get(position.commodity) if position.commodity else None
    if amount is not None:
        if unit is not None:
            own = units_text(format_number(amount, reader.tag), unit.code)
        else:
            own = format_money(amount, position.currency, reader.tag)
    value = ""
    if one.worth is not None:
        digits = shown_digits([one.worth], reader.currency)
        value = format_money(one.worth, reader.currency, reader.tag, digits=digits)
    missing = ""
    if not value:
        counted_in = unit.code if unit is not None else position.currency
        missing = missing_text(one.value, counted_in)
    return ItemLine(position.id, position.name, own, value, missing)
