"""Entered values that look unusual beside the item's own past, so that somebody looks once more.

Only what was entered is compared, in the item's own units or currency; nothing is ever refused.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

import numpy as np

from tracker.services.calendar import date_of, day_of
from tracker.services.carry_forward import Series
from tracker.services.usual import median_and_deviation

LEAST_CHANGES: Final = 6
"""So many changes between values make a habit."""
DEVIATIONS: Final = 5
NEAR: Final = Fraction(5, 100)
"""A slipped digit stands beside an ordinary change: so far from ten or a hundred times counts."""


class Doubt(StrEnum):
    """What is unusual about a value."""

    SIGN = "sign"
    """Above zero after below it, or the other way round."""
    EMPTIED = "emptied"
    """Zero, where no change was ever nearly as large."""
    HUNDREDFOLD = "hundredfold"
    TENFOLD = "tenfold"
    MANYFOLD = "manyfold"
    """More than ten times, and neither about ten nor about a hundred."""
    TENTH = "tenth"
    HUNDREDTH = "hundredth"
    FRACTION = "fraction"
    CHANGE = "change"
    """A change further from the usual one than its own past changes were."""


FACTORS: Final = {
    Fraction(10): Doubt.TENFOLD,
    Fraction(100): Doubt.HUNDREDFOLD,
    Fraction(1, 10): Doubt.TENTH,
    Fraction(1, 100): Doubt.HUNDREDTH,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A value that looks unusual, and the entered one before it, which was of the day `then`."""

    doubt: Doubt
    value: Fraction
    last: Fraction
    then: date


def question_value(entered: Series, on: date) -> Question | None:
    """Whether the value entered for that date looks unusual; None if not, or if there is none.

    A changed sign comes first, then factors of the last value: about (to NEAR) 10 or 100 times, a
    tenth or a hundredth, and anything above 10 times or below a tenth. Then changes: the value lies
    more than DEVIATIONS robust deviations (services.usual) of the changes between earlier values,
    LEAST_CHANGES of them or more, from the last value plus their median.
    Where half of those were alike there is no deviation, and nothing to compare with. Zero is a
    settled debt or an emptied account, which no factor measures; nor what comes after zero. A first
    value is never unusual, nor is one that stayed the same: whoever copies it knows.
    """
    day = day_of(on)
    at = int(entered.days.searchsorted(day))
    if at == 0 or at == len(entered) or entered.days[at] != day:
        return None
    numbers, scale = entered.scaled(np.arange(at + 1))
    value, last = numbers[-1], numbers[-2]
    if value == last:
        return None
    doubt = _compare(value, last)
    if doubt is None and _is_far(numbers):
        doubt = Doubt.CHANGE if value else Doubt.EMPTIED
    if doubt is None:
        return None
    unit = 10**scale
    then = date_of(int(entered.days[at - 1]))
    return Question(doubt, Fraction(value, unit), Fraction(last, unit), then)


def _compare(value: int, last: int) -> Doubt | None:
    """Against the last value alone: its sign, and how many times it is."""
    if value * last < 0:
        return Doubt.SIGN
    if not value or not last:
        return None
    times = Fraction(value, last)
    for factor, doubt in FACTORS.items():
        if abs(times - factor) <= NEAR * factor:
            return doubt
    if times >= 10:
        return Doubt.MANYFOLD
    return Doubt.FRACTION if times <= Fraction(1, 10) else None


def _is_far(numbers: list[int]) -> bool:
    """Whether the last of these lies outside of how they changed before; exactly."""
    *steps, newest = [now - before for before, now in pairwise(numbers)]
    if len(steps) < LEAST_CHANGES:
        return False
    usual, deviation = median_and_deviation(steps)
    return deviation > 0 and abs(newest - usual) > DEVIATIONS * deviation
