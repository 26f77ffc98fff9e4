"""However a change is rounded, its table adds up: movements to groups, groups to the total."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import position
from tests.viewmodels.test_by_person import number
from tracker.services.change import Explained, Kind, Term
from tracker.services.change_groups import find_grown_debt, group_terms
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.change import build_table, kind_text

DOLLARS = PartStyle("USD", "en", large=False, digits=0)
STYLES = st.sampled_from(
    [DOLLARS, PartStyle("USD", "en", large=False, digits=2), PartStyle("IDR", "en", True, 0)]
)
AMOUNTS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=700)
PLACES = st.sampled_from(
    [
        ("Savings", "cash", False),
        ("Wallet", "cash", False),
        ("Home", "real_estate", False),
        ("Mortgage", "mortgage", True),
        ("Card", "credit_card", True),
    ]
)


def explained(*terms: Term) -> Explained:
    total = sum((term.amount for term in terms), Fraction(0))
    start, end = date(2026, 9, 30), date(2026, 10, 31)
    return Explained(start, end, "market", None, Fraction(0), total, True, terms)


def term(name, category, amount, kind=Kind.MONEY, *, debt=False, **given) -> Term:
    estimate = given.pop("estimate", False)
    return Term(position(name, category, debt=debt, **given), kind, Fraction(amount), estimate)


def table(change: Explained, style: PartStyle = DOLLARS, **given):
    return build_table(change, group_terms(change), style, lambda item: f"/{item.id}/", **given)


@given(
    st.lists(st.tuples(PLACES, st.sampled_from([Kind.MONEY, Kind.PRICE]), AMOUNTS), max_size=12),
    STYLES,
)
def test_what_is_shown_adds_up_at_every_level(rows, style: PartStyle) -> None:
    terms = [term(n, c, amount, kind, debt=debt) for (n, c, debt), kind, amount in rows]
    change = explained(*sorted(terms, key=lambda one: one.position.name))
    found = table(change, style)
    for group in found.groups:
        shown = [number(m.amount) for item in group.items for m in item.movements]
        assert sum(shown) == number(group.amount)
    assert sum(number(group.amount) for group in found.groups) == number(found.total_text)
    assert found.own + found.owe == found.total
    for side, effect in (("own", found.own), ("owe", found.owe)):
        assert sum(group.rounded for group in found.groups if group.side == side) == effect
    assert 2 * abs(style.exact(found.total) - change.total) <= style.exact(1)


def test_a_total_from_another_table_is_kept() -> None:
    change = explained(term("A", "cash", "0.4"), term("B", "vehicles", "0.3"))
    assert table(change).total_text == "+1"
    found = table(change, total=0)
    assert (found.total_text, [group.amount for group in found.groups]) == ("0", ["0", "0"])


def test_items_lead_to_their_pages_with_each_movement_named() -> None:
    change = explained(
        term("Fund", "investments", 30, Kind.PRICE), term("Fund", "investments", -10, Kind.MONEY)
    )
    [group] = table(change).groups
    [item] = group.items
    key = UUID(item.url.strip("/"))
    assert (key, item.name) == (change.terms[0].position.id, "Fund")
    movements = [(movement.kind, movement.amount) for movement in item.movements]
    assert movements == [("price moved", "+30"), ("money went out", "−10")]
    assert (group.name, group.side, group.amount) == ("Shares, bonds and funds", "own", "+20")


def test_a_purchase_and_its_loan_are_one_group_after_the_others() -> None:
    house = position("House", "real_estate", opened="2026-10-03")
    loan = position("Mortgage", "mortgage", debt=True, opened="2026-10-05", secured_on=(house.id,))
    change = explained(
        Term(house, Kind.OPENED, Fraction(300_000)),
        Term(loan, Kind.OPENED, Fraction(-240_000)),
        term("Savings", "cash", -60_000),
    )
    found = table(change)
    names = [(group.name, group.side, group.amount) for group in found.groups]
    assert names == [
        ("Cash and deposits", "own", "−60,000"),
        ("House, bought on a loan", "both", "+60,000"),
    ]
    assert [item.movements[0].kind for item in found.groups[1].items] == [
        "bought or opened",
        "taken up",
    ]
    assert (found.own, found.owe) == (240_000, -240_000)
    assert find_grown_debt(group_terms(change)) is None


def test_the_debts_that_grew_most_are_found_and_what_became_known_is_no_growth() -> None:
    change = explained(
        term("Card", "credit_card", -300, Kind.BORROWED, debt=True),
        term("Card", "credit_card", -20, Kind.INTEREST, debt=True),
        term("Loan", "car_loan", -100, Kind.BORROWED, debt=True),
        term("Old loan", "family_loan", -5000, Kind.FIRST_KNOWN, debt=True),
        term("Savings", "cash", -9000),
    )
    assert find_grown_debt(group_terms(change)) == ("credit_card", 320)
    repaid = explained(term("Loan", "car_loan", 100, Kind.REPAID, debt=True))
    assert find_grown_debt(group_terms(repaid)) is None


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (term("Home", "real_estate", 1, Kind.REVALUATION), "value revised"),
        (term("Fund", "investments", 1, Kind.REVALUATION), "gained value"),
        (term("Fund", "investments", -1, Kind.REVALUATION), "lost value"),
        (term("Gold", "bullion", 1, commodity=UUID(int=1)), "bought"),
        (term("Gold", "bullion", -1, commodity=UUID(int=1)), "sold"),
        (term("Savings", "cash", 1), "money came in"),
        (term("Car", "vehicles", -1, Kind.WEAR, estimate=True), "wear and age (estimate)"),
        (term("Car", "vehicles", -1, Kind.CLOSED), "sold or closed"),
        (term("Loan", "car_loan", 1, Kind.CLOSED, debt=True), "ended"),
        (term("Loan", "car_loan", -1, Kind.EXCHANGE, debt=True), "currency moved"),
    ],
)
def test_a_movement_is_named_for_what_it_was(one: Term, text: str) -> None:
    assert kind_text(one) == text


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("debt", [False, True])
def test_every_kind_has_a_name_on_either_side(kind: Kind, debt: bool) -> None:
    category = "mortgage" if debt else "cash"
    assert kind_text(term("It", category, 1, kind, debt=debt))


def test_debts_are_told_by_their_effect_on_net_worth() -> None:
    found = table(explained(term("Loan", "car_loan", Decimal("-2.5"), Kind.BORROWED, debt=True)))
    assert (found.owe, found.groups[0].amount, found.groups[0].side) == (-3, "−3", "owe")
    assert found.groups[0].name == "Car loans"
