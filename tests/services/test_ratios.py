"""The ratios of a balance sheet, by their definitions, and how each stands by its guide."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.ratio_samples import DAY, asset, budget, debt, means, readings
from tests.services.samples import ANN, BEN, rate, read_rows
from tracker.services.guides import DEFAULTS, own_guide
from tracker.services.liquidity import ReadyItem
from tracker.services.ratios import HOUSEHOLD_ONLY, read_ratios
from tracker.services.readings import Why


def worked(name):
    """The positions of a worked example."""
    return [
        (asset if row["side"] == "asset" else debt)(
            row["position"], row["category"], row["amount"], currency=row["currency"]
        )
        for row in read_rows("worked-examples.csv")
        if row["household"] == name
    ]


@pytest.mark.parametrize(
    ("name", "currency", "debt_to_assets", "leverage"),
    [
        ("household-a", "USD", Fraction(395, 345), None),
        ("company-b", "USD", Fraction(33, 40), Fraction(40, 7)),
        ("household-c", "IDR", Fraction(3, 5), Fraction(5, 2)),
        ("graduate-d", "USD", Fraction(53, 8), None),
    ],
)
def test_the_worked_examples_have_these_ratios(name, currency, debt_to_assets, leverage):
    found = readings(*worked(name), currency=currency)
    assert found["debt_to_assets"].value == debt_to_assets
    assert found["leverage"].value == leverage
    assert (found["leverage"].why is Why.NOT_ABOVE_ZERO) is (leverage is None)
    assert (found["debt_to_assets"].value > 1) is (leverage is None)


@pytest.mark.parametrize(
    ("home", "debt_to_assets", "leverage"),
    [(305_000, Fraction(245, 305), Fraction(305, 60)), (201_000, Fraction(245, 201), None)],
)
def test_a_home_that_falls_takes_the_debts_beyond_all_that_is_owned(home, debt_to_assets, leverage):
    found = readings(asset("Home", "real_estate", home), debt("Mortgage", "mortgage", 245_000))
    assert found["debt_to_assets"].value == debt_to_assets
    assert found["leverage"].value == leverage


def test_a_loan_of_280_on_250_is_112_percent_of_its_value():
    home = asset("Home", "real_estate", 250)
    found = readings(home, debt("Mortgage", "mortgage", 280, secured_on=(home.id,)))
    reading = found["loan_to_value"]
    assert reading.value == Fraction(112, 100)
    assert (reading.verdict, reading.target, reading.step) == ("watch", 1, 30)


def test_loan_to_value_is_the_worst_items_and_that_of_all_together_stands_beside_it():
    home, car = asset("Home", "real_estate", 400), asset("Car", "vehicles", 100)
    bare = asset("Shed", "other", 0)
    positions = (
        home,
        car,
        bare,
        debt("Mortgage", "mortgage", 200, secured_on=(home.id,)),
        debt("Car loan", "car_loan", 90, secured_on=(car.id,)),
        debt("Shed loan", "personal_loan", 7, secured_on=(bare.id,)),
    )
    found = means(*positions)
    assert found.worst.value.position.name == "Car"
    assert found.loan_to_value == Fraction(290, 500)
    reading = readings(*positions)["loan_to_value"]
    assert reading.value == Fraction(9, 10)
    assert reading.verdict is None, "the shed is worth nothing, so its loan cannot be compared"
    assert [one.position.name for one in reading.left_out] == ["Shed"]


@pytest.mark.parametrize(
    ("owed", "verdict", "target", "step"),
    [
        (50, "good", None, None),
        (51, "watch", Decimal("0.5"), 1),
        (80, "watch", Decimal("0.5"), 30),
        (81, "act", Decimal("0.8"), 1),
    ],
)
def test_a_ratio_on_its_guide_is_still_within_and_beyond_it_says_how_much_reaches_it(
    owed, verdict, target, step
):
    found = readings(asset("Home", "real_estate", 100), debt("Mortgage", "mortgage", owed))
    reading = found["debt_to_assets"]
    assert (reading.verdict, reading.target, reading.step) == (verdict, target, step)


def test_liquidity_months_are_ready_money_after_discounts_over_spending_and_payments():
    reading = readings(
        asset("Account", "cash", 1000),
        asset("Fund", "investments", 1000),
        asset("Home", "real_estate", 9000),
        debt("Mortgage", "mortgage", 5000, terms={"rate": 4, "minimum": 150}),
        budgets=[budget(500)],
    )["liquidity_months"]
    assert reading.value == 3, "1000 and 950 over 650"
    assert (reading.verdict, reading.target, reading.step) == ("watch", 6, 6 * 650 - 1950)


def test_the_emergency_fund_is_what_can_be_spent_at_once_in_months_of_essentials():
    reading = readings(
        asset("Account", "cash", 400), asset("Fund", "investments", 1000), budgets=[budget(500)]
    )["emergency_fund"]
    assert reading.value == Fraction(4, 5)
    assert (reading.verdict, reading.target, reading.step) == ("act", 1, 100)


def test_debt_service_is_held_against_income_after_and_before_taxes():
    found = readings(
        debt("Mortgage", "mortgage", 5000, terms={"rate": 4, "minimum": 300}),
        debt("Card", "credit_card", 20, terms={"minimum": 60}),
        budgets=[budget(net=1000, gross=1250)],
    )
    net, gross = found["debt_service_net"], found["debt_service_gross"]
    assert (net.value, net.verdict, net.step) == (Fraction(36, 100), "act", 10)
    assert (gross.value, gross.verdict) == (Fraction(288, 1000), "good")


def test_what_was_not_entered_is_not_set_and_never_zero():
    positions = (
        asset("Account", "cash", 400),
        debt("Mortgage", "mortgage", 5000, terms={"minimum": 300}),
    )
    found = readings(*positions)
    for ratio in HOUSEHOLD_ONLY:
        assert (found[ratio].value, found[ratio].why) == (None, Why.NOT_SET)
    half = readings(*positions, budgets=[budget(100)])
    assert half["liquidity_months"].value == 1
    assert half["debt_service_net"].why is Why.NOT_SET


def test_figures_in_another_currency_are_converted_and_without_a_rate_there_is_none():
    positions = (
        asset("Account", "cash", 400),
        debt("Mortgage", "mortgage", 5000, terms={"minimum": 100}),
    )
    euros = [budget(50, 500, currency="EUR")]
    found = readings(*positions, budgets=euros)
    assert found["liquidity_months"].why is Why.NO_RATE
    assert found["debt_service_net"].why is Why.NO_RATE
    assert found["debt_service_gross"].why is Why.NOT_SET, "that one was never entered"
    found = readings(*positions, budgets=euros, rates=[rate("EUR", "USD", {DAY: 2})])
    assert found["liquidity_months"].value == 2
    assert found["debt_service_net"].value == Fraction(1, 10)


def test_without_an_income_payments_are_compared_with_nothing():
    found = readings(
        debt("Mortgage", "mortgage", 5000, terms={"minimum": 300}), budgets=[budget(0, 0, 0)]
    )
    assert found["debt_service_net"].why is Why.NO_INCOME
    assert found["emergency_fund"].why is Why.NOTHING_TO_COVER


def test_a_household_without_debts_or_cards_is_told_nothing_about_them():
    found = readings(asset("Account", "cash", 400), budgets=[budget(100, 200)])
    assert set(found) == {"liquidity_months", "emergency_fund"}
    assert found["liquidity_months"].value == 4


def test_payments_that_are_not_known_can_turn_a_good_verdict_and_not_a_bad_one():
    positions = (asset("Account", "cash", 4000), debt("Mortgage", "mortgage", 5000))
    good = readings(*positions, budgets=[budget(100, 1000)])
    assert good["liquidity_months"].value == 40
    assert good["liquidity_months"].verdict is None
    assert [one.position.name for one in good["liquidity_months"].left_out] == ["Mortgage"]
    assert good["debt_service_net"].why is Why.NO_PAYMENTS
    assert readings(*positions, budgets=[budget(4000)])["liquidity_months"].verdict == "act"


def test_an_unpriced_house_beside_its_mortgage_is_no_verdict():
    found = readings(
        asset("Home", "real_estate", 300, currency="CHF"),
        asset("Account", "cash", 10),
        debt("Mortgage", "mortgage", 200),
    )
    reading = found["debt_to_assets"]
    assert (reading.value, reading.verdict, reading.step) == (20, None, None)
    assert [one.position.name for one in reading.left_out] == ["Home"]
    assert found["leverage"].why is Why.MISSING


def test_a_missing_debt_leaves_a_bad_verdict_as_it_is():
    positions = (asset("Account", "cash", 10), debt("Loan", "personal_loan", None))
    assert readings(*positions, debt("Old", "personal_loan", 9))["debt_to_assets"].verdict == "act"
    assert readings(*positions, debt("Old", "personal_loan", 1))["debt_to_assets"].verdict is None


def test_liquid_net_worth_sets_ready_money_against_what_is_due_within_a_year():
    reading = readings(
        asset("Account", "cash", 100),
        asset("Fund", "investments", 200),
        debt("Card", "credit_card", 350),
    )["liquid_net_worth"]
    assert (reading.value, reading.step, reading.verdict) == (-50, 50, None)


def test_the_largest_item_is_judged_and_the_largest_category_may_be_another():
    positions = (
        asset("Home", "real_estate", 40),
        asset("Fund", "investments", 30),
        asset("Shares", "investments", 30),
        asset("Overdrawn", "cash", -50),
    )
    largest = means(*positions).largest
    assert (largest.item.position.name, largest.item_share) == ("Home", Fraction(2, 5))
    assert (largest.category, largest.category_share) == ("investments", Fraction(3, 5))
    guides = DEFAULTS | {"concentration": own_guide("concentration", *[Decimal("0.25")] * 2)}
    reading = readings(*positions, guides=guides)["concentration"]
    assert (reading.value, reading.verdict, reading.step) == (Fraction(2, 5), "watch", 60)


def test_one_item_alone_is_not_called_concentrated():
    assert "concentration" not in readings(asset("Account", "cash", 5))


def test_an_owner_has_the_ratios_of_their_parts_and_none_of_the_households_spending():
    home = asset("Home", "real_estate", 300, owners={DAY: {ANN: 2, BEN: 1}})
    positions = (
        home,
        asset("Account", "cash", 20, owners={DAY: {ANN: 1}}),
        debt("Mortgage", "mortgage", 150, owners={DAY: {ANN: 1, BEN: 1}}, secured_on=(home.id,)),
        debt("Card", "credit_card", 10, owners={DAY: {BEN: 1}}, terms={"limit": 50}),
    )
    ann = readings(*positions, owner=ANN, budgets=[budget(1, 1, 1)])
    assert ann["debt_to_assets"].value == Fraction(75, 220)
    assert ann["loan_to_value"].value == Fraction(1, 2), "of the whole item"
    assert ann["concentration"].value == Fraction(200, 220)
    assert not HOUSEHOLD_ONLY & set(ann)
    assert "credit_use" not in ann
    assert readings(*positions, owner=BEN)["credit_use"].value == Fraction(1, 5)


def test_the_order_is_that_of_the_page():
    home = asset("Home", "real_estate", 300)
    found = readings(
        home,
        asset("Account", "cash", 20),
        debt("Mortgage", "mortgage", 150, secured_on=(home.id,), terms={"minimum": 1}),
        debt("Card", "credit_card", 10, terms={"limit": 50}),
    )
    assert [*found] == [
        "debt_to_assets",
        "liquidity_months",
        "credit_use",
        "leverage",
        "emergency_fund",
        "liquid_net_worth",
        "debt_service_net",
        "debt_service_gross",
        "loan_to_value",
        "concentration",
    ]


money = st.integers(1, 10**9)


@given(assets=money, debts=money, cash=money, spending=money, limit=money, owed=money)
def test_the_amount_of_the_next_step_reaches_the_target_exactly(
    assets, debts, cash, spending, limit, owed
):
    before = means(
        asset("Home", "real_estate", assets),
        asset("Account", "cash", cash),
        debt("Loan", "personal_loan", debts, terms={"minimum": 1}),
        debt("Card", "credit_card", owed, terms={"limit": limit, "minimum": 1}),
        budgets=[budget(spending)],
    )
    found = {one.ratio: one for one in read_ratios(before, DEFAULTS)}
    paid = {"debt_to_assets", "leverage"}
    for ratio in paid:
        if (reading := found[ratio]).step is not None:
            totals = replace(before.totals, debts=before.totals.debts - reading.step)
            after = {
                one.ratio: one for one in read_ratios(replace(before, totals=totals), DEFAULTS)
            }
            assert after[ratio].value == reading.target
    for ratio in ("liquidity_months", "emergency_fund"):
        if (reading := found[ratio]).step is not None:
            added = ReadyItem(before.ready.at_once[0].value, reading.step, reading.step)
            ready = replace(before.ready, items=(*before.ready.items, added))
            after = {one.ratio: one for one in read_ratios(replace(before, ready=ready), DEFAULTS)}
            assert after[ratio].value == reading.target
    if (card := found["credit_use"]).step is not None:
        assert (owed - card.step) / Fraction(limit) == Fraction(card.target)
