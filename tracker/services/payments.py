"""What the debts ask for every month, by their terms."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from tracker.services.amortisation import terms_on
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.liquidity import Owed, Payable, is_missing
from tracker.services.position_values import PositionValue

WITHOUT: Final = frozenset(
    {"medical", "pension_obligations", "taxes", "dividends", "bills", "judgments"}
)
"""Debts that are paid when they fall due and not month by month: terms are not asked of them."""


def minimum_payments(values: Sequence[PositionValue], on: date) -> Payable:
    """The smallest payments a month of the debts that are still owed, by the whole household: what
    is paid off or in credit asks for nothing."""
    items, untold = [], []
    for value in values:
        position = value.position
        if position.side is Side.ASSET or position.contingent:
            continue
        terms = terms_on(position.terms, day_of(on))
        minimum = terms.minimum if terms else None
        if is_missing(value):
            untold.append(value)
        elif value.counts and value.figure is not None and value.figure > 0:
            if minimum is None and position.category in WITHOUT:
                continue
            if minimum is None or value.rate is None or value.in_units:
                untold.append(value)
            else:
                items.append(Owed(value, Fraction(minimum) * Fraction(value.rate.rate)))
    return Payable(tuple(items), tuple(untold))
