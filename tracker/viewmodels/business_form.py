"""The pages on which a business is added or changed, and the values of a date are entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from tracker.formatting import format_date, format_number
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.position_values import PositionValue
from tracker.services.records import BusinessRow, CommodityRow, PositionRow
from tracker.viewmodels.position_form import build_form as build_position_form
from tracker.wording.businesses import owned_or_owed


@dataclass(frozen=True, slots=True)
class BusinessFormPage:
    """The fields of businesses/form.html. `business_id` is None for a new one; `part_fields` are
    those of the household's part."""

    form: Any
    business_id: UUID | None
    name: str
    part_fields: tuple[Any, ...]


def build_form(form: Any, row: BusinessRow | None = None) -> BusinessFormPage:
    """`row` is the business that is changed."""
    names = [name for name in ("since", "outstanding", "held", "percent") if name in form.fields]
    return BusinessFormPage(
        form=form,
        business_id=row.id if row else None,
        name=row.name if row else "",
        part_fields=tuple(form[name] for name in names),
    )


@dataclass(frozen=True, slots=True)
class BusinessItemPage:
    """The fields of businesses/item.html, those of an item's form among them."""

    business_id: UUID
    name: str
    form: Any
    codes: tuple[str, ...]
    open_more: bool
    side: str


def build_item_form(
    form: Any, codes: Sequence[CommodityRow], row: BusinessRow, side: str
) -> BusinessItemPage:
    """A new item of the business; `side` is own or owe."""
    page = build_position_form(form, codes, side=side)
    return BusinessItemPage(row.id, row.name, form, page.codes, page.open_more, side)


@dataclass(frozen=True, slots=True)
class ValueCell:
    """One item with its last value before the date and the fields of the date's."""

    id: UUID
    name: str
    unit: str
    last: str
    last_on: str
    field: Any
    version: Any


@dataclass(frozen=True, slots=True)
class ValueGroup:
    heading: str
    cells: tuple[ValueCell, ...]


@dataclass(frozen=True, slots=True)
class BusinessValuesPage:
    """The fields of businesses/values.html. `date` as an address has it, `on` as it is read."""

    business_id: UUID
    name: str
    date: str
    on: str
    latest: str
    groups: tuple[ValueGroup, ...]
    form: Any


def build_values(
    row: BusinessRow,
    form: Any,
    before: Mapping[UUID, PositionValue],
    *,
    on: date,
    today: date,
    tag: str,
) -> BusinessValuesPage:
    """`before`: each item on the day before the date."""
    sides: dict[Side, list[ValueCell]] = {Side.ASSET: [], Side.LIABILITY: []}
    for item, field, version in form.cells():
        last = before.get(item.id)
        known = last is not None and last.amount is not None
        sides[item.side].append(
            ValueCell(
                id=item.id,
                name=item.name,
                unit=item.commodity.code if item.commodity else item.currency,
                last=_last(last, item, tag) if last is not None and known else "",
                last_on=format_date(last.as_of, tag) if last and last.as_of else "",
                field=field,
                version=version,
            )
        )
    return BusinessValuesPage(
        business_id=row.id,
        name=row.name,
        date=on.isoformat(),
        on=format_date(on, tag),
        latest=today.isoformat(),
        groups=tuple(
            ValueGroup(owned_or_owed(side), tuple(cells)) for side, cells in sides.items() if cells
        ),
        form=form,
    )


def _last(last: PositionValue, item: PositionRow, tag: str) -> str:
    """The amount as its field shows it: cents where there are any."""
    amount = last.amount or Fraction(0)
    digits = 0 if item.commodity or amount.denominator == 1 else minor_unit(item.currency)
    return format_number(amount, tag, min_digits=digits)
