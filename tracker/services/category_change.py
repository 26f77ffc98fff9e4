"""How net worth moved between two dates, by category."""

from dataclasses import dataclass

from tracker.services.categories import Side
from tracker.services.history import History
from tracker.services.ownership import Owner


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """One category's effect on net worth, over the history's unit: a debt that grew is negative."""

    side: Side
    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class Change:
    """From one date of a history to another; `parts` add up to `net_worth`.

    `assets` and `debts` are the two sides' effects on net worth.
    """

    parts: tuple[CategoryChange, ...]
    assets: int
    debts: int
    net_worth: int


def change_by_category(
    history: History, start: int, end: int, *, owner: Owner | None = None
) -> Change:
    """The change from the date at index `start` to the one at `end`; still categories left out."""
    parts = []
    for side, code in history.categories:
        row = history.of_category((side, code), owner)
        amount = side * (row[end] - row[start])
        if amount:
            parts.append(CategoryChange(side, code, amount))
    assets = sum(part.amount for part in parts if part.side is Side.ASSET)
    debts = sum(part.amount for part in parts if part.side is Side.LIABILITY)
    return Change(tuple(parts), assets, debts, assets + debts)
