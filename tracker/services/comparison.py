"""What may be compared between two dates: percents that mean something, sums of the same items."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of
from tracker.services.history import History
from tracker.services.money import Exact
from tracker.services.ownership import Owner, part_of, parts_on

SMALLEST_BASE: Final = Fraction(1, 100)
"""Of gross assets: a percent of less than this says nothing."""


def relative_change(before: Exact, after: Exact, *, gross: Exact) -> Fraction | None:
    """The change over the absolute base; None from zero, across zero, or from a base of under
    one percent of the gross assets of that date, where the amount stands alone."""
    base, change = Fraction(before), Fraction(after) - Fraction(before)
    if base == 0 or base * Fraction(after) < 0 or abs(base) < SMALLEST_BASE * abs(Fraction(gross)):
        return None
    return change / abs(base)


def missing_items(
    books: HouseholdBooks, history: History, owner: Owner | None = None
) -> list[tuple[PositionBook, ...]]:
    """For each date of the history, in the order of the books, what its totals lack; of one
    owner, only what that owner has a part of on that date."""
    found: list[tuple[PositionBook, ...]] = [()] * len(history)
    for position in books.positions:
        for flagged in (history.unknown, history.unpriced):
            if position.id not in flagged:
                continue
            for at in flagged[position.id].nonzero()[0].tolist():
                if _is_held(position, history, at, owner):
                    found[at] = (*found[at], position)
    return found


def are_comparable(first: Sequence[PositionBook], last: Sequence[PositionBook]) -> bool:
    """Whether totals lack the same items on both dates, so that their difference lacks nothing
    but the movement of those."""
    return _ids(first) == _ids(last)


def _ids(items: Sequence[PositionBook]) -> frozenset[UUID]:
    return frozenset(item.id for item in items)


def _is_held(position: PositionBook, history: History, at: int, owner: Owner | None) -> bool:
    return bool(part_of(parts_on(position.owners, day_of(history.dates[at])), owner))
