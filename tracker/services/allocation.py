"""What is owned and owed by category on one date, as two bars on one scale."""

from dataclasses import dataclass

from tracker.services.categories import Side
from tracker.services.history import History
from tracker.services.ownership import Owner


@dataclass(frozen=True, slots=True)
class Slice:
    """One category's total on its side, over the history's unit; negative where it is overdrawn
    or in credit."""

    side: Side
    category: str
    amount: int

    @property
    def bar(self) -> Side:
        """The bar it stands in. An amount below zero stands in the other side's, since an
        overdrawn account is owed and a card in credit is owned."""
        if self.amount >= 0:
            return self.side
        return Side.LIABILITY if self.side is Side.ASSET else Side.ASSET

    @property
    def length(self) -> int:
        return abs(self.amount)


@dataclass(frozen=True, slots=True)
class Bar:
    """Slices from the left: the side's own, largest first, then the other side's."""

    slices: tuple[Slice, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """Slices that are not zero, each side's largest first. What the own bar has beyond the owe
    bar is net worth, exactly."""

    slices: tuple[Slice, ...]
    own: Bar
    owe: Bar

    def of_side(self, side: Side) -> tuple[Slice, ...]:
        """The categories of one side of the balance sheet."""
        return tuple(one for one in self.slices if one.side is side)

    @property
    def scale(self) -> int:
        """The length of the longer bar."""
        return max(self.own.length, self.owe.length)


def allocation(history: History, at: int, *, owner: Owner | None = None) -> Allocation:
    """The date at that index, of the household or of one owner's part."""
    rows = ((key, history.of_category(key, owner)[at]) for key in history.categories)
    found = [Slice(side, code, amount) for (side, code), amount in rows if amount]
    found.sort(key=lambda one: (-one.side, -one.amount))
    return Allocation(tuple(found), _bar(found, Side.ASSET), _bar(found, Side.LIABILITY))


def _bar(slices: list[Slice], side: Side) -> Bar:
    found = [one for one in slices if one.bar is side]
    found.sort(key=lambda one: one.side is not side)
    return Bar(tuple(found), sum(one.length for one in found))
