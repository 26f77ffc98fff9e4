"""The same items on two dates: what each was worth then and now, rounded so that it adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tracker.services.categories import Side, display_rank
from tracker.services.comparison import are_comparable, relative_change
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue, Status
from tracker.viewmodels.sheet import WHOLE_FROM, Group, Line, Sheet, add_up, shown_digits

ABSENT = (Status.CLOSED, Status.NOT_YET)


@dataclass(frozen=True, slots=True)
class Amount:
    """What stands in a cell; None with the reason: missing, gone, not_yet, no_part, or none where
    a total has nothing to add up."""

    shown: Decimal | None
    lacks: str = ""

    @property
    def counted(self) -> Decimal | None:
        """What it adds to a total: nothing where the item was not there, None where it is
        missing."""
        if self.shown is not None:
            return self.shown
        return None if self.lacks == "missing" else Decimal(0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Then and now; not `comparable` where one of them lacks what the other has."""

    then: Amount
    now: Amount
    comparable: bool = True

    @property
    def change(self) -> Decimal | None:
        """None where one of them is missing, or they cannot be compared."""
        before, after = self.then.counted, self.now.counted
        if before is None or after is None or not self.comparable:
            return None
        return after - before


@dataclass(frozen=True, slots=True)
class ItemPair:
    then: PositionValue
    now: PositionValue
    amounts: Pair


@dataclass(frozen=True, slots=True)
class GroupPair:
    side: Side
    category: str
    amounts: Pair
    items: tuple[ItemPair, ...]


@dataclass(frozen=True, slots=True)
class SidePair:
    side: Side
    amounts: Pair
    groups: tuple[GroupPair, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TwoDates:
    """`net` and `percent` follow the exact sums; `comparable`: both dates lack the same items,
    which stand in `lacking_then` and `lacking_now`."""

    first: date
    last: date
    digits: int
    sides: tuple[SidePair, SidePair]
    net: Pair
    net_now: Fraction
    percent: Fraction | None
    comparable: bool
    lacking_then: tuple[PositionValue, ...]
    lacking_now: tuple[PositionValue, ...]

    @property
    def items(self) -> list[ItemPair]:
        return [item for side in self.sides for group in side.groups for item in group.items]


def pair_dates(
    first: date,
    last: date,
    then: Sequence[PositionValue],
    now: Sequence[PositionValue],
    *,
    owner: Owner | None,
    currency: str,
) -> TwoDates:
    """`then` and `now`: every item of the books on the two dates, in the same order. What is owed
    only if others do not pay is left out, as it is from all totals."""
    values = [(a, b) for a, b in zip(then, now, strict=True) if not a.position.contingent]
    digits = _digits(values, owner, currency)
    sheets = [
        add_up([(v, v.value_of(owner)) for v in side if _concerns(v, owner)], digits)
        for side in zip(*values, strict=True)
    ] or [add_up([], digits)] * 2
    lines = [_lines(sheet) for sheet in sheets]
    groups = _groups(values, lines, sheets, owner)
    lacking = [
        tuple(line.value for line in of_date.values() if line.shown is None) for of_date in lines
    ]
    comparable = are_comparable(
        [value.position for value in lacking[0]], [value.position for value in lacking[1]]
    )
    before, after = (sheet.net_exact for sheet in sheets)
    gross = sum(
        (
            line.exact or Fraction(0)
            for line in lines[0].values()
            if line.value.position.side is Side.ASSET
        ),
        Fraction(0),
    )
    return TwoDates(
        first=first,
        last=last,
        digits=digits,
        sides=(
            _side(Side.ASSET, sheets, groups),
            _side(Side.LIABILITY, sheets, groups),
        ),
        net=Pair(Amount(sheets[0].net), Amount(sheets[1].net), comparable),
        net_now=after,
        percent=relative_change(before, after, gross=gross) if comparable else None,
        comparable=comparable,
        lacking_then=lacking[0],
        lacking_now=lacking[1],
    )


def _concerns(value: PositionValue, owner: Owner | None) -> bool:
    return value.status not in ABSENT and bool(part_of(value.parts, owner))


def _lines(sheet: Sheet) -> dict[UUID, Line]:
    return {
        line.value.position.id: line
        for side in sheet.sides
        for group in side.groups
        for line in group.lines
    }


def _amount(value: PositionValue, lines: dict[UUID, Line], owner: Owner | None) -> Amount:
    if value.status is Status.CLOSED:
        return Amount(None, "gone")
    if value.status is Status.NOT_YET:
        return Amount(None, "not_yet")
    if not part_of(value.parts, owner):
        return Amount(None, "no_part")
    line = lines.get(value.position.id)
    return Amount(line.shown, "" if line.shown is not None else "missing") if line else Amount(None)


def _groups(
    values: Sequence[tuple[PositionValue, PositionValue]],
    lines: Sequence[dict[UUID, Line]],
    sheets: Sequence[Sheet],
    owner: Owner | None,
) -> list[GroupPair]:
    """The categories in which something stands on one of the dates at least."""
    totals = [
        {(g.side, g.category): g for side in sheet.sides for g in side.groups} for sheet in sheets
    ]
    buckets: dict[tuple[Side, str], list[ItemPair]] = {}
    for a, b in values:
        if _concerns(a, owner) or _concerns(b, owner):
            pair = Pair(_amount(a, lines[0], owner), _amount(b, lines[1], owner))
            key = (a.position.side, a.position.category)
            buckets.setdefault(key, []).append(ItemPair(a, b, pair))
    return [
        GroupPair(*key, _total(buckets[key], totals[0].get(key), totals[1].get(key)), (*found,))
        for key, found in sorted(buckets.items(), key=lambda entry: display_rank(*entry[0]))
    ]


def _total(items: Sequence[ItemPair], then: Group | None, now: Group | None) -> Pair:
    """A category's sums."""
    even = all(_is_even(item) for item in items)
    return Pair(_sum(then), _sum(now), even)


def _is_even(item: ItemPair) -> bool:
    """Whether the item is missing on both dates, or on neither."""
    return (item.amounts.then.lacks == "missing") == (item.amounts.now.lacks == "missing")


def _sum(group: Group | None) -> Amount:
    if group is None:
        return Amount(None, "none")
    return Amount(group.shown) if group.is_known else Amount(None, "missing")


def _side(side: Side, sheets: Sequence[Sheet], groups: Sequence[GroupPair]) -> SidePair:
    sums = [next(found for found in sheet.sides if found.side is side) for sheet in sheets]
    then, now = (Amount(s.shown) if s.is_known else Amount(None, "missing") for s in sums)
    own = tuple(group for group in groups if group.side is side)
    even = all(group.amounts.comparable for group in own)
    return SidePair(side, Pair(then, now, even), own)


def _digits(
    values: Sequence[tuple[PositionValue, PositionValue]], owner: Owner | None, currency: str
) -> int:
    """The decimals of both dates: none where one of them is too large for any."""
    known = [[value.value_of(owner) for value in of_date] for of_date in zip(*values, strict=True)]
    if any(sum((abs(p) for p in parts if p), Fraction(0)) >= WHOLE_FROM for parts in known):
        return 0
    there = [parts for parts in known if any(part is not None for part in parts)]
    return max((shown_digits(parts, currency) for parts in there), default=0)
