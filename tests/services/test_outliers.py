"""Which entered values are questioned, and which never."""

import statistics
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.calendar import add_months, day_of
from tracker.services.carry_forward import Series
from tracker.services.outliers import Doubt, Question, question_value

START = date(2025, 1, 31)
STEADY = [100, 102, 105, 106, 110, 111, 115, 117]
"""Changes of 2, 3, 1, 4, 1, 4 and 2: median 2, deviation 1.4826."""


def months(values) -> tuple[Series, date]:
    """Values at month ends, and the date of the last."""
    dates = [add_months(START, n) for n in range(len(values))]
    return Series.of((day_of(on), v) for on, v in zip(dates, values, strict=True)), dates[-1]


def doubt(*values) -> Doubt | None:
    question = question_value(*months(values))
    return question and question.doubt


@pytest.mark.parametrize(
    ("last", "value", "expected"),
    [
        (250, 2500, Doubt.TENFOLD),
        (250, "2610.50", Doubt.TENFOLD),
        (250, 2375, Doubt.TENFOLD),
        (250, 2374, None),
        (250, 2626, Doubt.MANYFOLD),
        (250, 25_900, Doubt.HUNDREDFOLD),
        (250, 250_000, Doubt.MANYFOLD),
        (250, 25, Doubt.TENTH),
        (250, "26.25", Doubt.TENTH),
        (250, "26.26", None),
        (250, 20, Doubt.FRACTION),
        (250, "2.5", Doubt.HUNDREDTH),
        (250, "0.01", Doubt.FRACTION),
        (-250, -2500, Doubt.TENFOLD),
    ],
)
def test_a_slipped_digit_is_questioned(last, value, expected) -> None:
    assert doubt(last, value) is expected


@pytest.mark.parametrize(("last", "value"), [(250, -250), (-1, 90), ("0.01", "-0.01")])
def test_a_changed_sign_is_questioned(last, value) -> None:
    assert doubt(last, value) is Doubt.SIGN


@pytest.mark.parametrize(("last", "value"), [(250, 0), (0, 250), (0, -3), (0, 0)])
def test_a_settled_debt_and_what_follows_it_are_not(last, value) -> None:
    assert doubt(last, value) is None


def test_a_change_far_from_the_usual_ones_is_questioned() -> None:
    # 2 more is usual; 5 x 1.4826 = 7.413 further is not yet unusual, what lies beyond it is.
    assert doubt(*STEADY, "126.413") is None
    assert doubt(*STEADY, "126.414") is Doubt.CHANGE
    assert doubt(*STEADY, "111.587") is None
    assert doubt(*STEADY, "111.586") is Doubt.CHANGE


def test_an_account_that_always_moved_slowly_is_asked_about_when_it_is_emptied() -> None:
    assert doubt(*STEADY, 0) is Doubt.EMPTIED


def test_fewer_than_six_changes_are_no_habit() -> None:
    assert doubt(*STEADY[:6], 130) is None
    assert doubt(*STEADY[:7], 130) is Doubt.CHANGE


def test_where_every_month_was_the_same_there_is_nothing_to_compare_with() -> None:
    assert doubt(*range(100, 200, 10), 290) is None


def test_a_value_that_stays_is_never_questioned() -> None:
    steady = [1000, 980, 959, 940, 921, 900, 880]
    assert doubt(*steady, 880) is None
    assert doubt(*steady, "880.01") is Doubt.CHANGE


def test_a_first_value_and_a_blank_are_not_questioned() -> None:
    entered, last = months([5])
    assert question_value(entered, last) is None
    entered, last = months([5, 5000])
    assert question_value(entered, add_months(last, 1)) is None
    assert question_value(entered, date(2025, 2, 1)) is None
    assert question_value(Series.empty(), last) is None


def test_a_value_entered_between_two_others_is_compared_with_those_before_it() -> None:
    entered, _ = months([100, 1000, 100_000])
    found = question_value(entered, date(2025, 2, 28))
    assert found == Question(Doubt.TENFOLD, Fraction(1000), Fraction(100), START)


@given(
    st.lists(st.decimals(1, 10**6, places=2), min_size=1, max_size=14),
    st.decimals(-(10**7), 10**7, places=3),
)
def test_the_rule_is_the_one_that_statistics_would_give(past, value) -> None:
    found = doubt(*past, value)
    last, value = Fraction(past[-1]), Fraction(value)
    changes = [b - a for a, b in zip(map(Fraction, past), map(Fraction, past[1:]), strict=False)]
    far = False
    if len(changes) >= 6:
        usual = statistics.median(changes)
        spread = statistics.median([abs(change - usual) for change in changes])
        limit = 5 * Fraction("1.4826") * spread
        far = value != last and 0 < limit < abs(value - last - usual)
    times = value / last
    near = any(abs(times / factor - 1) <= Fraction(1, 20) for factor in (10, 100))
    tiny = value and any(abs(times * factor - 1) <= Fraction(1, 20) for factor in (10, 100))
    wide = bool(near or tiny or times >= 10 or 0 < times <= Fraction(1, 10))
    assert (found is not None) is (value < 0 or wide or far)
    if found in (Doubt.CHANGE, Doubt.EMPTIED):
        assert far
        assert not wide


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=12), st.integers(1, 5))
def test_the_unit_that_things_are_counted_in_does_not_matter(values, places) -> None:
    assert doubt(*values) == doubt(*[Decimal(value).scaleb(-places) for value in values])
