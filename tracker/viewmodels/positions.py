"""The list of what the household owns and owes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode
from uuid import UUID

from tracker.formatting import format_date, format_money, format_number
from tracker.services.categories import Side
from tracker.services.ownership import SHARED, Owner, owner_code, part_of
from tracker.services.position_values import PositionValue, Status
from tracker.services.records import PositionRow
from tracker.viewmodels.freshness import fresh_note, partly_fresh_note
from tracker.viewmodels.links import Choice
from tracker.viewmodels.sheet import Group, add_up, shown_digits
from tracker.wording import category_name, side_name
from tracker.wording.items import (
    add_text,
    closed_text,
    everybody,
    filter_name,
    hidden_text,
    list_line,
    missing_text,
    owner_name,
    owners_text,
    stale_text,
    units_text,
)
from tracker.wording.value_models import estimated_mark

FILTERS = ("current", "closed", "archived", "all")


@dataclass(frozen=True, slots=True)
class Item:
    """One row. `own` is the amount in its own currency or units where that is another one; `value`
    is in the household's currency, `missing` says why there is none. `estimated`: a mark where its
    model supplied it."""

    id: UUID
    name: str
    owners: str
    own: str
    value: str
    missing: str
    as_of: str
    as_of_iso: str
    estimated: str
    stale: str
    closed: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Category:
    """`hidden` and `hidden_value` stand for archived items that count but are not listed; `fresh`
    says how much of the subtotal is up to date where not all of it is."""

    name: str
    counted: bool
    subtotal: str
    fresh: str
    items: tuple[Item, ...]
    hidden: str
    hidden_value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A side; `fresh` says how much of its total is up to date."""

    code: str
    heading: str
    total: str
    fresh: str
    add: str
    add_code: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class PositionsPage:
    line: str
    people: tuple[Choice, ...]
    filters: tuple[Choice, ...]
    show: str
    archived_url: str
    nothing: bool
    none_shown: bool
    has_businesses: bool
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ListReader:
    """For whom the list is written: currency of the household, names of its people, locale, and
    whose part it shows (None: the whole)."""

    currency: str
    names: Mapping[UUID, str]
    today: date
    tag: str
    owner: Owner | None = None
    digits: int = 2

    def part(self, value: PositionValue) -> Fraction | None:
        return value.value_of(self.owner)

    def concerns(self, value: PositionValue) -> bool:
        return bool(part_of(value.parts, self.owner))

    def money(self, amount: Decimal) -> str:
        return format_money(amount, self.currency, self.tag, digits=self.digits)


def build(
    rows: Sequence[PositionRow],
    values: Sequence[PositionValue],
    reader: ListReader,
    show: str,
    *,
    has_businesses: bool,
) -> PositionsPage:
    """The page with the rows of one of FILTERS; totals are always those of all that counts."""
    by_id = {row.id: row for row in rows}
    known = [
        (value, reader.part(value))
        for value in values
        if value.position.id in by_id and reader.concerns(value)
    ]
    theirs = [by_id[value.position.id] for value, _part in known]
    reader = replace(reader, digits=shown_digits((v for _, v in known), reader.currency))
    sheet = add_up(known, reader.digits)
    sections = []
    for side in sheet.sides:
        categories = [_category(group, by_id, reader, show) for group in side.groups]
        sections.append(
            Section(
                side.side.code,
                side_name(side.side),
                reader.money(side.shown) if side.is_known else "",
                fresh_note(side.fresh_share, reader.tag),
                add_text(side.side),
                "own" if side.side is Side.ASSET else "owe",
                tuple(c for c in categories if c.items or c.hidden),
            )
        )
    return PositionsPage(
        line=list_line(
            format_date(reader.today, reader.tag),
            reader.currency,
            owner_name(reader.owner, reader.names) if reader.owner else "",
        ),
        people=_people(values, reader, show),
        filters=_filters(theirs, reader, show),
        show=show,
        archived_url=_url("archived", reader.owner),
        nothing=not rows,
        has_businesses=has_businesses,
        none_shown=not any(c.items for section in sections for c in section.categories),
        sections=tuple(sections),
    )


def own_amount(value: PositionValue, row: PositionRow, currency: str, tag: str) -> str:
    """The amount as it was entered, where that is not in the reporting currency or where less of
    it is counted."""
    if value.amount is None:
        return ""
    if row.commodity is not None:
        return units_text(format_number(value.amount, tag), row.commodity.code)
    if row.currency != currency:
        return format_money(value.amount, row.currency, tag)
    if not row.allowance:
        return ""
    digits = shown_digits([Fraction(value.amount)], currency)
    return format_money(value.amount, currency, tag, digits=digits)


def _category(
    group: Group, rows: Mapping[UUID, PositionRow], reader: ListReader, show: str
) -> Category:
    items, hidden = [], []
    for line in group.lines:
        row = rows[line.value.position.id]
        if is_shown(row, show):
            items.append(_item(line.value, line.shown, row, reader))
        elif row.archived and line.shown is not None and line.value.status is Status.COUNTED:
            hidden.append(line.shown)
    archived_counts = show == "current" and bool(hidden)
    has_subtotal = group.is_known and show in ("current", "all")
    return Category(
        name=category_name(group.side, group.category),
        counted=group.counted,
        subtotal=reader.money(group.shown) if has_subtotal else "",
        fresh=partly_fresh_note(group.fresh_share, reader.tag) if has_subtotal else "",
        items=tuple(items),
        hidden=hidden_text(len(hidden)) if archived_counts else "",
        hidden_value=reader.money(sum(hidden, Decimal(0))) if archived_counts else "",
    )


def is_shown(row: PositionRow, show: str) -> bool:
    """Whether a filter lists the row."""
    match show:
        case "closed":
            return row.closed_on is not None and not row.archived
        case "archived":
            return row.archived
        case "all":
            return True
    return row.closed_on is None and not row.archived


def _item(
    value: PositionValue, shown: Decimal | None, row: PositionRow, reader: ListReader
) -> Item:
    closed = closed_text(row.closed_on, reader.tag) if row.closed_on else ""
    counted = value.status is Status.COUNTED and shown is not None
    unit = row.commodity.code if row.commodity else row.currency
    ended = value.status is Status.CLOSED
    return Item(
        id=row.id,
        name=row.name,
        owners=owners_text(value.parts, reader.names),
        own=own_amount(value, row, reader.currency, reader.tag),
        value=reader.money(shown) if counted and shown is not None else "",
        missing="" if counted or ended else missing_text(value, unit),
        as_of=format_date(value.as_of, reader.tag) if value.as_of else "",
        as_of_iso=value.as_of.isoformat() if value.as_of else "",
        estimated=estimated_mark() if value.estimated else "",
        stale=stale_text(value.as_of, reader.today) if value.stale and value.as_of else "",
        closed=closed,
        archived=row.archived,
    )


def _people(values: Sequence[PositionValue], reader: ListReader, show: str) -> tuple[Choice, ...]:
    """The whole, each member, and what is shared where something is; none where nothing belongs
    to anybody in particular."""
    held = {of for value in values for of, _parts in value.parts}
    if not held - {SHARED} and reader.owner is None:
        return ()
    owners: list[Owner | None] = [None, *reader.names]
    if SHARED in held:
        owners.append(SHARED)
    return tuple(
        Choice(
            _url(show, owner),
            owner_name(owner, reader.names) if owner else everybody(),
            owner == reader.owner,
        )
        for owner in owners
    )


def _url(show: str, owner: Owner | None) -> str:
    """The list's address; what is usual is left out where something else is chosen."""
    query = {"show": "" if show == FILTERS[0] and owner else show, "person": owner_code(owner)}
    return "?" + urlencode({name: value for name, value in query.items() if value})


def _filters(rows: Sequence[PositionRow], reader: ListReader, show: str) -> tuple[Choice, ...]:
    """The choices that would list something, and the one that is chosen."""
    return tuple(
        Choice(_url(code, reader.owner), filter_name(code), code == show)
        for code in FILTERS
        if code in ("current", show) or any(is_shown(row, code) for row in rows)
    )
