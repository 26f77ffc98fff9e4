"""Exact text, rounding and splits; months and month ends."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.calendar import (
    FIRST_DATE,
    LAST_DATE,
    add_months,
    date_of,
    day_of,
    days_of,
    month_end,
    month_ends,
    shift_months,
)
from tracker.services.freshness import oldest_fresh
from tracker.services.money import add_up, largest_remainder, plain, round_half_up, share_out

dates = st.dates(FIRST_DATE, LAST_DATE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333333333333333"),
        (Fraction(-2, 3), "-0.666666666666666667"),
        (Fraction(10**30, 3), "333333333333333333000000000000"),
        (Fraction(-5, 4), "-1.25"),
        (Decimal("12.3400"), "12.34"),
        (Decimal("1E+5"), "100000"),
        (Decimal("-0.00"), "0"),
        (Fraction(1, 10**20), "0.00000000000000000001"),
        (7, "7"),
    ],
)
def test_a_number_is_written_in_full(value, text):
    assert plain(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=18, min_value=-(10**15)))
def test_a_decimal_written_in_full_reads_back_the_same(value):
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("1.005", 2, "1.01"),
        ("1.0049", 2, "1.00"),
        ("0", 3, "0.000"),
    ],
)
def test_halves_go_away_from_zero(value, digits, rounded):
    assert str(round_half_up(Decimal(value), digits)) == rounded


def test_a_third_each_of_one_adds_up_to_one():
    parts = largest_remainder([Fraction(1, 3)] * 3, 1, 2)
    assert [str(part) for part in parts] == ["0.34", "0.33", "0.33"]


@given(st.lists(st.fractions(-1000, 1000, max_denominator=30), max_size=8), st.integers(0, 3))
def test_split_parts_add_up_to_the_rounded_total_and_stay_within_one_unit(parts, digits):
    total = sum(parts, Fraction(0))
    rounded = largest_remainder(parts, total, digits)
    assert sum(rounded) == round_half_up(total, digits)
    for part, exact in zip(rounded, parts, strict=True):
        assert abs(Fraction(part) - exact) < Fraction(1, 10**digits)


@given(st.lists(st.fractions(), max_size=12))
def test_fractions_brought_to_one_denominator_add_up_as_one_by_one(parts):
    assert add_up(parts) == sum(parts, Fraction(0))


def test_parts_that_do_not_make_the_total_are_refused():
    with pytest.raises(ValueError, match="add up"):
        largest_remainder([Decimal(1), Decimal(2)], 9, 0)


@pytest.mark.parametrize(
    ("day", "months", "sticky", "later"),
    [
        ("2024-01-31", 1, True, "2024-02-29"),
        ("2023-01-31", 1, True, "2023-02-28"),
        ("2023-02-28", 1, True, "2023-03-31"),
        ("2023-02-28", 1, False, "2023-03-28"),
        ("2024-02-28", 1, True, "2024-03-28"),
        ("2024-03-31", -1, True, "2024-02-29"),
        ("2023-12-15", 1, True, "2024-01-15"),
    ],
)
def test_months_are_added_and_month_ends_stay_month_ends(day, months, sticky, later):
    added = add_months(date.fromisoformat(day), months, sticky=sticky)
    assert added.isoformat() == later


@given(st.lists(dates, max_size=20), st.sampled_from([-12, -3, -1, 1, 12]))
def test_months_are_added_to_many_days_as_to_one(days, months):
    shifted = shift_months(np.array([day_of(d) for d in days], np.int64), months)
    assert [date_of(d) for d in shifted.tolist()] == [
        add_months(d, months, sticky=False) for d in days
    ]


@given(dates, st.integers(0, 800), st.sampled_from([1, 3, 12]))
def test_the_oldest_fresh_day_is_the_rule_of_freshness_read_backwards(as_of, age, interval):
    on = date_of(day_of(as_of) + age)
    limit = oldest_fresh(np.array([day_of(on)], np.int64), interval)[0]
    assert (day_of(as_of) >= limit) == (on <= add_months(as_of, interval))


def test_month_ends_skip_no_month_and_end_with_today():
    ends = month_ends(date(2023, 11, 30), date(2024, 2, 10))
    assert [d.isoformat() for d in ends] == ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-10"]
    assert month_ends(date(2024, 2, 3), date(2024, 2, 29)) == [date(2024, 2, 29)]
    assert month_ends(date(2024, 3, 1), date(2024, 2, 29)) == []


@given(dates, st.integers(0, 40))
def test_month_ends_are_the_ends_of_one_month_after_the_other(first, months):
    today = add_months(first, months, sticky=False)
    ends = [month_end(add_months(first, at, sticky=False)) for at in range(months)]
    assert month_ends(first, today) == [*ends, today]


@given(st.lists(dates))
def test_days_of_many_dates_are_those_of_each(row):
    assert days_of(row).tolist() == [day_of(day) for day in row]


@given(dates)
def test_a_day_after_a_month_end_is_the_first_of_the_next_month(day):
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


@given(dates)
def test_days_are_counted_both_ways(day):
    assert date_of(day_of(day)) == day


@given(
    parts=st.lists(st.integers(-(10**20), 10**20), min_size=1, max_size=8),
    unit=st.integers(1, 10**9),
)
def test_sharing_out_whole_numbers_is_the_largest_remainder(parts, unit):
    exact = [Fraction(part, unit) for part in parts]
    expected = largest_remainder(exact, sum(exact), 0)
    assert share_out(parts, unit, int(sum(expected))) == expected
    with pytest.raises(ValueError, match="do not add up"):
        share_out(parts, unit, int(sum(expected)) + len(parts) + 1)
