"""A household's businesses and funds: the figures in force, and their whole balance sheets."""

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final
from uuid import UUID

from tracker.services.books import EntityBook, EntityFigures, HouseholdBooks, PositionBook
from tracker.services.categories import BY_KEY, Side, takes_allowance


class EntityKind(StrEnum):
    """What a business or fund is; it decides which headline figure it has."""

    COMPANY = "company"
    FUND = "fund"
    REIT = "reit"
    NON_PROFIT = "non_profit"
    PUBLIC_BODY = "public_body"


WITH_SHARES: Final = frozenset({EntityKind.COMPANY, EntityKind.FUND, EntityKind.REIT})
"""The kinds that can belong to somebody, by shares or by percent."""

_OTHER_SIDE: Final = {
    Side.ASSET: BY_KEY[Side.LIABILITY, "business_loan"],
    Side.LIABILITY: BY_KEY[Side.ASSET, "receivables"],
}
"""What a household's item is on the books of the business that stands on its other side."""


def may_deal(side: Side, category: str) -> bool:
    """Whether an item of the household can have one of its businesses on its other side: what it
    owes, and what others owe to it."""
    return side is Side.LIABILITY or takes_allowance(side, category)


def find_entity(books: HouseholdBooks, entity_id: UUID) -> EntityBook | None:
    """The business or fund of that id, None where the books have none."""
    return next((entity for entity in books.entities if entity.id == entity_id), None)


def figures_on(entity: EntityBook, days: Sequence[int]) -> list[EntityFigures]:
    """What holds on each of the ascending days: each figure as last given on or before it."""
    held, at = EntityFigures(0), 0
    found = []
    for day in days:
        while at < len(entity.figures) and entity.figures[at].day <= day:
            held = _over(held, entity.figures[at])
            at += 1
        found.append(replace(held, day=day))
    return found


def _over(held: EntityFigures, given: EntityFigures) -> EntityFigures:
    """The figures of before with those that were given put over them."""
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    return replace(held, **{name: value for name, value in values.items() if value is not None})


def owned_part(figures: EntityFigures) -> Fraction | None:
    """The part that the household owns: shares held of those outstanding, all of it at most, else
    the percent; None where neither is known."""
    if figures.outstanding and figures.held is not None:
        return min(Fraction(figures.held) / Fraction(figures.outstanding), Fraction(1))
    return None if figures.percent is None else Fraction(figures.percent) / 100


def sheet_of(
    books: HouseholdBooks, entity: EntityBook, *, currency: str | None = None
) -> HouseholdBooks:
    """The business's own books, in its currency unless told otherwise: its items, and the other
    side of what the household lent it or owes it, which is recorded once, with the household."""
    return replace(
        books,
        currency=currency or entity.currency,
        positions=(*entity.positions, *mirrors(books, entity)),
        entities=(),
    )


def mirrors(books: HouseholdBooks, entity: EntityBook) -> tuple[PositionBook, ...]:
    """The household's dealings with the business as they stand on the business's books. It owes
    in full what the household counts less an allowance."""
    return tuple(_mirror(position) for position in _dealings(books, entity, contingent=False))


def guarantees(books: HouseholdBooks, entity: EntityBook) -> tuple[PositionBook, ...]:
    """What the household would owe for the business if it did not pay: no part of its books."""
    return _dealings(books, entity, contingent=True)


def _dealings(
    books: HouseholdBooks, entity: EntityBook, *, contingent: bool
) -> tuple[PositionBook, ...]:
    return tuple(
        position
        for position in books.positions
        if position.counterparty == entity.id and position.contingent is contingent
    )


def _mirror(position: PositionBook) -> PositionBook:
    category = _OTHER_SIDE[position.side]
    return replace(
        position,
        side=category.side,
        category=category.code,
        liquidity=category.liquidity,
        discount=category.discount,
        allowance=Decimal(0),
        owners=(),
        secured_on=(),
        counterparty=None,
    )


def all_items(books: HouseholdBooks) -> tuple[PositionBook, ...]:
    """The household's own items and those of its businesses."""
    return (*books.positions, *(item for entity in books.entities for item in entity.positions))
