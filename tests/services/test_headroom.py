"""How far assets could fall before net worth is zero, or must rise to reach it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.services.ratio_samples import DAY, ON, asset, debt
from tests.services.samples import ANN, BEN, household
from tracker.services.headroom import headroom
from tracker.services.position_values import values_on


def room(*positions, owner=None):
    return headroom(values_on(household(*positions), ON), owner=owner)


def test_a_class_can_fall_by_net_worth_over_its_value_and_all_together_by_less():
    found = room(
        asset("Home", "real_estate", 1000),
        asset("Flat", "real_estate", 120),
        asset("Fund", "investments", 100),
        debt("Mortgage", "mortgage", 940),
    )
    assert found.net_worth == 280
    assert [(one.category, one.move, one.can_alone) for one in found.classes] == [
        ("real_estate", Fraction(1, 4), True),
        ("investments", Fraction(14, 5), False),
    ]
    assert found.together.move == Fraction(280, 1220)
    assert found.together.category is None


def test_below_zero_it_says_how_far_it_must_rise():
    found = room(asset("Home", "real_estate", 201_000), debt("Mortgage", "mortgage", 245_000))
    assert found.classes[0].move == Fraction(-44, 201)
    assert found.together.move == Fraction(-44, 201)


def test_without_debts_or_without_assets_there_is_nothing_to_say():
    assert room(asset("Home", "real_estate", 300)) is None
    assert room(debt("Loan", "personal_loan", 300)) is None
    assert room(asset("Account", "cash", 0), debt("Loan", "personal_loan", 300)) is None


def test_what_is_closed_or_only_possible_moves_nothing():
    found = room(
        asset("Home", "real_estate", 100),
        asset("Sold", "vehicles", 50, closed="2024-06-01"),
        debt("Loan", "personal_loan", 60),
        debt("Guarantee", "guarantees", 500, contingent=True),
    )
    assert [(one.category, one.move) for one in found.classes] == [("real_estate", Fraction(2, 5))]


def test_an_owners_room_is_that_of_their_parts():
    positions = (
        asset("Home", "real_estate", 100, owners={DAY: {ANN: 1, BEN: 1}}),
        debt("Loan", "personal_loan", 20, owners={DAY: {ANN: 1}}),
    )
    assert room(*positions, owner=ANN).together.move == Fraction(3, 5)
    assert room(*positions, owner=BEN) is None


amounts = st.integers(-(10**6), 10**9)
CATEGORIES = st.sampled_from(["cash", "real_estate", "investments", "other"])


@given(
    owned=st.lists(st.tuples(CATEGORIES, amounts), min_size=1, max_size=6),
    owed=st.lists(amounts, max_size=4),
)
def test_the_move_applied_brings_net_worth_to_zero_exactly(owned, owed):
    found = room(
        *(asset(f"Asset {at}", code, worth) for at, (code, worth) in enumerate(owned)),
        *(debt(f"Debt {at}", "personal_loan", worth) for at, worth in enumerate(owed)),
    )
    net = sum(worth for _, worth in owned) - sum(owed)
    sums = [sum(worth for code, worth in owned if code == of) for of in {code for code, _ in owned}]
    if found is None:
        assert max(sums) <= 0 or (min(sums) > 0 and not any(owed))
        return
    assert found.net_worth == net
    for one in found.classes:
        assert net - one.worth * one.move == 0
        assert one.worth == sum(worth for code, worth in owned if code == one.category) > 0
        assert one.can_alone is (one.worth >= net)
    assert net - sum(one.worth * found.together.move for one in found.classes) == 0
