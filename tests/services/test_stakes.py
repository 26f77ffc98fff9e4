"""A household's part of a business counts once, follows its net worth, and is never guessed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.businesses import SHOP, business, day, figures, owner_of, part
from tests.services.households import FIRST, LAST, households, to_books
from tests.services.samples import household, position, rate
from tracker.services.bases import BASES
from tracker.services.calendar import month_ends
from tracker.services.freshness import stale_positions
from tracker.services.networth import first_date, monthly_history
from tracker.services.position_values import Status, values_on
from tracker.services.stakes import with_stakes

END = date(2024, 1, 31)
HALF = figures("2024-01-01", percent=50)
WHOLE = figures("2023-01-01", percent=100)


def bank(amount=1000, **given):
    return position("Bank", "cash", {"2024-01-10": amount}, **given)


def worth(books, on=END, basis="market"):
    history = monthly_history(books, [on], basis=basis)
    return history.exact(history.net_worth[0])


def stake(books, on=END, basis="market"):
    return next(v for v in values_on(books, on, basis=basis) if v.position.stake)


def test_half_of_a_business_is_half_of_its_net_worth():
    entity = business(
        bank(), position("Loan", "other", {"2024-01-10": 400}, debt=True), given=[HALF]
    )
    books = owner_of(entity, position("Savings", "cash", {"2024-01-05": 10}))
    assert worth(books) == 310
    assert (stake(books).value, stake(books).status) == (300, Status.COUNTED)


@pytest.mark.parametrize(
    ("on", "old"), [(date(2024, 2, 10), False), (date(2024, 2, 11), True), (END, False)]
)
def test_a_part_that_rests_on_old_values_is_among_the_old_ones(on, old):
    savings = position("Savings", "cash", {"2024-02-11": 10})
    books = owner_of(business(bank(), given=[HALF]), savings)
    books = replace(books, positions=tuple(replace(p, interval=1) for p in books.positions))
    assert [p.name for p in stale_positions(books, on)] == ["Part of the shop"] * old
    assert stake(books, on).stale is old


def test_neither_a_part_worth_nothing_nor_a_fresh_value_of_ones_own_is_old():
    later = date(2026, 1, 31)
    below = owner_of(business(bank(-5), given=[HALF]))
    assert stale_positions(below, later) == ()
    entity = business(bank(), given=[HALF])
    own = replace(household(part({"2026-01-31": 7})), entities=(entity,))
    assert stale_positions(own, later) == ()


def test_shares_held_come_before_a_percent():
    entity = business(bank(), given=[figures("2024-01-01", outstanding=3, held=1, percent=90)])
    assert stake(owner_of(entity)).value == Fraction("333.333333333333333")


def test_preferred_equity_is_taken_off_first():
    entity = business(bank(), given=[figures("2024-01-01", percent=50, preferred=200)])
    assert stake(owner_of(entity)).value == 400


def test_a_business_below_zero_is_worth_nothing_and_its_guarantee_stays_in_the_worst_case():
    entity = business(bank(-500), given=[WHOLE])
    guarantee = position(
        "Guarantee", "guarantees", {"2024-01-10": 80}, debt=True, contingent=True, counterparty=SHOP
    )
    history = monthly_history(owner_of(entity, guarantee), [END])
    assert history.net_worth == [0]
    assert history.complete == [True]
    assert history.exact(history.worst_case()[0]) == -80


def test_a_loan_to_ones_own_business_is_not_counted_twice():
    saved = position("Savings", "cash", {"2024-01-10": 50})
    loan = position("Loan", "receivables", {"2024-01-10": 300}, counterparty=SHOP)
    entity = business(bank(), given=[WHOLE])
    assert worth(owner_of(entity, saved, loan)) == 1050


def test_an_incomplete_business_is_a_missing_part_and_not_a_smaller_one():
    opened = position("Hall", "real_estate", {"2024-03-01": 9}, opened="2024-02-10")
    books = owner_of(business(bank(), opened, given=[WHOLE]))
    history = monthly_history(books, month_ends(END, date(2024, 3, 31)))
    assert history.complete == [True, False, True]
    assert [history.exact(n) for n in history.net_worth] == [1000, 0, 1009]
    assert stake(books, date(2024, 2, 20)).status is Status.UNKNOWN


def test_an_unpriced_business_is_a_missing_part():
    books = owner_of(business(bank(currency="EUR"), given=[WHOLE]))
    assert stake(books).status is Status.UNKNOWN
    assert monthly_history(books, [END]).unknown_at(0) == (part().id,)


def test_a_part_begins_with_its_first_known_share_and_value():
    entity = business(bank(), given=[figures("2024-02-01", percent=10)])
    books = owner_of(entity)
    assert stake(books).status is Status.NOT_YET
    assert stake(books, date(2024, 2, 1)).value == 100
    assert first_date(books) == date(2024, 2, 1)
    assert first_date(owner_of(business(bank()))) is None


def test_an_own_value_wins_from_its_date_on():
    entity = business(bank(), given=[WHOLE])
    books = replace(owner_of(entity, stake=False), positions=(part({"2024-02-10": 7}),))
    assert worth(books) == 1000
    assert worth(books, date(2024, 2, 9)) == 1000
    assert worth(books, date(2024, 2, 10)) == 7
    assert worth(books, date(2024, 5, 31), "book") == 7
    assert stake(books, date(2024, 5, 31)).as_of == date(2024, 2, 10)


def test_cost_and_a_quick_sale_of_a_part():
    entity = business(bank(books={"2024-01-10": 600}), given=[HALF])
    books = owner_of(entity)
    assert [worth(books, basis=basis) for basis in BASES] == [500, 300, 400]


def test_a_part_is_as_old_as_the_oldest_value_it_rests_on():
    entity = business(bank(), position("Till", "cash", {"2022-12-31": 5}), given=[WHOLE])
    found = stake(owner_of(entity), date(2024, 1, 15))
    assert (found.as_of, found.stale) == (date(2022, 12, 31), True)
    settled = business(bank(), position("Till", "cash", {"2022-12-31": 0}), given=[WHOLE])
    assert not stake(owner_of(settled), date(2024, 1, 15)).stale


def test_a_part_closed_counts_nothing():
    books = owner_of(business(bank(), given=[WHOLE]), stake=False)
    books = replace(books, positions=(part(closed="2024-03-01"),))
    history = monthly_history(books, month_ends(END, date(2024, 4, 30)))
    assert [history.exact(n) for n in history.net_worth] == [1000, 1000, 0, 0]


def test_a_household_without_businesses_is_not_touched():
    books = household(bank())
    assert with_stakes(books, np.array([day("2024-01-31")]), "market") is books


def test_a_part_in_another_currency_is_converted_like_any_item():
    entity = business(bank(currency="EUR"), currency="EUR", given=[HALF])
    books = owner_of(entity, stake=False, rates=[rate("EUR", "USD", {"2024-01-02": "1.25"})])
    books = replace(books, positions=(part(currency="EUR"),))
    assert (stake(books).amount, stake(books).value) == (500, 625)


DATES = month_ends(FIRST, LAST)


@given(households(), st.integers(0, 5), st.sampled_from(BASES[:2]))
def test_all_of_a_business_counts_as_if_its_items_were_the_households(house, cut, basis):
    """But for what is below zero, and where it is incomplete."""
    books = to_books(house)
    own, items = books.positions[:cut], books.positions[cut:]
    entity = business(*items, currency=books.currency, given=[WHOLE])
    mine = part(currency=books.currency)
    apart = replace(books, positions=(*own, mine), entities=(entity,))
    alone = monthly_history(replace(books, positions=items), DATES, basis=basis, members=False)
    rest = monthly_history(replace(books, positions=own), DATES, basis=basis, members=False)
    found = monthly_history(apart, DATES, basis=basis, members=False)
    market = monthly_history(replace(books, positions=items), DATES, members=False)
    begins = first_date(replace(books, positions=tuple(p for p in items if not p.contingent)))
    for at, on in enumerate(DATES):
        expected = rest.exact(rest.net_worth[at])
        if alone.complete[at] and market.complete[at]:
            if begins is not None and begins <= on:
                expected += max(alone.exact(alone.net_worth[at]), 0)
            assert found.complete[at] == rest.complete[at]
        elif begins is not None and begins <= on:
            assert not found.complete[at]
        assert found.exact(found.net_worth[at]) == expected


@pytest.mark.parametrize("basis", BASES)
@given(house=households(), percent=st.integers(0, 100))
def test_items_of_one_date_add_up_to_the_month(basis, house, percent):
    books = to_books(house)
    entity = business(
        *books.positions,
        currency=books.currency,
        given=[figures("2023-12-01", percent=percent)],
    )
    books = replace(books, positions=(part(currency=house.currency),), entities=(entity,))
    history = monthly_history(books, DATES, basis=basis)
    for at, on in enumerate(DATES):
        (value,) = values_on(books, on, basis=basis)
        assert (value.value or 0) == history.exact(history.net_worth[at])
        assert (value.status is Status.UNKNOWN) is (not history.complete[at])
