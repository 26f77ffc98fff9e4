"""What the terms of a change say, case by case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.services.samples import ANN, BEN, GOLD, household, position, price, rate, read_wide
from tracker.services.books import DatedTerms, ValueModel
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.change import Kind, explain_change

DECEMBER, JANUARY, FEBRUARY = date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)


def terms(books, start=DECEMBER, end=FEBRUARY, **view):
    """{(name, kind): amount}; two terms of a name and kind differ in being an estimate."""
    explained = explain_change(books, start, end, **view)
    assert sum(term.amount for term in explained.terms) == explained.total
    return {
        (term.position.name, term.kind, *(["estimate"] if term.estimate else [])): term.amount
        for term in explained.terms
    }


def since(on, percent, method="reducing"):
    rate_ = None if percent is None else Decimal(str(percent))
    return DatedTerms(day_of(date.fromisoformat(on)), rate_, method, None, None)


def loan(values, *held, **given):
    return position("Loan", "personal_loan", values, debt=True, terms=held, **given)


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("cash", Kind.MONEY),
        ("receivables", Kind.MONEY),
        ("real_estate", Kind.REVALUATION),
        ("vehicles", Kind.REVALUATION),
        ("investments", Kind.REVALUATION),
        ("from elsewhere", Kind.REVALUATION),
    ],
)
def test_the_category_says_what_a_change_of_an_amount_means(category, kind):
    books = household(position("It", category, {"2023-12-31": 900, "2024-01-20": 1000}))
    assert terms(books) == {("It", kind): 100}


def test_money_paid_into_an_investment_is_told_apart_from_what_it_gained():
    fund = position(
        "Fund",
        "investments",
        {"2023-12-31": 1000, "2024-01-31": 1300},
        contributions={"2024-01-31": 200},
    )
    books = household(fund)
    assert terms(books) == {("Fund", Kind.MONEY): 200, ("Fund", Kind.REVALUATION): 100}
    assert terms(books, basis="liquidation") == {
        ("Fund", Kind.MONEY): 160,
        ("Fund", Kind.REVALUATION): 80,
    }


def test_units_bought_are_money_and_their_price_is_a_term_of_its_own():
    books = household(
        position("Coins", "valuables", {"2023-12-31": 10, "2024-01-15": 12}, commodity=GOLD),
        prices=[price(GOLD, "USD", {"2023-12-31": 50, "2024-01-10": 60, "2024-02-20": 55})],
    )
    # Ten coins gain 10 each, two are bought at 60, twelve lose 5 each.
    assert terms(books) == {("Coins", Kind.PRICE): 100 - 60, ("Coins", Kind.MONEY): 120}


def test_price_moves_at_the_rate_before_and_the_rate_at_the_price_after():
    books = household(
        position("Coins", "bullion", {"2023-12-31": 10}, commodity=GOLD),
        prices=[price(GOLD, "EUR", {"2023-12-31": 50, "2024-01-31": 60})],
        rates=[rate("EUR", "USD", {"2023-12-31": "1.1", "2024-02-10": 1})],
    )
    assert terms(books) == {("Coins", Kind.PRICE): 110, ("Coins", Kind.EXCHANGE): -60}


def test_a_price_in_another_currency_than_before_is_all_price():
    books = household(
        position("Coins", "bullion", {"2023-12-31": 10}, commodity=GOLD),
        prices=[price(GOLD, "EUR", {"2023-12-31": 50}), price(GOLD, "USD", {"2024-01-31": 70})],
        rates=[rate("EUR", "USD", {"2023-12-31": 1, "2024-01-20": 2})],
    )
    assert terms(books) == {("Coins", Kind.PRICE): 200}


def test_what_is_opened_in_the_period_enters_with_its_first_value():
    new = position("New", "cash", {"2024-01-15": 40, "2024-02-10": 70}, opened="2024-01-15")
    assert terms(household(new)) == {("New", Kind.OPENED): 40, ("New", Kind.MONEY): 30}


@pytest.mark.parametrize("opened", [None, "2020-05-05"])
def test_what_was_there_before_its_first_value_is_better_known_and_no_gain(opened):
    old = position("Old", "cash", {"2024-01-15": 40, "2024-02-10": 70}, opened=opened)
    assert terms(household(old)) == {("Old", Kind.FIRST_KNOWN): 40, ("Old", Kind.MONEY): 30}


def test_what_is_closed_leaves_with_its_value_of_the_day_before():
    books = household(
        position("Euros", "cash", {"2023-12-31": 100}, currency="EUR", closed="2024-02-10"),
        rates=[rate("EUR", "USD", {"2023-12-31": 1, "2024-02-09": 2, "2024-02-10": 3})],
    )
    assert terms(books) == {("Euros", Kind.EXCHANGE): 100, ("Euros", Kind.CLOSED): -200}


def test_what_comes_and_goes_within_the_period_adds_up_to_nothing():
    books = household(
        position("Short", "cash", {"2024-01-05": 100}, opened="2024-01-05", closed="2024-02-10"),
        position("Empty", "cash", {}, opened="2024-01-05", closed="2024-02-10"),
    )
    assert terms(books) == {("Short", Kind.OPENED): 100, ("Short", Kind.CLOSED): -100}


def test_what_had_no_price_enters_on_the_day_it_has_one():
    books = household(
        position("Coins", "bullion", {"2023-12-31": 10}, commodity=GOLD),
        prices=[price(GOLD, "USD", {"2024-01-10": 50, "2024-02-20": 55})],
    )
    assert terms(books) == {("Coins", Kind.FIRST_KNOWN): 500, ("Coins", Kind.PRICE): 50}
    assert not explain_change(books, DECEMBER, FEBRUARY).complete
    assert explain_change(books, JANUARY, FEBRUARY).complete


def test_what_can_no_longer_be_converted_leaves_with_its_last_value():
    books = household(
        position("Coins", "bullion", {"2023-12-31": 10}, commodity=GOLD),
        prices=[
            price(GOLD, "USD", {"2023-12-31": 50, "2024-01-10": 60}),
            price(GOLD, "CHF", {"2024-02-20": 55}),
        ],
    )
    assert terms(books) == {("Coins", Kind.PRICE): 100, ("Coins", Kind.NO_LONGER_KNOWN): -600}


def test_parts_that_change_hands_move_one_owner_and_not_the_household():
    home = position(
        "Home",
        "real_estate",
        {"2023-12-31": 100, "2024-01-15": 140},
        owners={"2023-01-01": {ANN: 1, BEN: 1}, "2024-01-15": {ANN: 3, BEN: 1}},
    )
    books = household(home)
    assert terms(books) == {("Home", Kind.REVALUATION): 40}
    # On one day the amount moves first, at the parts of before.
    assert terms(books, owner=ANN) == {
        ("Home", Kind.REVALUATION): 20,
        ("Home", Kind.OWNERSHIP): 35,
    }
    assert terms(books, owner=BEN) == {
        ("Home", Kind.REVALUATION): 20,
        ("Home", Kind.OWNERSHIP): -35,
    }


def test_interest_is_told_apart_from_what_was_repaid():
    mortgage = loan({"2024-01-31": "162000", "2024-02-29": "161700"}, since("2023-05-01", 3.875))
    interest = Decimal("498.76")  # 162,000 x 3.875 % x 29 / 365
    assert terms(household(mortgage), JANUARY) == {
        ("Loan", Kind.INTEREST): -interest,
        ("Loan", Kind.REPAID): 300 + interest,
    }


def test_interest_that_was_paid_in_full_costs_as_much_as_was_repaid():
    books = household(loan({"2023-12-31": 36500, "2024-01-31": 36500}, since("2023-05-01", 10)))
    assert terms(books) == {("Loan", Kind.INTEREST): -310, ("Loan", Kind.REPAID): 310}


def test_a_debt_that_grew_by_more_than_its_interest_was_borrowed():
    books = household(loan({"2023-12-31": 36500, "2024-01-31": 37000}, since("2023-05-01", 10)))
    assert terms(books) == {("Loan", Kind.INTEREST): -310, ("Loan", Kind.BORROWED): -190}


def test_interest_runs_from_the_value_before_the_period():
    books = household(loan({"2023-12-21": 36500, "2024-01-10": 36500}, since("2023-05-01", 10)))
    assert terms(books, DECEMBER, JANUARY)["Loan", Kind.INTEREST] == -200


def test_each_rate_counts_for_the_days_it_held_and_unknown_ones_for_none():
    rates = [since("2024-01-11", 10), since("2024-01-21", 20), since("2024-01-26", None)]
    books = household(loan({"2023-12-31": 36500, "2024-01-31": 36500}, *rates))
    assert terms(books)["Loan", Kind.INTEREST] == -(10 * 10 + 5 * 20)


def test_a_flat_rate_runs_on_the_original_sum_and_interest_free_costs_nothing():
    values = {"2023-06-30": 73000, "2023-12-31": 36500, "2024-01-31": 30000}
    flat = since("2023-05-01", 10, "flat")
    assert terms(household(loan(values, flat)))["Loan", Kind.INTEREST] == -620
    free = since("2023-05-01", 10, "interest_free")
    assert terms(household(loan(values, free))) == {("Loan", Kind.REPAID): 6500}


def test_without_a_rate_or_in_credit_there_is_no_interest():
    assert terms(household(loan({"2023-12-31": 100, "2024-01-31": 130}))) == {
        ("Loan", Kind.BORROWED): -30
    }
    card = loan({"2023-12-31": -100, "2024-01-31": -80}, since("2023-05-01", 10))
    assert terms(household(card)) == {("Loan", Kind.BORROWED): -20}


def test_a_models_own_step_is_wear_and_an_estimate():
    car = position(
        "Car",
        "vehicles",
        {"2023-12-31": 1200},
        model=ValueModel(
            "straight_line", day_of(DECEMBER), residual=Decimal(0), ends=day_of(date(2024, 12, 31))
        ),
    )
    found = terms(household(car))
    assert set(found) == {("Car", Kind.WEAR, "estimate")}
    assert -250 < found["Car", Kind.WEAR, "estimate"] < -150


def test_a_value_entered_on_a_models_date_leaves_the_model_its_step():
    model = ValueModel(
        "straight_line", day_of(DECEMBER), residual=Decimal(0), ends=day_of(date(2024, 12, 31))
    )
    values = {"2023-12-31": 1200}
    step = terms(household(position("Car", "vehicles", values, model=model)), end=JANUARY)
    car = position("Car", "vehicles", values | {"2024-01-31": 1000}, model=model)
    (own,) = step.values()
    assert terms(household(car), end=JANUARY) == {
        ("Car", Kind.WEAR): own,
        ("Car", Kind.REVALUATION): -200 - own,
    }


def test_a_loans_estimates_tell_their_interest_apart():
    terms_ = DatedTerms(day_of(date(2023, 1, 1)), Decimal(12), "reducing", Decimal(100), None)
    model = ValueModel("loan", day_of(DECEMBER))
    books = household(
        position(
            "Loan", "personal_loan", {"2023-12-31": 5000}, debt=True, terms=(terms_,), model=model
        )
    )
    assert terms(books, end=JANUARY) == {
        ("Loan", Kind.INTEREST, "estimate"): -50,
        ("Loan", Kind.REPAID, "estimate"): 100,
    }


def test_a_claim_counts_less_what_is_not_expected_to_come_in():
    claim = position("Lent", "receivables", {"2023-12-31": 1000, "2024-01-31": 800})
    books = household(replace(claim, allowance=Decimal(10)))
    assert terms(books) == {("Lent", Kind.MONEY): -180}


def test_a_step_between_an_own_and_a_derived_figure_is_a_revaluation():
    home = position(
        "Home",
        "real_estate",
        {"2023-12-31": 100, "2024-01-31": 120},
        liquidations={"2024-01-31": 70},
    )
    assert terms(household(home), basis="liquidation") == {("Home", Kind.REVALUATION): -10}
    coins = position(
        "Coins",
        "bullion",
        {"2023-12-31": 10, "2024-01-31": 10},
        books={"2024-01-31": 400},
        commodity=GOLD,
    )
    books = household(coins, prices=[price(GOLD, "USD", {"2023-12-31": 50, "2024-01-31": 60})])
    assert terms(books, basis="book") == {
        ("Coins", Kind.PRICE): 100,
        ("Coins", Kind.REVALUATION): -200,
    }


def test_what_is_only_possible_has_no_terms():
    guarantee = position("Guarantee", "guarantees", {"2024-01-05": 9}, debt=True, contingent=True)
    assert terms(household(guarantee)) == {}


def test_a_change_is_explained_forwards_and_one_day_explains_nothing():
    books = household(position("Cash", "cash", {"2024-01-31": 5}))
    assert explain_change(books, JANUARY, JANUARY).terms == ()
    with pytest.raises(ValueError, match="forwards"):
        explain_change(books, FEBRUARY, JANUARY)


def test_the_real_deficit_splits_into_what_was_owned_and_owed():
    books = read_wide("us-bottom-half.csv", without=("Consumer durables",))
    explained = explain_change(books, date(2007, 12, 31), date(2010, 12, 31))
    assert (explained.net_worth_from, explained.net_worth_to) == (88_216, -692_287)
    owned = [term for term in explained.terms if term.position.side is Side.ASSET]
    owed = [term for term in explained.terms if term.position.side is Side.LIABILITY]
    assert [(term.position.name, term.kind, term.amount) for term in owned] == [
        ("Real estate", Kind.REVALUATION, -584_741),
        ("Corporate equities and mutual fund shares", Kind.REVALUATION, -34_351),
        ("DB pension entitlements", Kind.REVALUATION, -52_722),
        ("DC pension entitlements", Kind.REVALUATION, 1_628),
        ("Private businesses", Kind.REVALUATION, -17_483),
        ("Other assets", Kind.MONEY, -34_145),
    ]
    assert sum(term.amount for term in owned) == -721_814
    assert [(term.position.name, term.kind, term.amount) for term in owed] == [
        ("Home mortgages", Kind.BORROWED, -157_089),
        ("Home mortgages", Kind.REPAID, 229_642),
        ("Consumer credit", Kind.BORROWED, -150_279),
        ("Consumer credit", Kind.REPAID, 69_076),
        ("Other liabilities", Kind.BORROWED, -85_282),
        ("Other liabilities", Kind.REPAID, 35_243),
    ]
    assert sum(term.amount for term in owed) == -58_689
