"""Items of a date as sides, categories and lines, rounded so that what is shown adds up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from tracker.services.categories import Side, display_rank
from tracker.services.currencies import minor_unit
from tracker.services.money import largest_remainder, round_half_up
from tracker.services.position_values import PositionValue, fresh_share

WHOLE_FROM = 10_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One item; `shown` is None where its value is not known."""

    value: PositionValue
    exact: Fraction | None
    shown: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one category; `counted` is False for those owed only if others do not pay."""

    side: Side
    category: str
    counted: bool
    shown: Decimal
    lines: tuple[Line, ...]

    @property
    def is_known(self) -> bool:
        """Whether any value is: a sum of nothing known is not zero, it is missing."""
        return any(line.shown is not None for line in self.lines)

    @property
    def fresh_share(self) -> Fraction | None:
        """How much of its gross value is fresh, None where there is none."""
        return _fresh_share(self.lines)


@dataclass(frozen=True, slots=True)
class SideSum:
    side: Side
    shown: Decimal
    groups: tuple[Group, ...]

    @property
    def is_known(self) -> bool:
        """Whether any value is, or there is nothing to know."""
        return not self.groups or any(group.is_known for group in self.groups)

    @property
    def counted(self) -> Iterator[Line]:
        """The lines that make up the side."""
        return chain.from_iterable(group.lines for group in self.groups if group.counted)

    @property
    def fresh_share(self) -> Fraction | None:
        return _fresh_share(self.counted)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Shown sides make up the shown net worth, groups their side, lines their group."""

    net_exact: Fraction
    net: Decimal
    sides: tuple[SideSum, SideSum]

    @property
    def fresh_share(self) -> Fraction | None:
        return _fresh_share(chain.from_iterable(side.counted for side in self.sides))


def add_up(items: Sequence[tuple[PositionValue, Fraction | None]], digits: int) -> Sheet:
    """Sides, categories and lines of these items, each with its exact part in the reporting
    currency (None where it is not known), shown with `digits` decimals."""
    buckets: dict[tuple[Side, str, bool], list[tuple[PositionValue, Fraction | None]]] = {}
    for value, exact in items:
        position = value.position
        key = (position.side, position.category, not position.contingent)
        buckets.setdefault(key, []).append((value, exact))
    order = sorted(buckets, key=lambda key: (not key[2], display_rank(key[0], key[1])))
    totals = {key: _total(buckets[key]) for key in order}
    exact_sides = [
        side * sum((totals[k] for k in order if k[0] is side and k[2]), Fraction(0))
        for side in (Side.ASSET, Side.LIABILITY)
    ]
    net_exact = sum(exact_sides, Fraction(0))
    rounded = largest_remainder(exact_sides, net_exact, digits)
    sides = []
    for side, signed in zip((Side.ASSET, Side.LIABILITY), rounded, strict=True):
        shown = signed if side is Side.ASSET else _negated(signed)
        counted = [key for key in order if key[0] is side and key[2]]
        subtotals = dict(
            zip(
                counted, largest_remainder([totals[k] for k in counted], shown, digits), strict=True
            )
        )
        for key in order:
            if key[0] is side and not key[2]:
                subtotals[key] = round_half_up(totals[key], digits)
        groups = tuple(_group(key, buckets[key], subtotals[key], digits) for key in subtotals)
        sides.append(SideSum(side, shown, groups))
    return Sheet(net_exact, round_half_up(net_exact, digits), (sides[0], sides[1]))


def shown_digits(amounts: Iterable[Fraction | None], currency: str) -> int:
    """The decimals of a whole sheet: the currency's own, none where the sum is so large that
    nobody reads them, or where there is nothing behind them."""
    known = [amount for amount in amounts if amount is not None]
    if sum(map(abs, known), Fraction(0)) >= WHOLE_FROM:
        return 0
    whole = all(amount.denominator == 1 for amount in known)
    return 0 if known and whole else minor_unit(currency)


def _group(
    key: tuple[Side, str, bool],
    items: list[tuple[PositionValue, Fraction | None]],
    shown: Decimal,
    digits: int,
) -> Group:
    known = [exact for _value, exact in items if exact is not None]
    rounded = iter(largest_remainder(known, shown, digits))
    lines = tuple(
        Line(value, exact, None if exact is None else next(rounded)) for value, exact in items
    )
    return Group(*key, shown, lines)


def _fresh_share(lines: Iterable[Line]) -> Fraction | None:
    return fresh_share((line.value, line.exact) for line in lines)


def _total(items: list[tuple[PositionValue, Fraction | None]]) -> Fraction:
    return sum((exact for _value, exact in items if exact is not None), Fraction(0))


def _negated(number: Decimal) -> Decimal:
    return -number if number else number
