"""Round numbers and dates for axes."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

Number = Decimal | Fraction | int

_DRAWN_DIGITS = 5
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def number_ticks(low: float, high: float, at_most: int = 5) -> list[Decimal]:
    """Round values from low to high, ascending, at most this many (but at least one)."""
    if high <= low:
        return [Decimal(0)]
    power = floor(log10((high - low) / at_most))
    for step in (Decimal(m).scaleb(power + more) for more in (0, 1, 2) for m in (1, 2, 5)):
        first, last = ceil(Fraction(low) / Fraction(step)), floor(Fraction(high) / Fraction(step))
        if last - first < at_most:
            break
    return [k * step for k in range(first, last + 1)] or [Decimal(0)]


def shorten(values: Sequence[float], largest: float) -> list[float]:
    """The values to five digits of the largest: finer than any pixel, in fewer bytes."""
    digits = _DRAWN_DIGITS - 1 - floor(log10(largest)) if largest else 0
    if digits > 0:
        return [round(value, digits) for value in values]
    step = 10**-digits
    return [round(value / step) * step for value in values]


def month_ticks(first: date, last: date, at_most: int) -> tuple[list[date], int]:
    """Round months of the range, at most this many, and the number of months between them.

    A mark is its month's last day, where the month's value stands, or `last` in the last month. A
    range without a round month is marked at its end.
    """
    from_month, to_month = _month_number(first), _month_number(last)
    ticks, step = range(0), 1
    for step in _MONTH_STEPS:
        ticks = range(-(-from_month // step) * step, to_month + 1, step)
        if len(ticks) <= at_most:
            break
    return [min(_month_end(number), last) for number in ticks] or [last], step


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_end(number: int) -> date:
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
