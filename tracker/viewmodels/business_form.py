"""The pages on which a business is added or changed, and the values of a date are entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from tracker.formatting import format_date, format_number
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.position_values import PositionValue
from tracker.services.records import BusinessRow, CommodityRow, PositionRow
from tracker.viewmodels.position_form import build_form as build_position_form
from tracker.wording import businesses as words


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
    """One item with its last value before the date and the fields of the date's; of a closed date
    there are none, and `value` is what stands there."""

    id: UUID
    name: str
    unit: str
    last: str
    last_on: str
    value: str
    field: Any
    version: Any


@dataclass(frozen=True, slots=True)
class ValueGroup:
    heading: str
    cells: tuple[ValueCell, ...]


@dataclass(frozen=True, slots=True)
class BusinessValuesPage:
    """The fields of businesses/values.html. `date` as an address has it, `on` as it is read;
    `closed` says why there are no fields, `moved` that nothing was written, `waiting` what waits in
    the form for another date."""

    business_id: UUID
    name: str
    date: str
    on: str
    closed: str
    moved: str
    waiting: str
    groups: tuple[ValueGroup, ...]
    form: Any


def build_values(
    row: BusinessRow,
    form: Any,
    before: Mapping[UUID, PositionValue],
    *,
    moved: bool,
    tag: str,
) -> BusinessValuesPage:
    """`before`: each item on the day before the date; `moved`: the form was sent, and came back
    without anything written."""
    sides: dict[Side, list[ValueCell]] = {Side.ASSET: [], Side.LIABILITY: []}
    fields = {item.id: fields for item, *fields in form.cells()}
    for item in form.items:
        field, version = fields.get(item.id, (None, None))
        last, there = before.get(item.id), form.held.get(item.id)
        known = last is not None and last.amount is not None
        sides[item.side].append(
            ValueCell(
                id=item.id,
                name=item.name,
                unit=item.commodity.code if item.commodity else item.currency,
                last=_amount(last.amount, item, tag) if last is not None and known else "",
                last_on=format_date(last.as_of, tag) if last and last.as_of else "",
                value=_amount(there.amount, item, tag) if there else "",
                field=field,
                version=version,
            )
        )
    waiting = [form.names[name] for name in form.carried]
    return BusinessValuesPage(
        business_id=row.id,
        name=row.name,
        date=form.on.isoformat(),
        on=format_date(form.on, tag),
        closed=words.date_closed(form.on, tag) if form.closed else "",
        moved=words.not_written_yet(form.on, tag) if moved and not form.closed else "",
        waiting=words.waiting(waiting) if waiting else "",
        groups=tuple(
            ValueGroup(words.owned_or_owed(side), tuple(cells))
            for side, cells in sides.items()
            if cells
        ),
        form=form,
    )


def _amount(amount: Fraction | Decimal | None, item: PositionRow, tag: str) -> str:
    """The amount as its field shows it: cents where there are any."""
    exact = Fraction(amount or 0)
    digits = 0 if item.commodity or exact.denominator == 1 else minor_unit(item.currency)
    return format_number(exact, tag, min_digits=digits)
