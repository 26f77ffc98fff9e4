"""What the debts ask for every month, by their terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tracker.services.amortisation import terms_on
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.liquidity import is_missing
from tracker.services.position_values import PositionValue

WITHOUT: Final = frozenset(
    {"medical", "pension_obligations", "taxes", "dividends", "bills", "judgments"}
)
"""Debts that are paid when they fall due and not month by month: terms are not asked of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Payments:
    """The smallest payments a month, in the reporting currency, of the debts that are still owed.
    `owed`: how many debts that are. `untold`: those of them whose payment is not known, or cannot
    be converted; they are not in it."""

    amount: Fraction
    owed: int
    untold: tuple[PositionValue, ...]

    @property
    def is_known(self) -> bool:
        """Whether nothing is owed month by month, or at least one payment is known."""
        return self.owed > len(self.untold) or not self.owed


def minimum_payments(values: Sequence[PositionValue], on: date) -> Payments:
    """Of the whole household: what is paid off or in credit asks for nothing."""
    amount, owed, untold = Fraction(0), 0, []
    for value in values:
        position = value.position
        if position.side is Side.ASSET or position.contingent:
            continue
        terms = terms_on(position.terms, day_of(on))
        minimum = terms.minimum if terms else None
        if is_missing(value):
            owed += 1
            untold.append(value)
        elif value.counts and value.figure is not None and value.figure > 0:
            if minimum is None and position.category in WITHOUT:
                continue
            owed += 1
            if minimum is None or value.rate is None or value.in_units:
                untold.append(value)
            else:
                amount += Fraction(minimum) * Fraction(value.rate.rate)
    return Payments(amount, owed, tuple(untold))
