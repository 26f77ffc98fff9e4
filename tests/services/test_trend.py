"""The pace of net worth, and the month in which it reaches zero at that pace."""

import random
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.calendar import add_months, month_end, month_ends
from tracker.services.trend import find_trend, quantile

MONTHS = month_ends(date(2024, 1, 1), date(2026, 1, 31))


def trend(*values, missing=(), provisional=False, **given):
    complete = [at not in missing for at in range(len(values))]
    return find_trend(MONTHS[: len(values)], values, complete, provisional=provisional, **given)


def test_the_pace_is_the_median_slope_whatever_one_month_did():
    assert trend(-600, -500, -400, 9_000, -200, -100, 0).pace.slope == 100


def test_the_graduate_of_the_examples_regains_35_000_in_36_months():
    values = [Fraction(-45_000) + Fraction(35_000, 36) * month for month in range(13)]
    found = trend(*values)
    assert round(found.pace.slope, 2) == Fraction("972.22")
    # 45,000 at that pace takes 46.3 months, of which twelve have passed.
    assert found.crossing.month == month_end(add_months(MONTHS[12], 35))


def test_only_the_last_twelve_complete_month_ends_count():
    long_ago = [0] * 8
    found = trend(*long_ago, *range(12))
    assert (found.pace.slope, found.pace.points, found.pace.first) == (1, 12, MONTHS[8])
    gap = trend(*range(13), missing=[5])
    assert (gap.pace.points, gap.pace.first, gap.pace.slope) == (12, MONTHS[0], 1)


def test_a_month_still_running_is_no_month_end_yet():
    found = find_trend(MONTHS[:7], [1, 2, 3, 4, 5, 6, 99])
    assert (found.pace.last, found.pace.points, found.pace.slope) == (MONTHS[5], 6, 1)


def test_under_six_month_ends_there_is_no_pace():
    found = trend(1, 2, 3, 4, 5)
    assert (found.pace, found.crossing, found.points) == (None, None, 5)
    assert trend(1, 2, 3, 4, 5, 6, missing=[0]).points == 5


def test_a_line_from_the_last_point_reaches_zero_on_a_month_end():
    found = trend(-90, -80, -70, -60, -50, -40)
    assert found.crossing.month == found.crossing.latest == month_end(add_months(MONTHS[5], 4))
    assert trend(-90, -80, -70, -60, -50, -41).crossing.month == month_end(add_months(MONTHS[5], 5))


def test_within_a_month_the_line_starts_on_that_day():
    days = [*MONTHS[:6], date(2024, 7, 15)]
    found = find_trend(days, [-100, -90, -80, -70, -60, -50, -10])
    # One more step of 10 from the middle of July ends in the middle of August.
    assert found.crossing.month == date(2024, 8, 31)


def test_the_band_is_open_where_the_lower_quartile_does_not_rise():
    found = trend(-60, -20, -80, -30, -70, -10, -40)
    assert found.pace.lower < 0 < found.pace.slope
    assert found.crossing.latest is None
    assert found.crossing.earliest <= found.crossing.month


def test_no_month_is_named_above_zero_or_where_it_does_not_rise():
    assert trend(1, 2, 3, 4, 5, 6).crossing is None
    assert trend(-1, -2, -3, -4, -5, -6).crossing is None
    assert trend(-6, -5, -4, -3, -2, -1, missing=[5]).crossing is None


def test_what_would_take_more_than_a_hundred_years_has_no_month():
    crossing = trend(*(-(10**9) + step for step in range(7))).crossing
    assert (crossing.month, crossing.earliest) == (None, None)


def test_the_change_is_told_over_one_three_and_twelve_months():
    found = trend(*(step * step for step in range(13)))
    assert [(move.months, move.amount) for move in found.moves] == [(1, 23), (3, 63), (12, 144)]
    assert found.moves[2].since == MONTHS[0]


def test_a_change_that_is_not_known_is_missing():
    assert [move.amount for move in trend(5, 7).moves] == [2, None, None]
    assert trend(1, 2, 3, 4, missing=[0]).moves[1].amount is None
    assert trend(1, 2, 3, missing=[2]).moves[0].amount is None
    assert find_trend([], []).moves[0].amount is None


def test_quartiles_are_between_neighbours_in_proportion():
    values = [Fraction(value) for value in (1, 2, 4, 8)]
    assert [quantile(values, Fraction(part, 4)) for part in (1, 2, 3)] == [
        Fraction(7, 4),
        3,
        5,
    ]


@given(
    st.integers(-(10**9), -1),
    st.integers(1, 10**7),
    st.integers(6, 20),
    st.integers(1, 1000),
)
def test_on_a_straight_line_the_month_is_the_first_that_is_not_below_zero(
    start, slope, length, unit
):
    values = [start + slope * at for at in range(length)]
    found = find_trend(MONTHS[:length], values, provisional=False, unit=unit)
    assert found.pace.slope == found.pace.lower == found.pace.upper == Fraction(slope, unit)
    if values[-1] >= 0:
        assert found.crossing is None
        return
    steps = -(values[-1] // slope)
    expected = month_end(add_months(MONTHS[length - 1], steps)) if steps <= 1200 else None
    assert found.crossing.month == expected


@given(st.lists(st.integers(-(10**6), 10**6), min_size=6, max_size=14), st.randoms())
def test_the_pace_lies_between_its_quartiles_and_the_band_around_the_month(
    values, chance: random.Random
):
    missing = chance.sample(range(len(values)), len(values) // 4)
    found = trend(*values, missing=missing)
    if found.pace is None:
        return
    assert found.pace.lower <= found.pace.slope <= found.pace.upper
    if found.crossing and found.crossing.month:
        assert found.crossing.earliest <= found.crossing.month
        assert found.crossing.latest is None or found.crossing.month <= found.crossing.latest
