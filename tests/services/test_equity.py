"""Assets against the debts secured on them."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import GOLD, household, position, rate
from tracker.services.equity import secured_assets
from tracker.services.position_values import values_on

ON = date(2024, 6, 30)
DAY = "2024-05-31"


def asset(name, amount, **given):
    return position(name, "real_estate", {} if amount is None else {DAY: amount}, **given)


def debt(name, amount, *on, **given):
    amounts = {} if amount is None else {DAY: amount}
    secured_on = tuple(one.id for one in on)
    return position(name, "mortgage", amounts, debt=True, secured_on=secured_on, **given)


def find(*positions, **given):
    found = secured_assets(values_on(household(*positions, **given), ON))
    return {one.value.position.name: one for one in found}


def test_a_loan_beyond_the_worth_is_a_gap_and_more_than_all_of_the_value():
    house = asset("House", 1120)
    (one,) = find(house, debt("Mortgage", 1148, house)).values()
    assert (one.worth, one.owed, one.gap) == (1120, 1148, 28)
    assert one.loan_to_value == Fraction(1148, 1120)
    assert not one.shares_loan


def test_what_is_worth_more_than_its_loans_has_a_gap_below_zero_that_is_not_cut_off():
    house = asset("House", 500)
    (one,) = find(house, debt("First", 100, house), debt("Second", 50, house)).values()
    assert one.gap == -350


def test_a_debt_on_several_items_is_shared_out_by_their_worth():
    house, land = asset("House", 300), asset("Land", 100)
    found = find(house, land, debt("Loan", 500, house, land))
    assert found["House"].owed == 375
    assert found["Land"].owed == 125
    assert found["House"].loan_to_value == found["Land"].loan_to_value == Fraction(5, 4)
    assert found["House"].shares_loan


def test_items_worth_nothing_share_a_debt_equally():
    found = find(*(pair := (asset("A", 0), asset("B", -5))), debt("Loan", 10, *pair))
    assert found["A"].owed == found["B"].owed == 5
    assert found["A"].loan_to_value is None
    assert found["B"].gap == 10


def test_a_worth_that_is_not_known_is_missing_and_leaves_a_shared_debt_unshared():
    house, land = asset("House", 300), asset("Land", None, opened="2024-01-01")
    found = find(house, land, debt("Loan", 500, house, land), debt("Own", 100, house))
    assert found["Land"].worth is None
    assert found["Land"].gap is None
    assert found["House"].owed is None
    assert found["House"].gap is None


def test_an_item_whose_debt_has_no_rate_is_missing_and_not_free_of_debt():
    house = asset("House", 300)
    loan = debt("Loan", 500, house, currency="EUR")
    assert find(house, loan)["House"].owed is None
    priced = find(house, loan, rates=[rate("EUR", "USD", {DAY: 2})])
    assert priced["House"].owed == 1000


def test_an_item_without_a_price_is_missing():
    coins = position("Coins", "bullion", {DAY: 20}, commodity=GOLD)
    (one,) = find(coins, debt("Loan", 5, coins)).values()
    assert (one.worth, one.owed) == (None, 5)


def test_what_is_closed_or_only_possible_is_left_out():
    house, sold = asset("House", 300), asset("Sold", 100, closed="2024-06-15")
    found = find(
        house,
        sold,
        debt("Loan", 500, house, sold),
        debt("Repaid", 50, house, closed="2024-06-15"),
        debt("Guarantee", 70, house, contingent=True),
    )
    assert [*found] == ["House"]
    assert found["House"].owed == 500
    assert not found["House"].shares_loan


def test_without_secured_debts_there_is_nothing_to_list():
    assert find(asset("House", 300), debt("Card", 5)) == {}


amounts = st.integers(-(10**4), 10**9)


@given(
    worths=st.lists(amounts, min_size=1, max_size=4),
    debts=st.lists(st.tuples(amounts, st.sets(st.integers(0, 3), min_size=1)), max_size=4),
)
def test_what_is_shared_out_adds_up_to_the_debts_exactly(worths, debts):
    houses = [asset(f"House {at}", worth) for at, worth in enumerate(worths)]
    loans = [
        debt(f"Loan {at}", owed, *(houses[one] for one in sorted(on) if one < len(houses)))
        for at, (owed, on) in enumerate(debts)
    ]
    found = find(*houses, *loans).values()
    secured = [owed for owed, on in debts if min(on) < len(houses)]
    assert sum(one.owed for one in found) == sum(secured)
