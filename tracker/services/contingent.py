"""Possible debts: what is owed only if something happens, beside the net worth it is left out of.

Guarantees, co-signed loans, others' parts of joint debts and commitments: whatever is marked so.
Three figures stand side by side: net worth without them (the headline), net worth less each times
its likelihood (expected), and net worth less all of them in full (the worst case).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tracker.services.calendar import add_months, date_of
from tracker.services.categories import Side
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue, Status

LIKELY_FROM: Final = Decimal(50)
"""Percent: above it a possible debt asks to be counted as one."""
SOON_MONTHS: Final = 12


class Trigger(StrEnum):
    """Where the day stands on which it may be called or ends."""

    NONE = "none"
    PASSED = "passed"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True, eq=False)
class PossibleDebt:
    """One of them on a date. `amount`: in the reporting currency, of an owner the owner's part;
    None where it is not valued or cannot be converted. `due`: the day it may be called or ends."""

    value: PositionValue
    amount: Fraction | None
    due: date | None
    trigger: Trigger

    @property
    def probability(self) -> Decimal | None:
        """How likely it is to be called, percent; None where nobody has said."""
        return self.value.position.probability

    @property
    def expected(self) -> Fraction | None:
        """Amount times probability, None where either is not known."""
        if self.amount is None or self.probability is None:
            return None
        return self.amount * Fraction(self.probability) / 100

    @property
    def is_likely(self) -> bool:
        """More likely than not, so that it asks to be counted as a debt."""
        return self.probability is not None and self.probability > LIKELY_FROM


@dataclass(frozen=True, slots=True, eq=False)
class PossibleDebts:
    """All of them beside `net_worth`, the total that leaves them out."""

    net_worth: Fraction
    debts: tuple[PossibleDebt, ...]

    @property
    def total(self) -> Fraction | None:
        """What they come to, those of known amount; None where none is known."""
        known = [debt.amount for debt in self.debts if debt.amount is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def worst(self) -> Fraction | None:
        """Net worth if all were called."""
        return None if self.total is None else self.net_worth - self.total

    @property
    def expected(self) -> Fraction | None:
        """Net worth less each times its likelihood; those without one are left out of it. None
        where none has both."""
        known = [debt.expected for debt in self.debts if debt.expected is not None]
        return self.net_worth - sum(known, Fraction(0)) if known else None

    @property
    def unknown(self) -> tuple[PossibleDebt, ...]:
        """Those whose amount is not known: every sum lacks them."""
        return tuple(debt for debt in self.debts if debt.amount is None)

    @property
    def unweighed(self) -> tuple[PossibleDebt, ...]:
        """Those nobody has given a likelihood: only the expected figure lacks them."""
        return tuple(debt for debt in self.debts if debt.probability is None)


def possible_debts(
    values: Sequence[PositionValue], net_worth: Fraction, on: date, *, owner: Owner | None = None
) -> PossibleDebts:
    """The possible debts among the values of a date, in their order, beside that date's net worth
    (of the same owner and basis). What is closed or not there yet is left out."""
    return PossibleDebts(
        net_worth,
        tuple(
            find_possible(value, on, owner=owner)
            for value in values
            if is_possible(value) and part_of(value.parts, owner)
        ),
    )


def find_possible(value: PositionValue, on: date, *, owner: Owner | None = None) -> PossibleDebt:
    """One possible debt on a date."""
    due = None if value.position.due is None else date_of(value.position.due)
    return PossibleDebt(value, value.value_of(owner), due, _trigger(due, on))


def is_possible(value: PositionValue) -> bool:
    """Whether it is a possible debt that is there on the values' date."""
    position = value.position
    return (
        position.contingent
        and position.side is Side.LIABILITY
        and value.status not in (Status.CLOSED, Status.NOT_YET)
    )


def _trigger(due: date | None, on: date) -> Trigger:
    if due is None:
        return Trigger.NONE
    if due < on:
        return Trigger.PASSED
    return Trigger.SOON if due <= add_months(on, SOON_MONTHS) else Trigger.LATER
