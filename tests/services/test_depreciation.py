"""What wears out never rises, and ends where it is told to."""

from fractions import Fraction
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.depreciation import declining, straight_line

amounts = st.decimals(-(10**5), 10**6, places=2) | st.decimals(0, 10**3, places=6)
residuals = st.decimals(0, 10**5, places=2)


@given(amounts, residuals, st.integers(0, 400))
def test_a_straight_line_never_rises_nor_falls_below_its_end_and_ends_there(a, residual, months):
    values = list(straight_line(a, residual, months, digits=2))
    assert all(value >= residual for value in values)
    assert values == sorted(values, reverse=True)
    assert (values[-1:] == [residual]) is (a > residual)
    if a > residual:
        assert len(values) == max(months, 1)


@given(amounts, st.decimals("0.01", 100, places=2), residuals)
def test_a_percent_a_year_never_rises_nor_falls_below_its_end(a, rate, residual):
    values = list(islice(declining(a, rate, residual, digits=2), 240))
    assert all(value >= residual for value in values)
    assert values == sorted(values, reverse=True)
    for month, value in enumerate(values, 1):
        years, part = divmod(month, 12)
        exact = Fraction(a) * (1 - Fraction(rate) / 100) ** years
        exact *= 1 - Fraction(rate) * part / 1200
        assert value == residual or abs(Fraction(value) - exact) <= Fraction(1, 200)
