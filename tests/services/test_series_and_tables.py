"""Dated series, the tables of categories and currencies, and rates by rule."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import GOLD, household, price, rate
from tracker.services.calendar import day_of
from tracker.services.carry_forward import Series
from tracker.services.categories import (
    CATEGORIES,
    Liquidity,
    Nature,
    Side,
    display_rank,
    find_category,
)
from tracker.services.currencies import ACTIVE, RETIRED, is_known, minor_unit
from tracker.services.rates import RateTable

ON = date(2024, 1, 31)
entries = st.dictionaries(
    st.integers(-5000, 5000),
    st.one_of(
        st.decimals(-(10**6), 10**6, places=2),
        st.decimals(-(10**15), 10**15, places=18),
        st.integers(-(10**15), 10**15).map(Decimal),
    ),
    max_size=30,
)


@given(entries, st.sampled_from([0, 100]), st.data())
def test_a_series_gives_back_exactly_what_was_put_in(rows, later, data):
    rows |= {day: Decimal(day) / 4 for day in range(6000, 6000 + later)}
    series, days = Series.of(rows.items()), sorted(rows)
    chosen = data.draw(
        st.lists(st.sampled_from(range(len(days))), unique=True) if days else st.just([])
    )
    indices = np.array(sorted(chosen), np.intp)
    values = [rows[days[at]] for at in indices.tolist()]
    numbers, scale = series.scaled(indices)
    assert [Decimal(n).scaleb(-scale) for n in numbers] == [+v for v in values]
    assert series.decimals(indices) == values
    assert series.days.tolist() == days


def test_the_latest_entry_is_the_one_on_or_before_a_day():
    series = Series.of([(5, 1), (9, "2.50")])
    assert series.latest(np.array([4, 5, 8, 9, 99])).tolist() == [-1, 0, 0, 1, 1]
    assert len(Series.empty()) == 0
    assert Series.empty().latest(np.array([1])).tolist() == [-1]


def exchange(*rates, unit="EUR", currency="USD", prices=()):
    books = household(rates=rates, prices=prices, currency=currency)
    return RateTable(books, np.array([day_of(ON)])).convert(unit)


def test_the_newest_rate_wins_whichever_way_it_is_entered():
    inverted = rate("USD", "EUR", {"2024-01-30": 3})
    found = exchange(rate("EUR", "USD", {"2024-01-29": 2}, own=True), inverted)
    assert found.rates == [Decimal("0.333333333333333333")]
    assert found.rate_days.tolist() == [day_of(date(2024, 1, 30))]


def test_on_the_same_date_own_comes_first_then_direct_then_inverted():
    same = {"2024-01-30": 2}
    own_inverted = rate("USD", "EUR", {"2024-01-30": 4}, own=True)
    assert exchange(rate("EUR", "USD", same), own_inverted).rates == [Decimal("0.25")]
    assert exchange(rate("USD", "EUR", {"2024-01-30": 4}), rate("EUR", "USD", same)).rates == [2]


def test_a_cross_is_as_old_as_its_older_leg_and_a_single_rate_of_that_date_beats_it():
    legs = [rate("EUR", "GBP", {"2024-01-30": 3}), rate("GBP", "USD", {"2024-01-25": 5})]
    found = exchange(*legs)
    assert (found.rates, found.via) == ([15], ["GBP"])
    assert found.rate_days.tolist() == [day_of(date(2024, 1, 25))]
    direct = rate("EUR", "USD", {"2024-01-25": 7})
    assert exchange(*legs, direct).rates == [7]
    assert exchange(*legs, rate("EUR", "USD", {"2024-01-24": 7})).rates == [15]


def test_crosses_of_the_same_date_go_by_the_code_of_their_common_currency():
    day = {"2024-01-30": 2}
    via = [rate("EUR", "SEK", day), rate("SEK", "USD", day), rate("EUR", "AUD", {"2024-01-30": 3})]
    assert exchange(*via, rate("AUD", "USD", {"2024-01-30": 3})).rates == [9]


def test_a_quotient_is_rounded_once_and_a_product_never():
    cross = [rate("EUR", "IDR", {"2024-01-30": 7}), rate("USD", "IDR", {"2024-01-30": 3})]
    assert exchange(*cross).rates == [Decimal("2.33333333333333333")]
    long = {"2024-01-30": "1.00000000000001"}
    product = exchange(rate("EUR", "GBP", long), rate("GBP", "USD", long)).rates
    assert product == [Decimal("1.0000000000000200000000000001")]


def test_a_later_rate_is_never_used():
    found = exchange(rate("EUR", "USD", {"2024-02-01": 2}))
    assert found.rates == [None]
    assert not found.known[0]


@pytest.mark.parametrize(("day", "stale"), [("2024-01-24", False), ("2024-01-23", True)])
def test_a_rate_older_than_seven_days_is_stale(day, stale):
    assert exchange(rate("EUR", "USD", {day: 2})).rate_stale.tolist() == [stale]


@pytest.mark.parametrize(("day", "stale"), [("2023-12-27", False), ("2023-12-26", True)])
def test_a_price_older_than_35_days_is_stale(day, stale):
    found = exchange(unit=GOLD, prices=[price(GOLD, "USD", {day: 2})])
    assert found.price_stale.tolist() == [stale]


def test_of_prices_of_one_date_the_reporting_currency_comes_first_then_the_first_convertible():
    day = {"2024-01-30": 50}
    prices = [price(GOLD, code, day) for code in ("CHF", "EUR", "GBP", "USD")]
    rates = [rate("GBP", "USD", {"2024-01-30": 2}), rate("EUR", "USD", {"2024-01-30": 3})]
    assert exchange(*rates, unit=GOLD, prices=prices).factors == [50]
    assert exchange(*rates, unit=GOLD, prices=prices[:3]).factors == [150]
    assert exchange(*rates, unit=GOLD, prices=prices[:1]).factors == [None]


def test_an_older_price_does_not_stand_in_for_a_newer_one_that_cannot_be_converted():
    prices = [price(GOLD, "USD", {"2024-01-29": 50}), price(GOLD, "CHF", {"2024-01-30": 50})]
    assert exchange(unit=GOLD, prices=prices).factors == [None]


def test_categories_are_keyed_by_side_and_code_in_display_order():
    assert len({(c.side, c.code) for c in CATEGORIES}) == len(CATEGORIES) == 35
    ranks = [display_rank(c.side, c.code) for c in CATEGORIES]
    assert ranks == sorted(ranks)
    assert find_category(Side.ASSET, "other") is not find_category(Side.LIABILITY, "other")
    assert find_category(Side.ASSET, "mortgage") is None
    assert display_rank(Side.ASSET, "mortgage") == len(CATEGORIES)
    assert [c.code for c in CATEGORIES if c.contingent] == [
        "guarantees",
        "joint_debts",
        "commitments",
    ]


def test_category_defaults_follow_the_rules_for_quick_sales_and_causes():
    discounts = {
        "cash": 0, "insurance": 0, "investments": 5, "bullion": 8, "crypto": 10, "real_estate": 20,
        "vehicles": 20, "valuables": 20, "retirement": 20, "equipment": 50, "receivables": 50,
        "business": 50, "intangibles": 100, "household_goods": 50, "claims": 50, "other": 50,
    }  # fmt: skip
    for code, discount in discounts.items():
        category = find_category(Side.ASSET, code)
        assert category.discount == discount
        assert isinstance(category.liquidity, Liquidity)
    for category in CATEGORIES:
        if category.side is Side.LIABILITY:
            assert (category.discount, category.nature) == (0, Nature.PRINCIPAL)


def test_sides_are_named_by_code_and_signed_by_value():
    assert Side.of("asset") is Side.ASSET
    assert Side.of("liability") == -1
    assert Side.LIABILITY.code == "liability"
    with pytest.raises(ValueError, match="equity"):
        Side.of("equity")


def test_currencies_have_their_minor_units_and_retired_ones_stand_apart():
    codes = ("USD", "VND", "IDR", "JPY", "BHD", "CLF", "CZK", "TRL", "LTL")
    assert [minor_unit(code) for code in codes] == [2, 0, 2, 0, 3, 4, 2, 0, 2]
    assert not ACTIVE.keys() & RETIRED.keys()
    assert "CZK" in ACTIVE
    assert not is_known("XAU")
    assert list(ACTIVE) == sorted(ACTIVE)
    assert len(ACTIVE) == 164
    with pytest.raises(KeyError):
        minor_unit("XXX")
