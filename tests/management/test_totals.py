"""What every household has, a line each: exact, and of one household when asked."""

import json
from datetime import date

import pytest
from django.core.management.base import CommandError

from tests.cast import Cast, add_position, add_value
from tests.management.running import run
from tracker.services.categories import Side


@pytest.fixture
def books(cast: Cast) -> Cast:
    home = add_position(cast.household, "Home", Side.ASSET, "real_estate")
    loan = add_position(cast.household, "Loan", Side.LIABILITY, "mortgage")
    add_value(cast.household, home, date(2026, 8, 3), "300000.10")
    add_value(cast.household, loan, date(2026, 8, 31), "340000.123456789")
    return cast


def test_each_household_gets_a_line_with_its_month_ends(books: Cast) -> None:
    lines = run("totals", "--format", "json", "--today", "2026-09-15").splitlines()
    found = {line["household"]: line for line in map(json.loads, lines)}
    assert set(found) == {"santoso", "others"}
    assert found["others"]["months"] == []
    assert found["santoso"] == {
        "household": "santoso",
        "currency": "USD",
        "items": 2,
        "values": 2,
        "months": [
            {
                "month": day,
                "assets": "300000.1",
                "liabilities": "340000.123456789",
                "net_worth": "-40000.023456789",
                "complete": True,
            }
            for day in ("2026-08-31", "2026-09-15")
        ],
    }


def test_the_line_for_reading_says_the_last_net_worth(books: Cast) -> None:
    said = run("totals", "--household", "santoso", "--today", "2026-09-15")
    assert said == (
        "santoso: 2 items, 2 values, 2 months; net worth on 2026-09-15: -40000.023456789 USD\n"
    )
    assert run("totals", "--household", "others") == "others: 0 items, 0 values, 0 months\n"


def test_a_household_that_is_not_there_is_said(books: Cast) -> None:
    with pytest.raises(CommandError, match="There is no household “none”"):
        run("totals", "--household", "none")
