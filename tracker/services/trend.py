"""Where net worth is heading: how it moved lately, its steady pace, and when that reaches zero.

The pace is the Theil-Sen slope: the median of the slopes between all pairs of points. One month
out of the ordinary, a bonus or a repair, hardly moves it, as it would a mean or a fitted line
(Theil 1950, Sen 1968). A month is one step, whatever its days, so slopes are exact fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Final

from tracker.services.calendar import month_end
from tracker.services.money import Exact

SPANS: Final = (1, 3, 12)
"""The months over which the change is told."""
MOST_POINTS: Final = 12
FEWEST_POINTS: Final = 6
FARTHEST: Final = 1200
"""Months ahead beyond which no month is named: a hundred years."""


@dataclass(frozen=True, slots=True)
class Move:
    """How net worth moved over the last `months` steps of the row, since the date `since`; None
    where the row does not reach back so far, or something is missing on either date."""

    months: int
    since: date | None
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Pace:
    """Reporting currency a month: the median slope and its quartiles, from `points` complete month
    ends of which the first and the last are given."""

    slope: Fraction
    lower: Fraction
    upper: Fraction
    points: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Crossing:
    """The month ends at which a line from the last point is at or above zero: at the pace, and at
    the upper and the lower quartile's. None is open: not within a hundred years, or never."""

    month: date | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Trend:
    """`pace` is None where fewer than FEWEST_POINTS of the last month ends are complete, `points`
    of them; `crossing` where net worth is not certainly below zero or does not rise."""

    moves: tuple[Move, ...]
    points: int
    pace: Pace | None
    crossing: Crossing | None


def find_trend(
    dates: Sequence[date],
    net_worth: Sequence[Exact],
    complete: Sequence[bool] | None = None,
    *,
    unit: int = 1,
    provisional: bool = True,
) -> Trend:
    """The trend of a row of month ends whose last one is of a month still running (`provisional`):
    it is what the line to zero starts from, but no month end yet. `net_worth` is divided by
    `unit`."""
    whole = [True] * len(dates) if complete is None else complete
    worth = [Fraction(number) / unit for number in net_worth]
    ends = len(dates) - 1 if provisional and dates else len(dates)
    used = [at for at in range(ends) if whole[at]][-MOST_POINTS:]
    pace = _pace([dates[at] for at in used], [worth[at] for at in used])
    crossing = None
    if pace is not None and pace.slope > 0 and whole[-1] and worth[-1] < 0:
        crossing = _cross(dates[-1], worth[-1], pace)
    moves = tuple(_move(dates, worth, whole, months) for months in SPANS)
    return Trend(moves, len(used), pace, crossing)


def _move(
    dates: Sequence[date], worth: Sequence[Fraction], whole: Sequence[bool], months: int
) -> Move:
    before = len(dates) - 1 - months
    if before < 0:
        return Move(months, None, None)
    known = whole[before] and whole[-1]
    return Move(months, dates[before], worth[-1] - worth[before] if known else None)


def _pace(dates: Sequence[date], worth: Sequence[Fraction]) -> Pace | None:
    if len(dates) < FEWEST_POINTS:
        return None
    points = [(_month(day), value) for day, value in zip(dates, worth, strict=True)]
    slopes = sorted((b - a) / (m - n) for (n, a), (m, b) in combinations(points, 2))
    lower, middle, upper = (quantile(slopes, Fraction(part, 4)) for part in (1, 2, 3))
    return Pace(middle, lower, upper, len(dates), dates[0], dates[-1])


def quantile(ascending: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value that `share` of the others lie below, between neighbours in proportion (definition
    7 of Hyndman and Fan 1996, as spreadsheets have it)."""
    place = share * (len(ascending) - 1)
    at = place.numerator // place.denominator
    after = min(at + 1, len(ascending) - 1)
    return ascending[at] + (ascending[after] - ascending[at]) * (place - at)


def _cross(on: date, worth: Fraction, pace: Pace) -> Crossing:
    # A month's end lies one whole step after the month before it; a day within, on the way.
    days = month_end(on).day
    here = _month(on) + Fraction(on.day, days)
    return Crossing(
        month=_reach(here, worth, pace.slope),
        earliest=_reach(here, worth, pace.upper),
        latest=_reach(here, worth, pace.lower),
    )


def _reach(here: Fraction, worth: Fraction, slope: Fraction) -> date | None:
    """The first month end at which a line from here is at or above zero."""
    if slope <= 0:
        return None
    there = here - worth / slope
    if there - here > FARTHEST:
        return None
    month = -(-there.numerator // there.denominator) - 1
    return month_end(date(month // 12, month % 12 + 1, 1))


def _month(day: date) -> int:
    """Months since year 0, so that consecutive months are one apart."""
    return day.year * 12 + day.month - 1
