"""The entry grid of one date: each item's last value, this date's, and what both add up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.categories import BY_KEY, Nature, Side, display_rank
from tracker.services.entry_prices import Pricing, pricing_on
from tracker.services.history import History
from tracker.services.networth import monthly_history
from tracker.services.outliers import Question, question_value
from tracker.services.position_values import PositionValue, Status, fresh_share, values_on


@dataclass(frozen=True, slots=True)
class EntryCell:
    """The valuation of one position on the grid's date; `version` grows with each change. `low`
    and `paid` are what it says beside the amount, None where it says nothing."""

    id: UUID
    version: int
    amount: Decimal
    note: str
    updated_at: datetime
    updated_by: UUID | None
    source: str
    low: Decimal | None = None
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The valuation a form was made from."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """What one unit was worth on the date, in the position's currency: `price` (None: not known)
    in place of `seen`, the one a form was made from."""

    price: Decimal | None
    seen: Decimal | None


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What a person wants one cell to hold: an amount with what stands beside it, or (None)
    nothing. `source` "" leaves it to what the last value came from; `price`: None leaves it alone.
    """

    position_id: UUID
    amount: Decimal | None
    note: str
    seen: Seen | None
    source: str = ""
    low: Decimal | None = None
    paid: Decimal | None = None
    price: PriceEntry | None = None

    @property
    def says_more(self) -> bool:
        """Whether something stands beside the amount that makes no sense without one."""
        return bool(self.note) or self.low is not None or self.paid is not None


@dataclass(frozen=True, slots=True)
class EntryItem:
    """A position as the grid needs it beside the books: its unit's code, and its cell.

    `usual_source`: where a value typed for it comes from unless somebody says otherwise.
    """

    id: UUID
    currency: str
    commodity: str | None
    archived: bool
    cell: EntryCell | None
    usual_source: str
    keeps_money: bool = False
    """An investment kept in money: what was paid in is told apart from what it gained."""

    @property
    def source(self) -> str:
        """Where its value of the date comes from, or would."""
        return self.cell.source if self.cell is not None else self.usual_source


@dataclass(frozen=True, slots=True, eq=False)
class EntryLine:
    """One row. `last`: what it was the day before the grid's date, by its last valuation; `now`:
    on the date itself, carried forward where the cell is blank."""

    item: EntryItem
    last: PositionValue
    now: PositionValue
    pricing: Pricing | None = None
    """What one of its units is worth; None for what is kept in money."""
    question: Question | None = None
    """What is unusual about the value of the date, unless a note with it says why."""

    @property
    def cell(self) -> EntryCell | None:
        return self.item.cell

    @property
    def follows(self) -> bool:
        """A part of a business whose amount is computed: nobody has entered one up to the date."""
        position, cell = self.now.position, self.cell
        return position.stake is not None and cell is None and not self.now.is_entered

    @property
    def is_blank(self) -> bool:
        """Whether an amount of the date is still expected."""
        return self.cell is None and not self.follows

    @property
    def is_stale(self) -> bool:
        """Nothing is typed, and its last valuation, or the oldest that its part of a business
        rests on, is older than one is expected."""
        return self.cell is None and self.now.stale

    @property
    def is_known(self) -> bool:
        """Whether it says what it adds to a total: what was closed adds nothing."""
        return self.now.status in (Status.COUNTED, Status.CLOSED)

    @property
    def proposal(self) -> Fraction | None:
        """What its model estimates for a blank cell, in the position's currency."""
        return self.now.amount if self.cell is None and self.now.estimated else None

    @property
    def change(self) -> Fraction | None:
        """From the last amount to this one or to the proposal, in the position's own units or
        currency."""
        amount = self.proposal if self.cell is None else Fraction(self.cell.amount)
        if amount is None or self.last.amount is None:
            return None
        return amount - self.last.amount


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
    any_items: bool = False
    """Whether the household has items at all, open on the date or not."""

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def proposals(self) -> tuple[EntryLine, ...]:
        return tuple(line for line in self.lines if line.proposal is not None)

    @property
    def blanks(self) -> tuple[EntryLine, ...]:
        return tuple(line for line in self.lines if line.is_blank)

    @property
    def questions(self) -> tuple[EntryLine, ...]:
        """The rows whose value of the date looks unusual."""
        return tuple(line for line in self.lines if line.question is not None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to look at before the month is closed."""
        return not self.blanks and not self.questions

    def is_known(self, side: Side | None = None, category: str | None = None) -> bool:
        """Whether any value of a category, a side, or all that counts is known, or there is
        nothing to know: a sum of nothing known is not zero, it is missing."""

        def belongs(of: Side, to: str) -> bool:
            return side in (None, of) and category in (None, to)

        lines = [
            line
            for group in self.groups
            if group.category is not None and belongs(group.side, group.category)
            for line in group.lines
        ]
        unseen = (value.position for value in self.hidden)
        return (
            not lines
            or any(line.is_known for line in lines)
            or any(belongs(position.side, position.category) for position in unseen)
        )

    def fresh_share(self, side: Side, category: str) -> Fraction | None:
        """How much of a category's gross value is fresh, None where there is none."""
        values = (*(line.now for line in self.lines), *self.hidden)
        return fresh_share(
            (value, value.value)
            for value in values
            if value.counts and (value.position.side, value.position.category) == (side, category)
        )

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
        pricing = pricing_on(books, position, on)
        doubted = item.cell is not None and not item.cell.note
        question = question_value(position.amounts, on) if doubted else None
        groups.setdefault(key, []).append(EntryLine(item, last, value, pricing, question))
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
        any_items=bool(items),
    )


def keeps_money(side: Side, category: str, *, counted: bool) -> bool:
    """Whether a value may say what was paid in since the one before; `counted`: in units."""
    known = BY_KEY.get((side, category))
    return known is not None and known.nature is Nature.CONTRIBUTION and not counted


def usual_source(side: Side, category: str, last: str) -> str:
    """Where a typed value comes from: as the last one, unless that came out of a file.

    What a house is worth is nobody's statement.
    """
    if last and last != "import":
        return last
    known = BY_KEY.get((side, category))
    return "estimate" if known and known.nature is Nature.REVALUATION else "statement"
