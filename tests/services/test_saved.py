"""What was put aside in a month."""

from datetime import date
from fractions import Fraction

import pytest

from tests.services.ratio_samples import asset, debt
from tracker.services.change import Explained, Kind, Term
from tracker.services.saved import entered_month, saved_in

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


@pytest.mark.parametrize(
    ("last_entry", "today", "span"),
    [
        (date(2024, 6, 3), date(2024, 6, 12), (date(2024, 5, 31), date(2024, 6, 12))),
        (date(2024, 5, 3), date(2024, 6, 12), (date(2024, 4, 30), date(2024, 5, 31))),
        (date(2024, 6, 30), date(2024, 6, 30), (date(2024, 5, 31), date(2024, 6, 30))),
        (date(2023, 12, 31), date(2024, 1, 1), (date(2023, 11, 30), date(2023, 12, 31))),
    ],
)
def test_the_month_is_the_newest_in_which_something_was_entered(last_entry, today, span):
    assert entered_month(last_entry, today) == span
