"""What was put aside in a month."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.services.ratio_samples import asset, debt
from tests.services.samples import ANN, BEN, household, position
from tracker.services.change import Explained, Kind, Term, explain_change
from tracker.services.saved import entered_month, last_entry, saved_between, saved_in

START, END = date(2024, 5, 31), date(2024, 6, 30)
LATER = date(2024, 7, 4)
CASH, FUND = asset("Account", "cash", 1), asset("Fund", "investments", 1)
HOME, LENT = asset("Home", "real_estate", 1), asset("Lent", "receivables", 1)
CARD = debt("Card", "credit_card", 1)


def saved(*terms, end=END, today=LATER):
    made = tuple(Term(position, kind, Fraction(amount)) for position, kind, amount in terms)
    total = sum((term.amount for term in made), Fraction(0))
    found = Explained(START, end, "market", None, Fraction(0), total, True, made)
    return saved_in(found, today=today)


def test_only_money_that_came_into_cash_and_savings_is_saved():
    found = saved(
        (CASH, Kind.MONEY, -300),
        (FUND, Kind.MONEY, 500),
        (FUND, Kind.REVALUATION, 70),
        (FUND, Kind.EXCHANGE, 7),
        (FUND, Kind.PRICE, 30),
        (HOME, Kind.REVALUATION, 9000),
        (LENT, Kind.MONEY, 50),
        (CARD, Kind.REPAID, 40),
    )
    assert (found.amount, found.provisional, found.complete) == (200, False, True)
    assert found.rate(Fraction(1000)) == Fraction(1, 5)


def test_an_account_that_is_opened_is_filled_from_others_and_one_that_is_closed_fills_them():
    found = saved((CASH, Kind.MONEY, -300), (FUND, Kind.OPENED, 300))
    assert found.amount == 0
    found = saved((CASH, Kind.MONEY, 300), (FUND, Kind.CLOSED, -300))
    assert found.amount == 0


def test_what_only_became_known_was_not_saved():
    assert saved((CASH, Kind.FIRST_KNOWN, 900)).amount == 0


def test_more_taken_out_than_put_in_is_below_zero():
    found = saved((CASH, Kind.MONEY, -90))
    assert (found.amount, found.rate(Fraction(900))) == (-90, Fraction(-1, 10))


@pytest.mark.parametrize("income", [None, Fraction(0)])
def test_without_an_income_there_is_no_rate(income):
    assert saved((CASH, Kind.MONEY, 90)).rate(income) is None


def test_the_month_of_today_is_provisional_even_on_its_last_day():
    assert saved(end=date(2024, 6, 29), today=date(2024, 6, 29)).provisional
    assert saved(end=END, today=END).provisional


def test_a_months_money_is_read_from_the_books():
    savings = position("Savings", "cash", {"2024-05-31": 100, "2024-06-15": 130})
    fund = position(
        "Fund",
        "investments",
        {"2024-05-31": 1000, "2024-06-30": 1060},
        contributions={"2024-06-30": 50},
        owners={"2024-01-01": {ANN: 1}},
    )
    home = position("Home", "real_estate", {"2024-05-31": 9, "2024-06-30": 99})
    books = household(savings, fund, home)
    found = saved_between(books, START, END, today=LATER)
    assert found.amount == 30 + 50
    assert saved_between(books, START, END, today=LATER, owner=ANN).amount == 50
    assert saved_between(books, START, END, today=LATER, owner=BEN) is None
    assert last_entry(books, date(2024, 6, 20)) == date(2024, 6, 15)


def test_a_change_that_is_explained_already_is_not_explained_again():
    savings = position("Savings", "cash", {"2024-05-31": 100, "2024-06-15": 130})
    books = household(savings, position("Home", "real_estate", {"2024-05-31": 9}))
    known = explain_change(books, START, END)
    found = saved_between(books, START, END, today=LATER, known=known)
    assert found.terms[0] is known.terms[0]
    other = saved_between(books, START, END, today=LATER, known=replace(known, basis="book"))
    assert other.terms[0] is not known.terms[0]
    assert other.amount == found.amount == 30


def test_an_owner_who_gave_up_their_part_in_the_month_keeps_what_came_before():
    savings = position(
        "Savings",
        "cash",
        {"2024-05-31": 100, "2024-06-10": 140, "2024-06-25": 150},
        owners={"2024-01-01": {ANN: 1}, "2024-06-20": {BEN: 1}},
    )
    books = household(savings)
    assert saved_between(books, START, END, today=LATER, owner=ANN).amount == 40
    assert saved_between(books, START, END, today=LATER, owner=BEN).amount == 10


def test_savings_that_were_not_known_at_the_start_tell_nothing():
    books = household(position("Savings", "cash", {"2024-06-15": 130}))
    assert saved_between(books, START, END, today=LATER) is None
    assert last_entry(books, START) is None


@pytest.mark.parametrize(
    ("entered", "today", "span"),
    [
        (date(2024, 6, 3), date(2024, 6, 12), (date(2024, 5, 31), date(2024, 6, 12))),
        (date(2024, 5, 3), date(2024, 6, 12), (date(2024, 4, 30), date(2024, 5, 31))),
        (date(2024, 6, 30), date(2024, 6, 30), (date(2024, 5, 31), date(2024, 6, 30))),
        (date(2023, 12, 31), date(2024, 1, 1), (date(2023, 11, 30), date(2023, 12, 31))),
    ],
)
def test_the_month_is_the_newest_in_which_something_was_entered(entered, today, span):
    assert entered_month(entered, today) == span
