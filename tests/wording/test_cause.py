"""The sentence of each cause: calm, whole, debt first, and no promise that money returns."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from tests.services.samples import household, rate, read_wide
from tests.services.test_cause import (
    END,
    HOME,
    MORTGAGE,
    START,
    cause,
    financed,
    item,
)
from tracker.services.books import DatedTerms
from tracker.services.categories import Side
from tracker.services.cause import GROUPS, Cause, Code, Part, cause_of
from tracker.services.change import explain_change
from tracker.wording.cause import cause_sentence, cause_sentences


def show(amount: Fraction) -> str:
    assert amount >= 0
    return f"${float(amount):,.0f}"


def say(*positions, **given):
    return cause_sentences(cause(*positions, **given), show)


def test_a_home_that_lost_value():
    assert say(HOME, MORTGAGE) == (
        "Net worth fell by $104,000 because what you own lost $104,000 in value.",
        "Values that fell may return: here that is $104,000.",
    )


def test_savings_that_were_spent():
    assert say(item("Cash", "cash", 10_000, 6_000), item("Home", "real_estate", 900, 1_000)) == (
        "Net worth fell by $3,900 because savings were spent: $4,000.",
        "Values that rose softened it by $100.",
    )


def test_debts_paid_down_from_savings_softened_only_by_what_they_shrank_beyond_them():
    home = item("Home", "real_estate", 300_000, 280_000)
    cash, card = item("Cash", "cash", 9_000, 5_000), item("Card", "credit_card", 20_000, 3_000)
    owed = replace(card, side=Side.LIABILITY)
    assert say(home, cash, owed)[-1] == (
        "Debts shrank by $13,000 more than savings did, which softened it."
    )


def test_savings_from_a_loan_softened_only_by_what_they_grew_beyond_it():
    home = item("Home", "real_estate", 300_000, 280_000)
    cash, card = item("Cash", "cash", 5_000, 12_000), item("Card", "credit_card", 1_000, 3_000)
    owed = replace(card, side=Side.LIABILITY)
    assert say(home, cash, owed)[-1] == (
        "Savings grew by $5,000 more than debts did, which softened it."
    )


def test_a_currency_alone():
    euros = item("Euros", "cash", 10_000, currency="EUR")
    rates = [rate("EUR", "USD", {"2023-12-31": "1.1", "2024-01-31": 1})]
    assert say(euros, rates=rates) == (
        "Net worth fell by $1,000 because currencies moved: $1,000.",
    )


def test_interest_alone():
    terms = (DatedTerms(0, Decimal(10), "reducing", None, None),)
    cash = item("Cash", "cash", 10_000, 9_000)
    loan = item("Loan", "car_loan", 36_500, 35_810, debt=True, terms=terms)
    assert say(cash, loan) == (
        "Net worth fell by $310 because interest on what you owe came to $310.",
    )


def test_interest_is_named_by_its_own_amount_and_not_by_what_a_currency_added():
    terms = (DatedTerms(0, Decimal(10), "reducing", None, None),)
    loan = item("Loan", "car_loan", 36_500, 36_810, debt=True, terms=terms)
    rates = [rate("EUR", "USD", {"2023-12-31": 1, "2024-01-31": "1.1"})]
    card = item("Card", "credit_card", 700, debt=True, currency="EUR")
    assert say(loan, card, rates=rates) == (
        "Net worth fell by $380, mostly because interest on what you owe came to $310.",
    )
    much = item("Card", "credit_card", 2_000, debt=True, currency="EUR")
    assert say(loan, much, rates=rates) == (
        "Net worth fell by $510 because what you owe took $510.",
    )


def test_age_is_not_blamed_for_what_a_currency_took():
    of = parts(wear=-60, asset_exchange=-40)
    found = Cause(Code.VALUES_FELL, of, Fraction(0), Fraction(0), Fraction(1))
    assert cause_sentence(found, show) == (
        "Net worth fell by $100 because what you own lost $100 in value."
    )


def test_what_was_borrowed_and_kept_is_not_how_far_debts_grew():
    cash = item("Cash", "cash", 0, 500)
    card = item("Card", "credit_card", 0, 800, debt=True)
    assert say(cash, card) == ("Net worth fell by $300 because what you owe took $300.",)


def test_a_mixed_fall_begins_with_debt():
    card = item("Card", "credit_card", 0, 300, debt=True)
    home = item("Home", "real_estate", 1_000, 600)
    assert say(home, card) == (
        "One to watch first: what you owe grew by $300.",
        "Net worth fell by $700: what you owe took $300, values that fell $400.",
        "Values that fell may return: here that is $400.",
    )


def test_a_financed_purchase_speaks_of_no_fall():
    assert say(*financed()) == ("Net worth did not change.",)
    cash, home, loan = financed()
    pay = item("Pay", "cash", 0, 2_000)
    assert say(cash, home, loan, pay) == ("Net worth rose by $2,000.",)


def test_debt_that_grew_is_named_first_where_values_fell_more():
    books = read_wide("us-bottom-half.csv", without=("Consumer durables",))
    explained = explain_change(books, START.replace(year=2007), END.replace(year=2010, month=12))
    assert cause_sentences(cause_of(explained), show) == (
        "One to watch first: what you owe grew by $58,689.",
        "Net worth fell by $780,503, mostly because what you own lost $687,669 in value.",
        "Values that fell may return: here that is $687,669.",
    )


def test_what_only_became_known_is_said_and_left_out():
    loan = item("Old loan", "personal_loan", 0, debt=True)
    known = cause_of(explain_change(household(loan), START.replace(day=1), END))
    assert cause_sentences(known, show) == ("Net worth did not change.",)
    found = Cause(Code.SAVINGS_SPENT, parts(savings=-50), Fraction(900), Fraction(-1), Fraction(1))
    assert cause_sentences(found, show)[:2] == (
        "$900 was added by items that became known or can no longer be counted: "
        "nothing was gained, and what follows leaves it out.",
        "$1 was taken off by parts that changed hands, and what follows leaves it out.",
    )


def parts(**given):
    return {part: Fraction(given.get(part.value, 0)) for part in Part}


EFFECTS = list(product((-3, 2), repeat=len(Part)))


@pytest.mark.parametrize("code", [Code.DEBT_GREW, Code.VALUES_FELL, Code.SAVINGS_SPENT])
def test_every_part_of_a_cause_has_sentences_of_its_own(code):
    said = set()
    for part in GROUPS[code]:
        of_part = parts(**{part.value: -30})
        for share in (Fraction(1), Fraction(3, 4)):
            found = Cause(code, of_part, Fraction(0), Fraction(0), share)
            said.add(cause_sentence(found, show))
    assert len(said) == 2 * len(GROUPS[code])


def test_no_combination_of_effects_is_without_a_sentence_and_only_values_may_return():
    for effects in EFFECTS:
        of = dict(zip(Part, map(Fraction, effects), strict=True))
        adverse = [code for code in GROUPS if sum(of[part] for part in GROUPS[code]) < 0]
        for code in (*adverse, *([Code.MIXED] if len(adverse) > 1 else [])):
            found = Cause(code, of, Fraction(0), Fraction(0), Fraction(1, 2))
            if found.moved >= 0:
                continue
            said = cause_sentences(found, show)
            assert not any("{" in sentence for sentence in said)
            if of[Part.WORTH] >= 0:
                assert not any("return" in sentence for sentence in said)
