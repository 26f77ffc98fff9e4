"""The entry grid of one date: each item's last value, this date's, and what both add up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.categories import Side, display_rank
from tracker.services.history import History
from tracker.services.networth import monthly_history
from tracker.services.position_values import PositionValue, Status, values_on


@dataclass(frozen=True, slots=True)
class EntryCell:
    """The valuation of one position on the grid's date; `version` grows with each change."""

    id: UUID
    version: int
    amount: Decimal
    note: str
    updated_at: datetime
    updated_by: UUID | None


@dataclass(frozen=True, slots=True)
class Seen:
    """The valuation a form was made from."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What a person wants one cell to hold: an amount with a note, or (None) nothing."""

    position_id: UUID
    amount: Decimal | None
    note: str
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class EntryItem:
    """A position as the grid needs it beside the books: its unit's code, and its cell."""

    id: UUID
    currency: str
    commodity: str | None
    archived: bool
    cell: EntryCell | None


@dataclass(frozen=True, slots=True, eq=False)
class EntryLine:
    """One row. `last`: what it was the day before the grid's date, by its last valuation; `now`:
    on the date itself, carried forward where the cell is blank."""

    item: EntryItem
    last: PositionValue
    now: PositionValue

    @property
    def cell(self) -> EntryCell | None:
        return self.item.cell

    @property
    def is_stale(self) -> bool:
        """Blank, and its last valuation is older than one is expected."""
        return self.cell is None and self.now.stale

    @property
    def change(self) -> Fraction | None:
        """From the last amount to this one, in the position's own units or currency."""
        if self.cell is None or self.last.amount is None:
            return None
        return Fraction(self.cell.amount) - self.last.amount


@dataclass(frozen=True, slots=True, eq=False)
class EntryGroup:
    """The rows of one category, or (`category` None) what counts only if somebody does not pay."""

    side: Side
    category: str | None
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class EntryGrid:
    """`totals` has one date or two: the last record before it where there is one, then its own.
    `hidden`: archived positions that the totals count all the same."""

    on: date
    previous: date | None
    groups: tuple[EntryGroup, ...]
    totals: History
    hidden: tuple[PositionValue, ...]

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def blanks(self) -> tuple[EntryLine, ...]:
        return tuple(line for line in self.lines if line.cell is None)

    def find(self, position_id: UUID) -> EntryLine | None:
        return next((line for line in self.lines if line.item.id == position_id), None)


def build_grid(
    books: HouseholdBooks,
    items: Sequence[EntryItem],
    on: date,
    *,
    previous: date | None,
    also: Collection[UUID] = (),
) -> EntryGrid:
    """The rows of `on`: open that day and not archived, by category in display order.

    `previous` is the date of the last record before it; `also` names positions that get a row
    whatever their state, because somebody has just typed a value for them.
    """
    by_id = {item.id: item for item in items}
    before = values_on(books, on - timedelta(days=1))
    now = values_on(books, on)
    groups: dict[tuple[int, Side, str | None], list[EntryLine]] = {}
    hidden: list[PositionValue] = []
    for last, value in zip(before, now, strict=True):
        position, item = value.position, by_id.get(value.position.id)
        if item is None:
            continue
        asked = position.id in also
        if item.archived and not asked:
            if value.counts and value.value:
                hidden.append(value)
            continue
        not_yet = position.opened is not None and position.opened > day_of(on)
        if (value.status is Status.CLOSED or not_yet) and not asked:
            continue
        category = None if position.contingent else position.category
        rank = display_rank(position.side, position.category)
        key = (1000 if position.contingent else rank, position.side, category)
        groups.setdefault(key, []).append(EntryLine(item, last, value))
    dates = [on] if previous is None else [previous, on]
    return EntryGrid(
        on=on,
        previous=previous,
        groups=tuple(
            EntryGroup(side, category, tuple(lines))
            for (_rank, side, category), lines in sorted(groups.items(), key=lambda kv: kv[0][0])
        ),
        totals=monthly_history(books, dates, members=False),
        hidden=tuple(hidden),
    )
