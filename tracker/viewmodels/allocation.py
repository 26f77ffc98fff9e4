"""What is owned and owed by category: two bars on one scale, and the same as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.formatting import format_percent
from tracker.services.allocation import Allocation, Bar, Slice, allocation
from tracker.services.categories import Side
from tracker.services.history import History
from tracker.services.money import share_out
from tracker.services.ownership import Owner
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import allocation as words
from tracker.wording import category_name, side_name

type Conclude = Callable[[str, str, str], str]

TINTS = 6
"""How many shades a bar has; what comes later is as light as the last."""
_SMALLEST = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins and how long it is, in percent, and its shade."""

    x: str
    width: str
    tint: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """`tint` is the shade of its piece; `share` is "" below zero."""

    name: str
    amount: str
    share: str
    tint: str


@dataclass(frozen=True, slots=True)
class SideTable:
    heading: str
    total: str
    rows: tuple[CategoryRow, ...]


@dataclass(frozen=True, slots=True)
class AllocationCard:
    """The fields of dashboard/_allocation.html; `mark` is where the shorter bar ends."""

    unit: str
    conclusions: tuple[str, ...]
    end: str
    notes: tuple[str, ...]
    own: tuple[Piece, ...]
    owe: tuple[Piece, ...]
    mark: str
    tables: tuple[SideTable, ...]


def build_allocation(
    history: History, owner: Owner | None, amounts: AmountStyle, *, complete: bool
) -> AllocationCard | None:
    """The last date of the history; None where nothing is owned or owed."""
    found = allocation(history, len(history) - 1, owner=owner)
    return _Builder(found, history.unit, amounts, complete).build() if found.slices else None


class _Builder:
    """A card that is being built: rounded sides, and the shade of each slice."""

    def __init__(self, found: Allocation, unit: int, amounts: AmountStyle, complete: bool) -> None:
        self.found, self.unit, self.amounts, self.complete = found, unit, amounts, complete
        self.sides = {side: found.of_side(side) for side in Side}
        totals = {
            side: Fraction(sum(one.amount for one in slices), unit)
            for side, slices in self.sides.items()
        }
        net = totals[Side.ASSET] - totals[Side.LIABILITY]
        self.style = amounts.parts_of(net)
        self.own, self.owe = self.style.round_sides(totals[Side.ASSET], totals[Side.LIABILITY])
        self.tints = {
            one: f"{hue} tint-{min(place, TINTS - 1)}"
            for hue, bar in (("sea", found.own), ("ember", found.owe))
            for place, one in enumerate(bar.slices)
        }

    def build(self) -> AllocationCard:
        found = self.found
        conclusions = (
            self.conclude(Side.ASSET, self.own, words.own_conclusion, words.own_only),
            self.conclude(Side.LIABILITY, self.owe, words.owe_conclusion, words.owe_only),
        )
        notes = []
        if any(one.amount < 0 for one in found.slices):
            notes.append(words.crossed_note())
        if not self.complete:
            notes.append(words.incomplete_note())
        shorter = min(found.own.length, found.owe.length)
        return AllocationCard(
            unit=self.amounts.unit,
            conclusions=tuple(filter(None, conclusions)),
            end=self.end() if shorter else "",
            notes=tuple(notes),
            own=self.pieces(found.own),
            owe=self.pieces(found.owe),
            mark=self.percent(shorter) if shorter else "",
            tables=(self.table(Side.ASSET, self.own), self.table(Side.LIABILITY, self.owe)),
        )

    def conclude(
        self, side: Side, total: int, conclude: Conclude, only: Callable[[str], str]
    ) -> str:
        """The side's largest category; without it where there is no other, or where one of them
        is below zero and shares say nothing."""
        slices, amount = self.sides[side], self.style.money(total)
        if not slices:
            return ""
        if len(slices) < 2 or slices[-1].amount < 0:
            return only(amount)
        share = format_percent(_shares(slices)[0], self.style.tag, digits=0)
        return conclude(amount, category_name(side, slices[0].category), share)

    def end(self) -> str:
        """What the empty end of the shorter bar means."""
        net = self.own - self.owe
        if not net:
            return ""
        amount = self.style.money(abs(net))
        return words.end_of_owe(amount) if net > 0 else words.end_of_own(amount)

    def pieces(self, bar: Bar) -> tuple[Piece, ...]:
        pieces, at = [], 0
        for one in bar.slices:
            pieces.append(Piece(self.percent(at), self.percent(one.length), self.tints[one]))
            at += one.length
        return tuple(pieces)

    def percent(self, length: int) -> str:
        """A length on the bars' scale."""
        return f"{100 * length / self.found.scale:.2f}%"

    def share(self, share: Decimal) -> str:
        """A whole percent; what is there is never said to be none."""
        if not share:
            return words.under(format_percent(_SMALLEST, self.style.tag, digits=0))
        return format_percent(share, self.style.tag, digits=0)

    def table(self, side: Side, total: int) -> SideTable:
        slices = self.sides[side]
        rounded = self.style.round_parts([one.amount for one in slices], self.unit, total)
        rows = zip(slices, self.style.numbers(rounded), _shares(slices), strict=True)
        return SideTable(
            heading=side_name(side),
            total=self.style.money(total),
            rows=tuple(
                CategoryRow(
                    category_name(side, one.category),
                    amount,
                    self.share(share) if one.amount > 0 else "",
                    self.tints[one],
                )
                for one, amount, share in rows
            ),
        )


def _shares(slices: Sequence[Slice]) -> list[Decimal]:
    """Each slice's part of what is above zero, in whole percents that make up 100."""
    total = sum(one.amount for one in slices if one.amount > 0)
    if not total:
        return [Decimal(0)] * len(slices)
    percents = share_out([100 * max(one.amount, 0) for one in slices], total, 100)
    return [Decimal(percent).scaleb(-2) for percent in percents]
