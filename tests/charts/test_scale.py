"""Round marks on axes."""

from datetime import date, timedelta
from decimal import Decimal
from math import floor, log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charts.scale import month_ticks, number_ticks, shorten


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-120.8, 359.0, ["-100", "0", "100", "200", "300"]),
        (0, 1, ["0.0", "0.5", "1.0"]),
        (0, 0, ["0"]),
        (0, 2e12, ["0", "5E+11", "1E+12", "1.5E+12", "2E+12"]),
    ],
)
def test_amounts_are_marked_at_round_values(low: float, high: float, expected: list[str]) -> None:
    assert number_ticks(low, high) == [Decimal(text) for text in expected]


@given(st.floats(-1e15, 1e15), st.floats(1e-6, 1e15), st.integers(2, 8))
def test_marks_lie_within_the_range_and_are_few(low: float, span: float, at_most: int) -> None:
    high = low + span
    ticks = number_ticks(low, high, at_most)
    assert 1 <= len(ticks) <= at_most
    assert ticks == sorted(ticks)
    assert len(ticks) == 1 or low <= ticks[0] < ticks[-1] <= high


def test_years_are_marked_where_their_first_month_stands() -> None:
    ticks, step = month_ticks(date(2021, 1, 31), date(2023, 10, 14), 4)
    assert (ticks, step) == (
        [date(2021, 1, 31), date(2022, 1, 31), date(2023, 1, 31)],
        12,
    )


def test_the_running_month_is_marked_at_its_last_point() -> None:
    assert month_ticks(date(2024, 1, 31), date(2024, 2, 10), 8) == (
        [date(2024, 1, 31), date(2024, 2, 10)],
        1,
    )


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.integers(0, 18_000), st.integers(1, 9))
def test_dates_are_marked_inside_the_range_and_are_few(
    first: date, days: int, at_most: int
) -> None:
    last = first + timedelta(days=days)
    ticks, _ = month_ticks(first, last, at_most)
    assert 1 <= len(ticks) <= at_most
    assert all(first <= tick <= last for tick in ticks)
    assert ticks == sorted(set(ticks))


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1))
def test_amounts_are_drawn_to_five_digits_of_the_largest(cents: list[int]) -> None:
    values = [number / 100 for number in cents]
    largest = max(map(abs, values))
    digits = 4 - floor(log10(largest)) if largest else 0
    assert shorten(values, largest) == [round(value, digits) for value in values]
