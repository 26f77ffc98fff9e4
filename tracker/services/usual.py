"""What changes usually come to, and how far from it they usually lie: robust against outliers."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

NORMAL: Final = Fraction(14826, 10000)
"""What makes a median absolute deviation a standard deviation, where changes are normal."""


def median_and_deviation(numbers: Sequence[int]) -> tuple[Fraction, Fraction]:
    """The median, and NORMAL x the median absolute deviation from it (Hampel 1974), exactly; zero
    where half of the numbers or more are alike. At least one number."""
    twice = _twice_middle(numbers)
    fourfold = _twice_middle([abs(2 * number - twice) for number in numbers])
    return Fraction(twice, 2), NORMAL * Fraction(fourfold, 4)


def _twice_middle(numbers: Sequence[int]) -> int:
    """The sum of the middle two of them in order, or of the middle one with itself."""
    ranked, half = sorted(numbers), len(numbers) // 2
    return ranked[half] + ranked[~half]
