"""The cause of a fall, with what is set off first, and what may return."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.services.samples import ANN, BEN, household, position, rate, read_wide
from tracker.services.books import DatedTerms
from tracker.services.calendar import day_of
from tracker.services.cause import Code, Part, cause_of
from tracker.services.change import Kind, explain_change
from tracker.services.change_events import net_events

DECEMBER, JANUARY = "2023-12-31", "2024-01-31"
START, END = date(2023, 12, 31), date(2024, 1, 31)


def item(name, category, before, after=None, **given):
    values = {DECEMBER: before} | ({} if after is None else {JANUARY: after})
    return position(name, category, values, **given)


def cause(*positions, owner=None, **given):
    return cause_of(explain_change(household(*positions, **given), START, END, owner=owner))


HOME = item("Home", "real_estate", 305_000, 201_000)
MORTGAGE = item("Mortgage", "mortgage", 245_000, debt=True)


def test_a_home_that_lost_value_is_the_whole_cause_and_may_return():
    found = cause(HOME, MORTGAGE)
    assert (found.code, found.share, found.total) == (Code.VALUES_FELL, 1, -104_000)
    assert found.may_return == 104_000
    assert found.softened == {}


def test_the_real_deficits_cause_is_values_and_its_debts_stand_beside_them():
    books = read_wide("us-bottom-half.csv", without=("Consumer durables",))
    found = cause_of(explain_change(books, date(2007, 12, 31), date(2010, 12, 31)))
    assert found.code is Code.VALUES_FELL
    assert found.adverse == {
        Code.DEBT_GREW: 58_689,
        Code.VALUES_FELL: 687_669,
        Code.SAVINGS_SPENT: 34_145,
    }
    assert next(iter(found.adverse)) is Code.DEBT_GREW
    assert found.may_return == 687_669


def test_of_a_fall_through_spending_only_the_part_in_values_may_return():
    found = cause(item("Cash", "cash", 10_000, 6_000), item("Home", "real_estate", 900, 400))
    assert (found.code, found.share) == (Code.SAVINGS_SPENT, Fraction(8, 9))
    assert found.may_return == 500


def test_a_currency_alone_is_a_fall_of_values_that_is_not_said_to_return():
    found = cause(
        item("Euros", "cash", 10_000, currency="EUR"),
        rates=[rate("EUR", "USD", {DECEMBER: "1.1", JANUARY: 1})],
    )
    assert (found.code, found.share, found.moved) == (Code.VALUES_FELL, 1, -1000)
    assert found.chief_part(found.code) is Part.ASSET_EXCHANGE
    assert found.may_return == 0


def test_a_currency_that_makes_debts_grow_is_debt_that_grew():
    found = cause(
        item("Loan", "personal_loan", 10_000, currency="EUR", debt=True),
        rates=[rate("EUR", "USD", {DECEMBER: 1, JANUARY: "1.1"})],
    )
    assert found.code is Code.DEBT_GREW
    assert found.chief_part(found.code) is Part.DEBT_EXCHANGE
    assert found.may_return == 0


def test_a_debt_that_was_repaid_from_savings_is_no_fall():
    found = cause(
        item("Cash", "cash", 10_000, 9_000), item("Loan", "car_loan", 5_000, 4_000, debt=True)
    )
    assert (found.code, found.total) == (Code.NONE, 0)
    assert not any(found.parts.values())


def test_only_what_remains_after_transfers_counts_and_on_the_larger_side():
    found = cause(
        item("Cash", "cash", 10_000, 8_500), item("Loan", "car_loan", 5_000, 4_000, debt=True)
    )
    assert found.adverse == {Code.SAVINGS_SPENT: 500}
    borrowed = cause(
        item("Cash", "cash", 10_000, 12_000), item("Card", "credit_card", 0, 3_000, debt=True)
    )
    assert borrowed.adverse == {Code.DEBT_GREW: 1_000}


def test_interest_is_debt_even_where_the_debt_itself_shrank():
    terms = (DatedTerms(day_of(date(2023, 1, 1)), Decimal(10), "reducing", None, None),)
    found = cause(
        item("Cash", "cash", 10_000, 9_000),
        item("Loan", "car_loan", 36_500, 35_810, debt=True, terms=terms),
    )
    assert found.code is Code.DEBT_GREW
    assert found.chief_part(found.code) is Part.INTEREST
    assert found.adverse == {Code.DEBT_GREW: 310}


def test_under_two_thirds_the_cause_is_mixed_and_at_two_thirds_it_is_named():
    fell = item("Home", "real_estate", 1_000, 800)
    assert cause(fell, item("Cash", "cash", 500, 400)).code is Code.VALUES_FELL
    assert cause(fell, item("Cash", "cash", 500, 399)).code is Code.MIXED


def test_what_went_the_other_way_softened_it():
    found = cause(
        item("Home", "real_estate", 1_000, 800),
        item("Cash", "cash", 500, 530),
        item("Loan", "car_loan", 400, 340, debt=True),
    )
    assert found.code is Code.VALUES_FELL
    assert found.softened == {Code.SAVINGS_SPENT: 30, Code.DEBT_GREW: 60}


def test_gains_elsewhere_make_less_of_a_fall_return():
    found = cause(
        item("Home", "real_estate", 1_000, 800),
        item("Euros", "cash", 100, currency="EUR"),
        rates=[rate("EUR", "USD", {DECEMBER: 1, JANUARY: "2.5"})],
    )
    assert found.adverse == {Code.VALUES_FELL: 50}
    assert found.may_return == 50


def test_what_only_became_known_is_no_cause():
    debt = position("Old loan", "personal_loan", {"2024-01-10": 900}, debt=True)
    assert cause(debt).code is Code.RECORDS
    found = cause(debt, item("Cash", "cash", 500, 400))
    assert (found.code, found.moved, found.known) == (Code.SAVINGS_SPENT, -100, -900)


def test_parts_that_changed_hands_are_no_cause_either():
    given = item(
        "Home", "real_estate", 1_000, owners={"2023-01-01": {ANN: 1}, "2024-01-10": {BEN: 1}}
    )
    assert cause(given).code is Code.NONE
    assert cause(given, owner=ANN).code is Code.OWNERSHIP
    assert cause(given, owner=BEN).code is Code.NONE


def financed(*, opened="2024-01-12", loan_opened="2024-01-15"):
    home = position("Home", "real_estate", {opened: 300_000}, opened=opened)
    loan = position("Mortgage", "mortgage", {loan_opened: 240_000}, opened=loan_opened, debt=True)
    cash = item("Cash", "cash", 100_000, 40_000)
    return cash, home, replace(loan, secured_on=(home.id,))


def test_a_financed_purchase_is_no_fall_at_all():
    found = cause(*financed())
    assert (found.code, found.total, found.share) == (Code.NONE, 0, None)
    assert not any(found.parts.values())


def test_a_loan_that_bought_something_does_not_hide_what_was_spent():
    _, home, loan = financed()
    found = cause(item("Cash", "cash", 100_000, 60_000), home, replace(loan, amounts=home.amounts))
    assert (found.code, found.adverse) == (Code.SAVINGS_SPENT, {Code.SAVINGS_SPENT: 40_000})


def test_a_purchase_and_its_loan_are_one_event():
    explained = explain_change(household(*financed()), START, END)
    cash, bought = net_events(explained)
    assert (cash.amount, cash.is_purchase) == (-60_000, False)
    assert (bought.amount, bought.is_purchase) == (60_000, True)
    assert [(term.position.name, term.kind) for term in bought.terms] == [
        ("Home", Kind.OPENED),
        ("Mortgage", Kind.OPENED),
    ]


def test_a_loan_of_another_month_and_one_on_nothing_stay_events_of_their_own():
    before = explain_change(
        household(*financed(opened="2023-12-12", loan_opened="2024-01-15")),
        date(2023, 11, 30),
        END,
    )
    assert [event.is_purchase for event in net_events(before)] == [False] * 4
    *others, loan = financed()
    unsecured = explain_change(household(*others, replace(loan, secured_on=())), START, END)
    assert [event.is_purchase for event in net_events(unsecured)] == [False] * 3
