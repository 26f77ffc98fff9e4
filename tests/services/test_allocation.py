"""What is owned and owed by category, as two bars."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.services.households import FIRST, LAST, MEMBERS, households, to_books
from tests.services.samples import household, position
from tracker.services.allocation import allocation
from tracker.services.calendar import month_ends
from tracker.services.categories import Side
from tracker.services.networth import monthly_history
from tracker.services.ownership import SHARED

DATES = month_ends(FIRST, LAST)
OWN, OWE = Side.ASSET, Side.LIABILITY
ON = date(2024, 6, 30)


def of(*positions):
    return allocation(monthly_history(household(*positions), [ON]), 0)


def test_categories_stand_largest_first_and_empty_ones_are_left_out():
    found = of(
        position("Car", "vehicles", {"2024-06-30": 20}),
        position("House", "real_estate", {"2024-06-30": 300}),
        position("Spent", "crypto", {"2024-06-30": 0}),
        position("Card", "credit_card", {"2024-06-30": 40}, debt=True),
    )
    assert [(one.category, one.amount) for one in found.of_side(OWN)] == [
        ("real_estate", 300),
        ("vehicles", 20),
    ]
    assert [one.category for one in found.owe.slices] == ["credit_card"]
    assert found.scale == 320


def test_what_is_overdrawn_stands_in_the_other_bar_and_after_its_own():
    found = of(
        position("House", "real_estate", {"2024-06-30": 300}),
        position("Account", amounts={"2024-06-30": -50}),
        position("Card", "credit_card", {"2024-06-30": 40}, debt=True),
    )
    assert [one.category for one in found.own.slices] == ["real_estate"]
    assert [one.category for one in found.owe.slices] == ["credit_card", "cash"]
    assert (found.own.length, found.owe.length) == (300, 90)


@given(
    house=households(),
    at=st.integers(0, len(DATES) - 1),
    owner=st.sampled_from([None, *MEMBERS, SHARED]),
)
def test_the_own_bar_is_longer_than_the_owe_bar_by_net_worth_exactly(house, at, owner):
    history = monthly_history(to_books(house), DATES)
    found = allocation(history, at, owner=owner)
    assert found.own.length - found.owe.length == history.columns(owner).net_worth[at]
    for side, row in (
        (OWN, history.columns(owner).assets),
        (OWE, history.columns(owner).liabilities),
    ):
        assert sum(one.amount for one in found.of_side(side)) == row[at]
    assert all(one.length > 0 for one in found.slices)
