"""How much of the cards' limits is in use."""

from fractions import Fraction

from tests.services.ratio_samples import DAY, ON, debt
from tests.services.samples import ANN, BEN, household, rate
from tracker.services.credit_use import credit_use
from tracker.services.position_values import values_on


def use(*positions, owner=None, **given):
    return credit_use(values_on(household(*positions, **given), ON), ON, owner=owner)


def card(name, balance, limit, **given):
    return debt(name, "credit_card", balance, terms={"limit": limit}, **given)


def test_balances_over_limits_per_card_and_together_the_most_used_first():
    found = use(card("Visa", 100, 1000), card("Store", 150, 200))
    assert [(one.position.name, one.use) for one in found.cards] == [
        ("Store", Fraction(3, 4)),
        ("Visa", Fraction(1, 10)),
    ]
    assert (found.balance, found.limit, found.use) == (250, 1200, Fraction(5, 24))


def test_a_card_in_credit_uses_nothing_and_frees_no_other():
    found = use(card("Visa", -50, 100), card("Store", 60, 100))
    assert [one.use for one in found.cards] == [Fraction(3, 5), 0]
    assert found.use == Fraction(3, 10)


def test_a_card_beyond_its_limit_is_above_the_whole():
    assert use(card("Visa", 120, 100)).use == Fraction(6, 5)


def test_closed_and_limitless_cards_and_other_debts_are_left_out():
    found = use(
        card("Closed", 50, 100, closed="2024-06-01"),
        debt("Charge card", "credit_card", 50),
        card("No limit", 50, 0),
        debt("Mortgage", "mortgage", 50, terms={"limit": 60}),
        card("Visa", 1, 4),
    )
    assert [one.position.name for one in found.cards] == ["Visa"]
    assert found.missing == ()


def test_pay_later_with_a_limit_is_a_card():
    assert use(debt("Later", "pay_later", 1, terms={"limit": 2})).use == Fraction(1, 2)


def test_without_a_card_there_is_no_use():
    assert use(debt("Mortgage", "mortgage", 5)).use is None


def test_cards_in_another_currency_are_converted_or_missing():
    francs = card("Abroad", 10, 40, currency="CHF")
    found = use(francs, card("Visa", 0, 20), rates=[rate("CHF", "USD", {DAY: 2})])
    assert (found.balance, found.limit) == (20, 100)
    found = use(francs, card("New", None, 100))
    assert (found.cards, found.use) == ((), None)
    assert [one.position.name for one in found.missing] == ["Abroad", "New"]


def test_an_owners_part_is_of_the_balance_and_of_the_limit():
    shared = card("Visa", 30, 90, owners={DAY: {ANN: 2, BEN: 1}})
    found = use(shared, card("Bens", 50, 100, owners={DAY: {BEN: 1}}), owner=ANN)
    assert (found.balance, found.limit, len(found.cards)) == (20, 60, 1)
