"""Laws of net worth, on random households, against the slow reference."""

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services import slow_reference as slow
from tests.services.households import CURRENCIES, FIRST, LAST, MEMBERS, households, to_books
from tracker.services.bases import BASES
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of, month_ends
from tracker.services.categories import Side
from tracker.services.networth import first_date, monthly_history
from tracker.services.ownership import SHARED
from tracker.services.position_values import values_on
from tracker.services.rates import PRICE_DAYS, RATE_DAYS, RateTable

DATES = sorted({*month_ends(FIRST, LAST), date(2024, 2, 28), date(2024, 3, 1), date(2024, 5, 15)})
COLUMNS = [*MEMBERS, SHARED]


def slow_name(owner):
    return slow.SHARED if owner is SHARED else owner


def check_against_reference(house, basis):
    history = monthly_history(to_books(house), DATES, basis=basis)
    for at, d in enumerate(DATES):
        cells = [(p, slow.cell(house, p, d, basis)) for p in house.positions]
        check_date(house, history, at, d, cells)


def check_date(house, history, at, d, cells):
    totals, owned, derived = defaultdict(Fraction), defaultdict(Fraction), defaultdict(Fraction)
    full, weighted = Fraction(0), Fraction(0)
    gross, fresh = defaultdict(Fraction), defaultdict(Fraction)
    for p, cell in cells:
        if p.contingent:
            if p.side == -1:
                full += cell.value
                weighted += cell.value * Fraction(p.probability or 0) / 100
            continue
        totals[p.side, p.category] += cell.value
        derived[p.side, p.category] += cell.value * cell.derived
        for owner in COLUMNS:
            share = slow.part(p, slow_name(owner), d)
            owned[owner, p.side, p.category] += cell.value * share
            for group in product((None, Side(p.side)), (None, owner)):
                gross[group] += abs(cell.value) * share
                fresh[group] += abs(cell.value) * share * cell.fresh

    def exact(row):
        return Fraction(row[at], history.unit)

    for key in {(Side(side), code) for side, code in totals} | {*history.by_category}:
        assert exact(history.of_category(key)) == totals[key], (d, key)
        for owner in COLUMNS:
            assert exact(history.of_category(key, owner)) == owned[owner, *key], (d, key, owner)
        found = history.derived.get(key)
        assert (exact(found) if found else 0) == derived[key]
    assets = sum(v for (side, _), v in totals.items() if side == 1)
    liabilities = sum(v for (side, _), v in totals.items() if side == -1)
    assert exact(history.assets) == assets
    assert exact(history.liabilities) == liabilities
    assert exact(history.net_worth) == assets - liabilities
    assert exact(history.expected()) == assets - liabilities - weighted
    assert exact(history.worst_case()) == assets - liabilities - full
    for side, owner in product((None, *Side), (None, *COLUMNS)):
        whole = gross[side, owner]
        expected = fresh[side, owner] / whole if whole else None
        assert history.fresh_share(at, side=side, owner=owner) == expected

    def named(status, side=None, *, contingent=False):
        return {
            p.id
            for p, cell in cells
            if cell.status == status
            and p.contingent is contingent
            and (side is None or p.side == side)
        }

    assert {*history.unknown_at(at)} == named("unknown")
    assert {*history.unpriced_at(at)} == named("unpriced")
    for side, flags in ((1, history.assets_complete), (-1, history.liabilities_complete)):
        assert flags[at] is not bool(named("unknown", side) | named("unpriced", side))
    owed = {(s, -1) for s in ("unknown", "unpriced")}
    assert history.contingent_complete[at] is not any(named(*of, contingent=True) for of in owed)
    stale = {
        p.id
        for p, cell in cells
        if cell.value and not p.contingent and cell.rate_on and (d - cell.rate_on).days > RATE_DAYS
    }
    assert bool(history.stale_rates_at(at)) is bool(stale)


@pytest.mark.parametrize("basis", BASES)
@given(house=households())
def test_every_total_equals_the_slow_reference(basis, house):
    check_against_reference(house, basis)


@given(house=households(), basis=st.sampled_from(BASES), d=st.sampled_from(DATES))
def test_the_lines_of_a_balance_sheet_equal_the_reference_and_add_up_to_the_history(
    house, basis, d
):
    books = to_books(house)
    history = monthly_history(books, [d], basis=basis)
    totals = defaultdict(Fraction)
    for line, p in zip(values_on(books, d, basis=basis), house.positions, strict=True):
        cell = slow.cell(house, p, d, basis)
        assert line.status.value == cell.status
        if line.status in ("counted", "unpriced"):
            assert line.derived is cell.derived
            assert line.stale is (not cell.fresh and line.amount != 0)
        if line.value is not None:
            assert line.value == cell.value
            assert sum(line.value_of(owner) for owner in COLUMNS) == line.value
            for owner in COLUMNS:
                assert line.value_of(owner) == cell.value * slow.part(p, slow_name(owner), d)
        if line.counts:
            totals[p.side] += line.value
    assert totals[1] == history.exact(history.assets[0])
    assert totals[-1] == history.exact(history.liabilities[0])


@given(house=households(), d=st.sampled_from(DATES))
def test_rates_equal_the_reference_with_their_dates_and_routes(house, d):
    table = RateTable(to_books(house), np.array([day_of(d)]))
    for currency in CURRENCIES:
        got, expected = table.convert(currency), slow.rate(house, currency, d)
        if expected is None:
            assert got.rates == [None]
            assert not got.known[0]
            continue
        assert Fraction(got.rates[0]) == expected[0]
        assert got.via == [expected[2]]
        if expected[1] is not None:
            assert got.rate_days[0] == day_of(expected[1])
            assert got.rate_stale[0] == ((d - expected[1]).days > RATE_DAYS)


@given(house=households(), basis=st.sampled_from(BASES))
def test_columns_of_owners_add_up_and_members_change_no_total(house, basis):
    books = to_books(house)
    full = monthly_history(books, DATES, basis=basis)
    plain = monthly_history(books, DATES, basis=basis, members=False)
    assert plain.by_owner == {}
    for key, row in full.by_category.items():
        columns = [full.of_category(key, owner) for owner in full.owners]
        assert [sum(column) for column in zip(*columns, strict=True)] == row
    for of_owners, of_household in (
        (full.expected, plain.expected),
        (full.worst_case, plain.worst_case),
    ):
        parts = [of_owners(owner) for owner in {*full.owners, *full.contingent}]
        sums = [sum(column) for column in zip(*parts, strict=True)] or [0] * len(DATES)
        assert [full.exact(x) for x in sums] == [plain.exact(x) for x in of_household()]
    assert list(map(full.exact, full.net_worth)) == list(map(plain.exact, plain.net_worth))
    for at, side in product(range(len(DATES)), (None, *Side)):
        assert full.fresh_share(at, side=side) == plain.fresh_share(at, side=side)


@given(house=households(), basis=st.sampled_from(BASES), seed=st.integers(0, 99))
def test_the_order_of_positions_rates_and_prices_changes_nothing(house, basis, seed):
    books = to_books(house)
    rows = [list(books.positions), list(books.prices), list(books.rates)]
    for part in rows:
        random.Random(seed).shuffle(part)
    shuffled = monthly_history(
        HouseholdBooks(books.currency, *map(tuple, rows)), DATES, basis=basis
    )
    ordered = monthly_history(books, DATES, basis=basis)
    assert shuffled.unit == ordered.unit
    assert shuffled.net_worth == ordered.net_worth
    assert shuffled.by_category == ordered.by_category
    assert shuffled.by_owner == ordered.by_owner
    assert shuffled.complete == ordered.complete
    assert list(shuffled.by_category) == list(ordered.by_category)


@given(house=households())
def test_a_date_has_the_same_total_alone_as_in_a_row_from_the_first_valuation(house):
    books = to_books(house)
    together = monthly_history(books, DATES[::3])
    for at, d in enumerate(DATES[::3]):
        alone = monthly_history(books, [d])
        assert alone.exact(alone.net_worth[0]) == together.exact(together.net_worth[at])
        assert alone.complete == [together.complete[at]]
    valued = [v.on for p in house.positions for v in p.values]
    assert first_date(books) == min(valued, default=None)


@given(house=households())
def test_prices_older_than_35_days_are_flagged_stale(house):
    history = monthly_history(to_books(house), DATES)
    for at, d in enumerate(DATES):
        stale = set()
        for p in house.positions:
            cell = slow.cell(house, p, d, "market")
            dates = [row[2] for row in house.prices if row[0] == p.commodity and row[2] <= d]
            held = [v.amount for v in sorted(p.values, key=lambda v: v.on) if v.on <= d]
            rests = cell.status == "counted" and p.commodity and not p.contingent and held[-1] != 0
            if rests and (d - max(dates)).days > PRICE_DAYS:
                stale.add(p.commodity)
        assert {*history.stale_prices_at(at)} == stale


def test_no_positions_and_no_dates_are_no_error():
    empty = HouseholdBooks("USD", (), (), ())
    assert monthly_history(empty, DATES).net_worth == [0] * len(DATES)
    assert monthly_history(empty, []).net_worth == []
    assert first_date(empty) is None
    assert values_on(empty, LAST) == ()
    assert Decimal(0) == monthly_history(empty, DATES).exact(0)
