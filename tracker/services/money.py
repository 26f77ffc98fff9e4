"""Exact amounts as text, rounded amounts, and splits whose parts add up."""

from collections.abc import Iterable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import lcm
from typing import Final

type Exact = Fraction | Decimal | int

LIMIT: Final = 10**15
"""Every amount, price and rate that is kept lies within it, either way."""

DIGITS18: Final = Context(prec=18, rounding=ROUND_HALF_EVEN)
"""How a quotient without an end is cut: to 18 significant digits, half even."""

EXACT: Final = Context(prec=10**6, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Decimals add and multiply without any rounding; not for quotients."""


def add_up(parts: Iterable[Fraction]) -> Fraction:
    """The exact sum, 0 of nothing. Many fractions are quicker brought to one denominator than
    added one by one."""
    by_denominator: dict[int, int] = {}
    for part in parts:
        under = part.denominator
        by_denominator[under] = by_denominator.get(under, 0) + part.numerator
    under = lcm(*by_denominator)
    return Fraction(sum(over * (under // of) for of, over in by_denominator.items()), under)


def plain(value: Exact) -> str:
    """A number in full: no exponent, no trailing zeros, unrounded. A fraction without an end is
    given to 18 significant digits, half even."""
    exact = Fraction(value)
    rest, twos, fives = exact.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        places = max(twos, fives)
        digits = exact.numerator * 10**places // exact.denominator
        sign, whole = ("-" if digits < 0 else ""), str(abs(digits)).rjust(places + 1, "0")
        return f"{sign}{whole[: len(whole) - places]}.{whole[len(whole) - places :]}".rstrip(".")
    text = format(DIGITS18.divide(Decimal(exact.numerator), Decimal(exact.denominator)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(value: Exact, digits: int) -> Decimal:
    """A number to that many decimals; halves go away from zero."""
    over, under = value.as_integer_ratio()
    return from_units(half_up_ratio(over * 10**digits, under), digits)


def half_up(value: Fraction) -> int:
    """The nearest whole number; halves go away from zero."""
    return half_up_ratio(value.numerator, value.denominator)


def half_up_ratio(over: int, under: int) -> int:
    """As `half_up`, for a quotient of two integers, `under` above zero."""
    whole = (2 * abs(over) + under) // (2 * under)
    return -whole if over < 0 else whole


def largest_remainder(parts: Sequence[Exact], total: Exact, digits: int) -> list[Decimal]:
    """`parts` to that many decimals so that they add up to `total` rounded half up: all are
    rounded down, then those that lost most get one unit more, earlier ones first.

    `total` is the sum of the parts, or what a level above made of it, less than one unit away.
    ValueError when rounding alone cannot close the gap.
    """
    exact = [Fraction(part) * 10**digits for part in parts]
    units = [part.numerator // part.denominator for part in exact]
    short = half_up(Fraction(total) * 10**digits) - sum(units)
    if not 0 <= short <= len(units):
        raise ValueError("The parts do not add up to the total.")
    by_loss = sorted(range(len(units)), key=lambda at: units[at] - exact[at])
    for at in by_loss[:short]:
        units[at] += 1
    return [from_units(unit, digits) for unit in units]


def share_out(parts: Sequence[int], unit: int, total: int) -> list[int]:
    """As `largest_remainder`, for parts that are integers over `unit`, rounded to whole numbers
    that add up to `total`."""
    units = [part // unit for part in parts]
    short = total - sum(units)
    if not 0 <= short <= len(units):
        raise ValueError("The parts do not add up to the total.")
    if short:
        losses = [part % unit for part in parts]
        if short == 1:
            units[losses.index(max(losses))] += 1
            return units
        for at in sorted(range(len(units)), key=losses.__getitem__, reverse=True)[:short]:
            units[at] += 1
    return units


def places_of(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def to_units(value: Decimal, places: int) -> int:
    """A number of at most that many decimals as an integer over 10**places, exactly."""
    over, under = value.as_integer_ratio()
    return int(over * 10**places // under)


def from_units(units: int, places: int) -> Decimal:
    """The number that is that integer over 10**places."""
    return Decimal(f"{units}E{-places}")
