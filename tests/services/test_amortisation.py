"""Loans paid off by their terms, to the last minor unit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.amortisation import (
    LONGEST,
    effective_rate,
    level_payment,
    principal_due,
    schedule,
    smallest_payment,
    terms_on,
)
from tracker.services.books import DatedTerms
from tracker.services.calendar import date_of, day_of

START = day_of(date(2024, 1, 31))


def terms(rate, payment, method="reducing", since="2000-01-01"):
    return DatedTerms(
        day_of(date.fromisoformat(since)),
        None if rate is None else Decimal(rate),
        method,
        None if payment is None else Decimal(payment),
        None,
    )


def pay(balance, *conditions, original=None, months=LONGEST, digits=2):
    return schedule(Decimal(balance), conditions, original, START, months, digits=digits)


def test_the_level_payment_of_a_loan_is_the_one_its_lender_asks():
    assert level_payment(Decimal(162_000), Decimal("3.875"), 360) == Decimal("761.78")
    assert level_payment(Decimal(600_000), Decimal("6.5"), 360) == Decimal("3792.41")
    assert level_payment(Decimal(1200), Decimal(0), 12) == Decimal(100)


def test_a_year_of_payments_leaves_what_the_lender_says_is_left():
    rows = pay(600_000, terms("6.5", "3792.41"), months=12)
    assert rows[-1].balance == Decimal("593293.63")
    assert date_of(rows[-1].day) == date(2025, 1, 31)


def test_a_card_of_5_000_at_12_percent_takes_70_payments_of_100():
    rows = pay(5000, terms(12, 100))
    assert len(rows) == 70
    assert rows[-1].balance == 0
    assert rows[-1].paid < 100


def test_a_flat_rate_is_counted_on_the_original_sum_and_costs_nearly_twice_what_it_says():
    payment = Decimal("1175.93")
    rows = pay(100_000, terms(3, payment, "flat"))
    assert len(rows) == 108
    assert sum(row.interest for row in rows) == 27_000
    assert sum(row.paid for row in rows) == 127_000
    assert effective_rate(Decimal(100_000), rows) == pytest.approx(5.50, abs=0.005)


def test_a_flat_loan_that_is_half_paid_still_pays_interest_on_all_of_it():
    rows = pay(50_000, terms(3, 1000, "flat"), original=Decimal(100_000), months=1)
    assert (rows[0].interest, rows[0].balance) == (250, 49_250)


def test_an_interest_free_purchase_falls_by_its_instalment_whatever_rate_stands_there():
    rows = pay(1000, terms(None, 300, "interest_free"))
    assert [row.balance for row in rows] == [700, 400, 100, 0]
    assert pay(1000, terms(24, 300, "interest_free")) == rows
    assert effective_rate(Decimal(1000), rows) == pytest.approx(0, abs=1e-9)


def test_a_debt_that_explodes_ends_where_money_does():
    rows = pay(100, terms(1000, 1))
    assert rows[-2].balance < 10**15 <= rows[-1].balance < 2 * 10**15
    assert len(rows) == 50
    owed = pay(10**15 - 1, terms(1000, 1))
    assert len(owed) == 1, "what it comes to next is still said"
    assert principal_due(Decimal(100), [terms(1000, 1)], None, START, LONGEST) == 0


def test_a_new_rate_and_payment_hold_from_their_day_on():
    rows = pay(10_000, terms(12, 500), terms(24, 700, since="2024-03-31"), months=3)
    assert [(row.interest, row.balance) for row in rows] == [
        (100, 9600),
        (192, 9092),
        (Decimal("181.84"), Decimal("8573.84")),
    ]


def test_month_ends_stay_month_ends():
    rows = pay(1000, terms(0, 1), months=3)
    assert [str(date_of(row.day)) for row in rows] == ["2024-02-29", "2024-03-31", "2024-04-30"]


def test_interest_is_rounded_half_up_to_the_minor_unit_of_the_currency():
    assert pay("100.05", terms(10, 50), months=1)[0].interest == Decimal("0.83")
    assert pay(1000, terms("0.6", 50), months=1, digits=0)[0].interest == 1
    assert pay(1000, terms("0.6", 50), months=1, digits=3)[0].interest == Decimal("0.5")


@pytest.mark.parametrize("unknown", [terms(None, 100), terms(10, None), terms(10, None, "flat")])
def test_terms_that_do_not_say_the_rate_or_the_payment_give_no_instalments(unknown):
    assert pay(1000, unknown) == ()
    assert pay(1000) == ()
    assert principal_due(Decimal(1000), [unknown], None, START) is None


def test_the_balance_stands_until_the_terms_begin():
    rows = pay(1000, terms(12, 100, since="2024-05-01"), months=5)
    assert [str(date_of(row.day)) for row in rows] == ["2024-05-31", "2024-06-30"]
    assert rows[0].balance == 910


def test_nothing_is_paid_on_a_card_in_credit():
    assert pay(-50, terms(12, 100)) == ()
    assert principal_due(Decimal(-50), [terms(12, 100)], None, START) == 0


def test_a_debt_that_outgrows_its_payment_grows_for_as_long_as_it_is_looked_at():
    held = terms(24, 100)
    rows = pay(10_000, held)
    assert len(rows) == LONGEST
    assert rows[0].balance == 10_100
    assert effective_rate(Decimal(10_000), rows) is None
    assert principal_due(Decimal(10_000), [held], None, START) == 0


@pytest.mark.parametrize(
    ("balance", "rate", "method", "original", "digits"),
    [
        ("10000", "24", "reducing", None, 2),
        ("599.55", "3", "flat", "20000", 2),
        ("1200.10", "0", "reducing", None, 2),
        ("3600.01", None, "interest_free", None, 2),
        ("480000", "5.25", "reducing", None, 0),
        ("0.012345", "18", "reducing", None, 2),
    ],
)
def test_the_smallest_payment_ends_a_debt_and_a_minor_unit_less_does_not(
    balance, rate, method, original, digits
):
    def left_by(payment):
        given = None if original is None else Decimal(original)
        rows = pay(balance, terms(rate, payment, method), original=given, digits=digits)
        return rows[-1].balance

    held = terms(rate, 1, method)
    whole = None if original is None else Decimal(original)
    least = smallest_payment(Decimal(balance), held, whole, START, digits=digits)
    assert left_by(least) == 0
    assert left_by(least - Decimal(1).scaleb(-digits)) > 0


def test_the_principal_of_the_next_year_is_what_the_payments_take_off():
    due = principal_due(Decimal(600_000), [terms("6.5", "3792.41")], None, START)
    assert due == Decimal("6706.37")
    assert principal_due(Decimal(1000), [terms(0, 300)], None, START) == 1000


def test_the_terms_of_a_day_are_the_last_that_began():
    early, late = terms(1, 1, since="2024-01-01"), terms(2, 2, since="2024-06-01")
    assert terms_on([early, late], day_of(date(2024, 5, 31))) is early
    assert terms_on([early, late], day_of(date(2024, 6, 1))) is late
    assert terms_on([early, late], day_of(date(2023, 12, 31))) is None


conditions = st.lists(
    st.builds(
        lambda since, rate, method, payment: DatedTerms(START + since, rate, method, payment, None),
        st.integers(-500, 2000),
        st.none() | st.decimals(0, 60, places=3),
        st.sampled_from(["reducing", "flat", "interest_free"]),
        st.none() | st.decimals(0, 5000, places=2),
    ),
    max_size=4,
).map(lambda rows: sorted(rows, key=lambda row: row.since))
balances = st.decimals(-10, 10**6, places=2) | st.decimals(0, 10**4, places=7)


@given(balances, conditions, st.none() | st.decimals(1, 10**6, places=2))
def test_payments_are_interest_and_what_goes_off_the_balance(balance, held, original):
    rows = schedule(balance, held, original, START, 240)
    left = balance
    for row in rows:
        assert left > 0
        assert row.balance == left + row.interest - row.paid
        assert row.balance >= 0
        terms_then = terms_on(held, row.day)
        assert row.paid <= terms_then.minimum
        assert row.paid == terms_then.minimum or row.balance == 0
        left = row.balance
