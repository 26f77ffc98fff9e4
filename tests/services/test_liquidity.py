"""What can be spent soon, what falls due within a year, and what debts ask for every month."""

from fractions import Fraction

import pytest

from tests.services.ratio_samples import DAY, ON, asset, debt, means, terms_from
from tests.services.samples import ANN, BEN, household, position, rate
from tracker.services.liquidity import due_within_year, ready_money
from tracker.services.payments import minimum_payments
from tracker.services.position_values import values_on


def values(*positions, **given):
    return values_on(household(*positions, **given), ON)


def names(found):
    return [one.position.name for one in found]


def test_only_what_can_be_spent_within_days_is_ready_and_losses_take_their_discount():
    ready = ready_money(
        values(
            asset("Account", "cash", 100),
            asset("Fund", "investments", 200),
            asset("Home", "real_estate", 5000),
            asset("Pension", "retirement", 700),
            asset("Coins", "crypto", 10),
        )
    )
    assert (ready.immediate, ready.total) == (100, 310)
    assert ready.sold == 100 + 190 + 9


def test_an_overdrawn_account_lessens_it_without_a_discount():
    ready = ready_money(
        values(asset("Account", "cash", 100), asset("Overdrawn", "investments", -40))
    )
    assert (ready.total, ready.sold) == (60, 60)


def test_what_has_no_rate_or_value_is_missing_from_it():
    ready = ready_money(
        values(
            asset("Francs", "cash", 100, currency="CHF"),
            asset("New", "cash", None),
            asset("Home", "real_estate", None),
        )
    )
    assert ready.total == 0
    assert names(ready.missing) == ["Francs", "New"]


def test_an_owner_has_a_part_of_it():
    found = values(asset("Account", "cash", 90, owners={DAY: {ANN: 2, BEN: 1}}))
    assert ready_money(found, owner=ANN).immediate == 60
    assert ready_money(found, owner=BEN).sold == 30


@pytest.mark.parametrize(
    "category", ["credit_card", "pay_later", "medical", "taxes", "dividends", "bills", "judgments"]
)
def test_some_debts_are_due_within_a_year_by_their_nature(category):
    due = due_within_year(values(debt("Owed", category, 70)), ON)
    assert (due.amount, due.untold) == (70, ())


@pytest.mark.parametrize(
    ("day", "amount"), [("2024-01-01", 90), ("2025-06-30", 90), ("2025-07-01", 0)]
)
def test_a_debt_that_says_when_it_falls_due_counts_whole_within_twelve_months(day, amount):
    due = due_within_year(values(debt("Balloon", "family_loan", 90, due=day)), ON)
    assert due.amount == amount
    assert names(due.untold) == ([] if amount else ["Balloon"])


def test_a_tax_bill_that_says_a_later_day_is_not_due_within_the_year():
    later = due_within_year(values(debt("Deferred tax", "taxes", 90, due="2027-01-01")), ON)
    assert (later.amount, names(later.untold)) == (0, ["Deferred tax"])


def test_of_other_debts_the_next_twelve_months_principal_is_due():
    """The first year of 600,000 at 6.5 percent over 30 years leaves 593,293.63."""
    loan = debt("Mortgage", "mortgage", 600_000, terms={"rate": "6.5", "minimum": "3792.41"})
    due = due_within_year(values(loan), ON)
    assert due.amount == Fraction("600000") - Fraction("593293.63")
    assert not due.untold


def test_a_debt_that_outgrows_its_payment_repays_nothing():
    loan = debt("Loan", "personal_loan", 1000, terms={"rate": 24, "minimum": 5})
    assert due_within_year(values(loan), ON).amount == 0


def test_flat_interest_is_counted_on_the_first_amount():
    loan = position(
        "Flat",
        "personal_loan",
        {"2024-01-31": 1200, DAY: 600},
        debt=True,
        terms=(terms_from("2024-01-01", rate=12, minimum=112, method="flat"),),
    )
    assert due_within_year(values(loan), ON).amount == 600
    short = position(
        "Flat",
        "personal_loan",
        {"2024-01-31": 12_000, DAY: 6000},
        debt=True,
        terms=(terms_from("2024-01-01", rate=12, minimum=220, method="flat"),),
    )
    assert due_within_year(values(short), ON).amount == 12 * 100


def test_a_debt_without_terms_is_said_to_be_left_out():
    due = due_within_year(
        values(debt("Loan", "personal_loan", 1000), debt("New", "mortgage", None)), ON
    )
    assert (due.amount, names(due.untold)) == (0, ["Loan", "New"])


def test_possible_and_closed_debts_are_not_due_and_a_credit_balance_lessens_it():
    due = due_within_year(
        values(
            debt("Guarantee", "guarantees", 500, contingent=True, due="2024-07-01"),
            debt("Paid", "bills", 30, closed="2024-06-15"),
            debt("Card", "credit_card", -20),
            debt("Tax", "taxes", 50),
        ),
        ON,
    )
    assert (due.amount, due.untold) == (30, ())


def test_a_foreign_debt_is_due_in_the_reporting_currency_by_the_owners_part():
    loan = debt(
        "Loan",
        "personal_loan",
        1200,
        currency="EUR",
        terms={"minimum": 50, "method": "interest_free"},
        owners={DAY: {ANN: 1, BEN: 3}},
    )
    found = values(loan, rates=[rate("EUR", "USD", {DAY: 2})])
    assert due_within_year(found, ON).amount == 1200
    assert due_within_year(found, ON, owner=ANN).amount == 300


def test_payments_are_those_of_the_terms_in_force_and_of_what_is_still_owed():
    car = position(
        "Car loan",
        "car_loan",
        {DAY: 900},
        debt=True,
        terms=(
            terms_from("2023-01-01", minimum=100),
            terms_from("2024-06-30", minimum=120),
            terms_from("2024-07-01", minimum=999),
        ),
    )
    payments = minimum_payments(
        values(
            car,
            debt("Paid", "personal_loan", 0, terms={"minimum": 7}),
            debt("Card", "credit_card", -5, terms={"minimum": 7}),
            debt("Closed", "personal_loan", 50, terms={"minimum": 7}, closed="2024-06-01"),
            debt("Guarantee", "guarantees", 50, terms={"minimum": 7}, contingent=True),
        ),
        ON,
    )
    assert (payments.amount, len(payments.items), payments.untold) == (120, 1, ())


def test_payments_in_another_currency_are_converted_or_named():
    loan = debt("Loan", "personal_loan", 900, currency="EUR", terms={"minimum": 50})
    payments = minimum_payments(values(loan, rates=[rate("EUR", "USD", {DAY: 2})]), ON)
    assert payments.amount == 100
    payments = minimum_payments(values(loan), ON)
    assert (payments.items, names(payments.untold)) == ((), ["Loan"])


def test_bills_are_not_asked_for_a_monthly_payment():
    payments = minimum_payments(values(debt("Tax", "taxes", 9), debt("Loan", "leases", 9)), ON)
    assert (payments.items, names(payments.untold)) == ((), ["Loan"])


def test_a_day_before_the_terms_knows_no_payment():
    loan = position(
        "Loan", "leases", {DAY: 9}, debt=True, terms=(terms_from("2024-12-01", minimum=5),)
    )
    assert minimum_payments(values(loan), ON).amount == 0


def test_the_means_of_an_owner_keep_the_households_payments():
    loan = debt("Loan", "leases", 90, terms={"minimum": 5}, owners={DAY: {ANN: 1}})
    assert means(loan, owner=BEN).payments.amount == 5
    assert means(loan, owner=BEN).totals.debts == 0
