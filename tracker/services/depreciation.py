"""What wears out: a value n months after it was entered, by the straight line or by a percent.

Straight line: from A down to `residual` in N equal steps, A - (A - residual) x n / N. Declining
balance: `rate` percent a year of the value at the beginning of each year, spread evenly over its
months: with y, m = divmod(n, 12), A (1 - r)**y (1 - r m / 12). Both are rounded half up to the
minor unit and never fall below `residual`, where they end.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tracker.services.money import from_units, half_up_ratio, round_half_up


def straight_line(
    amount: Decimal, residual: Decimal, months: int, *, digits: int
) -> Iterator[Decimal]:
    """The value after one month, after two, … until it stands at `residual`, which is reached
    after so many months (at once where there are none). Nothing where it is there already."""
    span = Fraction(amount) - Fraction(residual)
    if span <= 0:
        return
    for month in range(1, months):
        yield max(round_half_up(Fraction(amount) - span * month / months, digits), residual)
    yield residual


def declining(
    amount: Decimal, rate: Decimal, residual: Decimal, *, digits: int
) -> Iterator[Decimal]:
    """The value after one month, after two, … until it stands at `residual`: for ever where that
    is never reached. Nothing where it is there already."""
    over, under = Fraction(amount).as_integer_ratio()
    part, whole = (Fraction(rate) / 100).as_integer_ratio()
    over *= 10**digits
    value = amount
    while value > residual:
        for month in range(1, 13):
            left = half_up_ratio(over * (12 * whole - part * month), under * 12 * whole)
            value = max(from_units(left, digits), residual)
            yield value
            if value == residual:
                return
        over, under = over * (whole - part), under * whole
