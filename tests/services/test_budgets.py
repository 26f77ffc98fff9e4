"""Which of the dated rows of spending and income holds on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.budgets import BudgetRow, budget_on

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def row(since: date) -> BudgetRow:
    return BudgetRow(since, "USD", None, None, None)


@given(days=st.lists(DAYS, unique=True), day=DAYS)
def test_the_newest_row_that_has_begun_holds(days: list[date], day: date) -> None:
    found = budget_on(map(row, days), day)
    begun = [since for since in days if since <= day]
    assert found == (row(max(begun)) if begun else None)


def test_a_row_holds_from_its_own_day_on() -> None:
    since = date(2026, 3, 1)
    assert budget_on([row(since)], since) == row(since)
    assert budget_on([row(since)], since - timedelta(days=1)) is None
