"""When the next review is due, and how far the month's entry has come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import household, position
from tracker.services.calendar import add_months, month_end
from tracker.services.review import (
    MONTHS,
    Cadence,
    Progress,
    Record,
    Records,
    current_date,
    entry_progress,
    next_review,
)

TODAY = date(2026, 11, 21)
MONTHLY, QUARTERLY, YEARLY = Cadence


def due(chosen=MONTHLY, *, below=False, closed=None, newest=None):
    review = next_review(chosen, TODAY, below=below, closed=closed, newest=newest)
    return review.due


@pytest.mark.parametrize(
    ("chosen", "closed", "expected"),
    [
        (MONTHLY, date(2026, 10, 31), date(2026, 11, 30)),
        (MONTHLY, date(2026, 11, 20), date(2026, 12, 31)),
        (MONTHLY, date(2026, 8, 31), date(2026, 9, 30)),
        (QUARTERLY, date(2026, 10, 31), date(2027, 1, 31)),
        (YEARLY, date(2026, 1, 15), date(2027, 1, 31)),
        (YEARLY, date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_the_next_review_follows_the_last_closed_record(chosen, closed, expected):
    assert due(chosen, closed=closed, newest=TODAY) == expected


def test_days_are_counted_to_the_due_date_and_past_it():
    soon = next_review(MONTHLY, TODAY, below=False, closed=date(2026, 10, 31), newest=None)
    late = next_review(MONTHLY, TODAY, below=False, closed=date(2026, 9, 30), newest=None)
    assert (soon.days, late.days) == (9, -21)


def test_a_household_that_never_closes_is_taken_to_have_looked_when_it_entered_values():
    assert due(newest=date(2026, 10, 31)) == date(2026, 11, 30)
    assert due(newest=date(2026, 6, 30)) == date(2026, 7, 31)
    assert due(newest=date(2026, 11, 3)) == date(2026, 11, 30)
    assert due() == date(2026, 11, 30)


def test_below_zero_a_year_is_too_long_but_a_shorter_cadence_stays():
    yearly = next_review(YEARLY, TODAY, below=True, closed=date(2026, 10, 31), newest=None)
    assert (yearly.cadence, yearly.shortened, yearly.due) == (QUARTERLY, True, date(2027, 1, 31))
    monthly = next_review(MONTHLY, TODAY, below=True, closed=date(2026, 10, 31), newest=None)
    assert (monthly.cadence, monthly.shortened) == (MONTHLY, False)


@given(
    chosen=st.sampled_from(Cadence),
    below=st.booleans(),
    closed=st.dates(date(2000, 1, 1), TODAY),
)
def test_a_review_is_due_at_a_month_end_and_never_later_than_its_cadence(chosen, below, closed):
    review = next_review(chosen, TODAY, below=below, closed=closed, newest=None)
    assert review.due == month_end(review.due)
    assert closed < review.due <= month_end(add_months(closed, MONTHS[review.cadence]))
    assert MONTHS[review.cadence] <= MONTHS[chosen]
    assert not below or MONTHS[review.cadence] <= 3


def test_the_running_record_is_the_open_one_else_the_latest_else_todays():
    books = household(position(amounts={"2026-11-03": 1, "2026-11-10": 1}))
    third, tenth = date(2026, 11, 3), date(2026, 11, 10)

    def running(*records):
        return current_date(books, Records(None, tuple(Record(*row) for row in records)), TODAY)

    assert running() == TODAY
    assert running((third, False, False), (tenth, False, False)) == tenth
    assert running((third, False, False), (tenth, True, False)) == third
    assert running((third, True, False), (tenth, True, False)) == tenth
    cleared = date(2026, 11, 12)
    assert running((third, False, False), (cleared, False, False)) == third
    assert running((third, False, False), (cleared, False, True)) == cleared


def test_progress_counts_the_rows_of_the_record_and_their_values_of_that_date():
    books = household(
        position("Entered", amounts={"2026-10-31": 1, "2026-11-20": 2}),
        position("Blank", amounts={"2026-10-31": 1}),
        position("New", amounts={}, opened="2026-11-20"),
        position("Later", amounts={}, opened="2026-11-21"),
        position("Closed", amounts={"2026-10-31": 1}, closed="2026-11-20"),
        position("Put away", amounts={"2026-11-20": 1}, archived=True),
    )
    assert entry_progress(books, date(2026, 11, 20)) == Progress(entered=1, expected=3)
    assert entry_progress(household(), TODAY) == Progress(0, 0)
