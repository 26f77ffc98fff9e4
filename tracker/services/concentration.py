"""How much of what is owned is one thing, or one kind of thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.categories import Side
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
    categories: dict[str, Fraction] = {}
    for value, worth in worths:
        code = value.position.category
        categories[code] = categories.get(code, Fraction(0)) + worth
    item, most = max(worths, key=lambda pair: pair[1])
    category = max(categories, key=lambda code: categories[code])
    return Concentration(
        item=item,
        worth=most,
        category=category,
        category_worth=categories[category],
        gross=sum(categories.values(), Fraction(0)),
        items=len(worths),
    )
