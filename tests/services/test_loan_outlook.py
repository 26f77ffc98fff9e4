"""What is left of a loan, and what it costs in effect."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.services.samples import position
from tracker.services.books import DatedTerms, ValueModel
from tracker.services.calendar import date_of, day_of
from tracker.services.loan_outlook import loan_outlook

TODAY = day_of(date(2024, 6, 15))


def debt(amount, rate, payment, method="reducing", original=None):
    since = day_of(date(2020, 1, 1))
    terms = DatedTerms(since, rate and Decimal(rate), method, Decimal(payment), None)
    return position(
        "Loan",
        "car_loan",
        {"2024-01-31": amount},
        debt=True,
        terms=(terms,),
        model=ValueModel("loan", since, original=original and Decimal(original)),
    )


def test_the_payments_left_are_those_after_today_with_their_interest():
    outlook = loan_outlook(debt(5000, 12, 100), TODAY)
    assert outlook.payments == 70 - 4
    assert date_of(outlook.ends) == date(2029, 11, 30)
    first_four = Decimal("50") + Decimal("49.5") + Decimal("49") + Decimal("48.48")
    whole = loan_outlook(debt(5000, 12, 100), day_of(date(2024, 1, 31)))
    assert whole.payments == 70
    assert float(whole.interest - outlook.interest) == pytest.approx(float(first_four), abs=0.1)
    assert (outlook.quoted, outlook.grows, outlook.smallest) == (12, False, None)
    assert outlook.effective == pytest.approx(12, abs=0.01)


def test_a_flat_rate_costs_in_effect_what_it_costs_over_the_whole_loan():
    half_paid = debt(50_000, 3, "1175.93", "flat", original=100_000)
    outlook = loan_outlook(half_paid, TODAY)
    assert (outlook.quoted, outlook.is_flat) == (3, True)
    assert outlook.effective == pytest.approx(5.50, abs=0.005)


def test_a_purchase_by_instalments_without_interest_costs_nothing():
    outlook = loan_outlook(debt(1200, None, 100, "interest_free"), TODAY)
    assert (outlook.payments, outlook.interest, outlook.quoted) == (8, 0, 0)
    assert outlook.effective == pytest.approx(0, abs=1e-6)


def test_a_debt_that_outgrows_its_payment_says_so_with_the_smallest_that_ends_it():
    outlook = loan_outlook(debt(10_000, 24, 100), TODAY)
    assert (outlook.ends, outlook.effective, outlook.grows) == (None, None, True)
    assert outlook.smallest > 208
    balance = {"2024-05-31": "10412.16"}  # after four months of 200 interest and more
    again = replace(
        debt(10_000, 24, outlook.smallest), amounts=position("x", amounts=balance).amounts
    )
    assert loan_outlook(again, TODAY).ends is not None


def test_without_terms_a_value_or_anything_owed_there_is_no_outlook():
    assert loan_outlook(replace(debt(100, 5, 10), terms=()), TODAY) is None
    assert loan_outlook(debt(0, 5, 10), TODAY) is None
    assert loan_outlook(debt(100, 5, 10), day_of(date(2024, 1, 30))) is None
