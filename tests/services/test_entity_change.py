"""What moved a business, and what its owners' change of net worth says of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.businesses import business, day, figures, flow, owner_of, part
from tests.services.households import FIRST, LAST, days, households, to_books
from tests.services.samples import GOLD, position, price, rate
from tracker.services.bases import BASES
from tracker.services.change import Kind, explain_change
from tracker.services.entities import sheet_of
from tracker.services.entity_change import explain_entity
from tracker.services.networth import monthly_history

START, END = date(2024, 1, 31), date(2024, 12, 31)
WHOLE = figures("2023-01-01", percent=100)


def explained(entity, **given):
    return explain_entity(owner_of(entity, **given), entity, START, END)


def test_a_year_of_a_fund_is_told_apart_into_result_payments_and_revaluation():
    fund = business(
        position("Bank", "cash", {"2024-01-31": 1000, "2024-12-31": 1650}),
        position("Gold", "bullion", {"2024-01-31": 10}, commodity=GOLD, currency="USD"),
        position("Hall", "real_estate", {"2024-01-31": 500, "2024-06-30": 450}),
        position("Loan", "business_loan", {"2024-01-31": 300, "2024-12-31": 200}, debt=True),
        kind="fund",
        flows=[
            flow("2024-01-31", "capital", 999),
            flow("2024-03-01", "capital", 400),
            flow("2024-07-01", "distribution", 150),
            flow("2025-01-01", "distribution", 999),
        ],
    )
    prices = [price(GOLD, "USD", {"2024-01-31": 20, "2024-12-01": 23})]
    found = explained(fund, prices=prices)
    assert (found.capital, found.distributions, found.revaluation) == (400, -150, 30 - 50)
    assert found.result == 650 + 100 - 400 + 150
    assert (found.recorded, found.total, found.complete) == (0, 730, True)


def test_a_company_is_explained_at_cost_and_a_currency_counts_as_revaluation():
    shop = business(
        position(
            "Hall", "real_estate", {"2024-01-31": 9, "2024-06-30": 99}, books={"2024-01-31": 5}
        ),
        position("Till", "cash", {"2024-01-31": 100}, currency="EUR"),
    )
    found = explained(shop, rates=[rate("EUR", "USD", {"2024-01-01": 1, "2024-12-30": 2})])
    assert (found.revaluation, found.total) == (100, 100)


def test_what_was_only_recorded_later_is_no_result():
    shop = business(
        position("Bank", "cash", {"2024-01-31": 100}),
        position("Safe", "cash", {"2024-05-01": 40}),
    )
    found = explained(shop)
    assert (found.recorded, found.result, found.total) == (40, 0, 40)


@given(
    households(),
    st.lists(
        st.tuples(days, st.sampled_from(["capital", "distribution"]), st.integers(-99, 99)),
        max_size=4,
    ),
    st.sampled_from(["company", "fund"]),
)
def test_the_parts_of_a_business_add_up_to_its_change(house, flows, kind):
    books = to_books(house)
    entity = business(
        *books.positions,
        kind=kind,
        currency=books.currency,
        flows=sorted((flow(on.isoformat(), *of) for on, *of in flows), key=lambda f: f.day),
    )
    books = replace(books, positions=(), entities=(entity,))
    found = explain_entity(books, entity, FIRST, LAST)
    parts = found.result + found.distributions + found.revaluation + found.capital
    assert parts + found.recorded == found.total
    history = monthly_history(sheet_of(books, entity), [FIRST, LAST], basis=found.basis)
    assert found.net_assets_from == history.exact(history.net_worth[0])
    assert found.net_assets_to == history.exact(history.net_worth[1])
    assert found.complete is all(history.complete)


def test_a_part_of_a_business_moves_by_revaluation_in_its_owners_net_worth():
    shop = business(position("Bank", "cash", {"2024-01-31": 100, "2024-05-01": 40}), given=[WHOLE])
    books = owner_of(shop)
    (term,) = explain_change(books, START, END).terms
    assert (term.kind, term.amount) == (Kind.REVALUATION, -60)
    assert term.position is books.positions[0]


def test_a_part_enters_with_its_first_value_and_what_it_loses_from_then_on_is_a_loss():
    shop = business(position("Bank", "cash", {"2024-02-10": 100, "2024-05-01": 40}), given=[WHOLE])
    terms = {term.kind: term.amount for term in explain_change(owner_of(shop), START, END).terms}
    assert terms == {Kind.FIRST_KNOWN: 100, Kind.REVALUATION: -60}


def test_a_part_enters_on_the_day_on_which_nothing_of_the_business_is_missing_any_more():
    shop = business(
        position("Bank", "cash", {"2024-01-31": 100, "2024-03-01": 70, "2024-05-01": 40}),
        position("Gold", "bullion", {"2024-01-31": 10}, commodity=GOLD, currency="USD"),
        given=[WHOLE],
    )
    prices = [price(GOLD, "USD", {"2024-03-15": 20, "2024-12-01": "22.9"})]
    found = explain_change(owner_of(shop, prices=prices), START, END)
    terms = {term.kind: term.amount for term in found.terms}
    assert terms == {Kind.FIRST_KNOWN: 270, Kind.REVALUATION: -1}


def test_a_part_that_enters_and_is_sold_in_between_leaves_nothing():
    shop = business(position("Bank", "cash", {"2024-02-10": 100, "2024-05-01": 40}), given=[WHOLE])
    books = replace(owner_of(shop), positions=(part(closed="2024-06-01"),))
    terms = {term.kind: term.amount for term in explain_change(books, START, END).terms}
    assert terms == {Kind.FIRST_KNOWN: 100, Kind.REVALUATION: -60, Kind.CLOSED: -40}


def test_a_part_that_is_sold_leaves_with_its_value_of_the_day_before():
    shop = business(position("Bank", "cash", {"2024-01-31": 100, "2024-05-01": 40}), given=[WHOLE])
    books = replace(owner_of(shop), positions=(part(closed="2024-06-01"),))
    terms = {term.kind: term.amount for term in explain_change(books, START, END).terms}
    assert terms == {Kind.REVALUATION: -60, Kind.CLOSED: -40}


def test_a_part_that_becomes_unknown_is_no_loss():
    till = position("Till", "cash", {"2025-01-01": 1}, opened="2024-06-01")
    shop = business(position("Bank", "cash", {"2024-01-31": 100}), till, given=[WHOLE])
    found = explain_change(owner_of(shop), START, END)
    assert [(term.kind, term.amount) for term in found.terms] == [(Kind.NO_LONGER_KNOWN, -100)]
    assert not found.complete


@pytest.mark.parametrize("basis", BASES)
@given(house=households(), cut=st.integers(0, 4), percent=st.integers(0, 100))
def test_a_change_with_a_part_of_a_business_in_it_adds_up(basis, house, cut, percent):
    books = to_books(house)
    entity = business(
        *books.positions[cut:],
        currency=books.currency,
        given=[figures("2023-12-20", percent=percent, preferred=Decimal("0.5"))],
    )
    mine = replace(part(currency=books.currency), opened=day("2023-12-01"))
    books = replace(books, positions=(*books.positions[:cut], mine), entities=(entity,))
    found = explain_change(books, FIRST, LAST, basis=basis)
    history = monthly_history(books, [FIRST, LAST], basis=basis)
    assert found.net_worth_from == history.exact(history.net_worth[0])
    assert found.net_worth_to == history.exact(history.net_worth[1])
    assert sum(term.amount for term in found.terms) == found.total
    assert found.complete is all(history.complete)
