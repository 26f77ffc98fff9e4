"""How much of the credit that cards allow is in use, per card and together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tracker.services.amortisation import terms_on
from tracker.services.books import PositionBook
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.liquidity import is_missing
from tracker.services.money import add_up
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue

CARDS: Final = frozenset({"credit_card", "pay_later"})
"""Revolving credit; a limit kept with another debt is not counted."""


@dataclass(frozen=True, slots=True, eq=False)
class CardUse:
    """One card's balance and limit in the reporting currency; a card in credit uses nothing."""

    value: PositionValue
    balance: Fraction
    limit: Fraction

    @property
    def position(self) -> PositionBook:
        return self.value.position

    @property
    def use(self) -> Fraction:
        return self.balance / self.limit


@dataclass(frozen=True, slots=True, eq=False)
class CreditUse:
    """The cards with a limit, the most used first; `missing`: those of them without a value or a
    rate, which are not among them."""

    cards: tuple[CardUse, ...]
    missing: tuple[PositionValue, ...]

    @property
    def balance(self) -> Fraction:
        return add_up(card.balance for card in self.cards)

    @property
    def limit(self) -> Fraction:
        return add_up(card.limit for card in self.cards)

    @property
    def use(self) -> Fraction | None:
        """Of all limits together; None without any."""
        return self.balance / self.limit if self.cards else None


def credit_use(
    values: Sequence[PositionValue], on: date, *, owner: Owner | None = None
) -> CreditUse:
    """Of the household or of one owner's parts, limits in proportion. Closed cards and those
    without a limit above zero on that day are left out."""
    cards, missing = [], []
    for value in values:
        position, part = value.position, part_of(value.parts, owner)
        if position.side is Side.ASSET or position.category not in CARDS or not part:
            continue
        terms = terms_on(position.terms, day_of(on))
        if terms is None or not terms.limit or not (value.counts or is_missing(value)):
            continue
        if value.value is None or value.rate is None or value.in_units:
            missing.append(value)
            continue
        limit = Fraction(terms.limit) * Fraction(value.rate.rate)
        cards.append(CardUse(value, max(value.value, Fraction(0)) * part, limit * part))
    cards.sort(key=lambda card: -card.use)
    return CreditUse(tuple(cards), tuple(missing))
