"""How much of what is owned is one thing, or one kind of thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.categories import Side
from tracker.services.money import add_up
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """The largest item and the largest category of what is owned, with what they are worth in the
    reporting currency. `gross`: all that is worth anything; what is below zero (an overdrawn
    account) takes nothing from it. `items`: how many things that are."""

    item: PositionValue
    worth: Fraction
    category: str
    category_worth: Fraction
    gross: Fraction
    items: int

    @property
    def item_share(self) -> Fraction:
        return self.worth / self.gross

    @property
    def category_share(self) -> Fraction:
        return self.category_worth / self.gross


def concentration(
    values: Sequence[PositionValue], *, owner: Owner | None = None
) -> Concentration | None:
    """On the date of the values, of the household or of one owner's parts; the first of equals;
    None where nothing owned is worth anything."""
    worths = []
    for value in values:
        if value.position.side is Side.ASSET and value.counts and value.value is not None:
            worth = value.value * part_of(value.parts, owner)
            if worth > 0:
                worths.append((value, worth))
    if not worths:
        return None
    by_category: dict[str, list[Fraction]] = {}
    for value, worth in worths:
        by_category.setdefault(value.position.category, []).append(worth)
    categories = {code: add_up(of_category) for code, of_category in by_category.items()}
    item, most = max(worths, key=lambda pair: pair[1])
    category = max(categories, key=lambda code: categories[code])
    return Concentration(
        item=item,
        worth=most,
        category=category,
        category_worth=categories[category],
        gross=add_up(categories.values()),
        items=len(worths),
    )
