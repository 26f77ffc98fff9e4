"""Net worth on worked examples and on the published accounts of two groups of US households."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import pytest

from tests.services.samples import (
    ANN,
    BEN,
    GOLD,
    household,
    position,
    price,
    rate,
    read_rows,
    read_wide,
)
from tracker.services.calendar import month_ends
from tracker.services.categories import Side, find_category
from tracker.services.deficit import episodes
from tracker.services.networth import first_date, monthly_history
from tracker.services.ownership import SHARED
from tracker.services.position_values import Status, values_on

END = date(2024, 1, 31)
WORKED = {
    "household-a": (345_000, 395_000, -50_000),
    "company-b": (2_000_000, 1_650_000, 350_000),
    "household-c": (750_000_000, 450_000_000, 300_000_000),
    "graduate-d": (8_000, 53_000, -45_000),
}


def totals(history, at=-1):
    rows = history.assets, history.liabilities, history.net_worth
    return tuple(history.exact(row[at]) for row in rows)


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_example_comes_out_as_written(name):
    by_name = groupby(read_rows("worked-examples.csv"), key=lambda row: row["household"])
    rows = {household: list(rows) for household, rows in by_name}[name]
    books = household(
        *(
            position(
                row["position"],
                row["category"],
                {"2024-01-10": row["amount"]},
                debt=row["side"] == "liability",
                currency=row["currency"],
            )
            for row in rows
        ),
        currency=rows[0]["currency"],
    )
    assert all(find_category(Side.of(row["side"]), row["category"]) for row in rows)
    assert totals(monthly_history(books, [END])) == WORKED[name]


def test_a_home_that_loses_value_takes_net_worth_below_zero():
    books = household(
        position("Home", "real_estate", {"2023-12-31": 305_000, "2024-01-31": 201_000}),
        position("Mortgage", "mortgage", {"2023-12-31": 245_000}, debt=True),
    )
    history = monthly_history(books, [date(2023, 12, 31), END])
    assert [history.exact(x) for x in history.net_worth] == [60_000, -44_000]


@pytest.mark.parametrize("name", ["us-bottom-half", "us-next-forty"])
def test_the_published_quarters_equal_their_published_totals(name):
    books = read_wide(f"{name}.csv")
    expected = read_rows(f"{name}.expected.csv")
    history = monthly_history(books, [date.fromisoformat(row["date"]) for row in expected])
    assert len(history) == 135
    assert all(history.complete)
    for at, row in enumerate(expected):
        for total, column in zip(
            totals(history, at), ("assets", "liabilities", "net_worth"), strict=True
        ):
            assert abs(total - int(row[column])) <= 2, (row["date"], column)


def test_the_real_deficit_of_the_bottom_half_is_found():
    books = read_wide("us-bottom-half.csv", without=("Consumer durables",))
    last = date.fromisoformat(read_rows("us-bottom-half.csv")[-1]["date"])
    dates = month_ends(first_date(books), last)
    history = monthly_history(books, dates)
    (episode,) = episodes(dates, history.net_worth, history.complete, unit=history.unit)
    assert episode.onset == date(2008, 3, 31)
    assert (episode.lowest_date, episode.lowest) == (date(2010, 12, 31), -692_287)
    assert episode.recovered == date(2016, 9, 30)
    assert episode.months == 102
    assert (episode.fall_from, episode.fall) == (88_216, 780_503)
    assert episode.complete
    assert not episode.open_start
    assert history.exact(history.net_worth[dates.index(episode.recovered)]) == 43_362
    before, lowest = dates.index(date(2007, 12, 31)), dates.index(episode.lowest_date)
    assert history.exact(history.assets[before] - history.assets[lowest]) == 721_814
    assert history.exact(history.liabilities[lowest] - history.liabilities[before]) == 58_689


def test_every_month_is_there_and_the_last_is_today():
    books = household(position(amounts={"2023-11-05": 100, "2024-02-10": 150}))
    today = date(2024, 3, 12)
    dates = month_ends(first_date(books), today)
    history = monthly_history(books, dates)
    assert history.dates[-1] == today
    assert [int(history.exact(x)) for x in history.net_worth] == [100, 100, 100, 150, 150]


def test_a_missing_price_is_not_zero_and_not_one():
    books = household(
        position("Home", "real_estate", {"2024-01-05": 9}, currency="CHF"),
        position("Mortgage", "mortgage", {"2024-01-05": 7}, debt=True),
    )
    history = monthly_history(books, [END])
    assert totals(history) == (0, 7, -7)
    assert history.complete == [False]
    assert history.proven == [False]
    assert history.unpriced_at(0) == (books.positions[0].id,)
    assert values_on(books, END)[0].status is Status.UNPRICED
    assert episodes(history.dates, history.net_worth, history.complete) == ()


def test_a_position_opened_but_never_valued_is_unknown_until_it_is_closed():
    books = household(
        position(amounts={"2023-12-01": 5}),
        position("Pension", "retirement", opened="2024-01-01", closed="2024-03-01"),
    )
    dates = [date(2023, 12, 31), END, date(2024, 2, 29), date(2024, 3, 1)]
    history = monthly_history(books, dates)
    assert history.complete == [True, False, False, True]
    assert [values_on(books, d)[1].status for d in dates] == [
        Status.NOT_YET,
        Status.UNKNOWN,
        Status.UNKNOWN,
        Status.CLOSED,
    ]


def test_from_its_closing_day_on_a_position_counts_nothing_and_before_it_keeps_its_value():
    books = household(position(amounts={"2024-01-01": 5}, closed="2024-01-31"))
    history = monthly_history(books, [date(2024, 1, 30), END])
    assert [history.exact(x) for x in history.net_worth] == [5, 0]
    assert history.complete == [True, True]


def test_thirds_stay_exact_and_what_nobody_owns_is_shared():
    owners = {"2020-01-01": {ANN: 2, BEN: 1}, "2024-01-15": {BEN: 1}}
    books = household(
        position("Home", "real_estate", {"2023-12-01": 100}, owners=owners),
        position("Cash", "cash", {"2023-12-01": "0.01"}),
    )
    history = monthly_history(books, [date(2023, 12, 31), END])
    shares = {o: [history.exact(x) for x in history.columns(o).net_worth] for o in history.owners}
    assert shares == {
        ANN: [Fraction(200, 3), 0],
        BEN: [Fraction(100, 3), 100],
        SHARED: [Fraction(1, 100)] * 2,
    }


def test_contingent_debts_stand_beside_net_worth():
    books = household(
        position(amounts={"2024-01-01": 100}),
        position(
            "Guarantee", "guarantees", {"2024-01-01": 60}, debt=True, contingent=True,
            probability=Decimal("12.5"),
        ),
        position("Promise", "commitments", {"2024-01-01": 10}, debt=True, contingent=True),
    )  # fmt: skip
    history = monthly_history(books, [END])
    assert history.exact(history.net_worth[0]) == 100
    assert history.exact(history.expected()[0]) == Fraction("92.5")
    assert history.exact(history.worst_case()[0]) == 30
    assert history.unweighed == (books.positions[2].id,)
    assert [line.counts for line in values_on(books, END)] == [True, False, False]


def test_units_are_priced_and_converted_and_the_price_is_shown_with_its_date():
    books = household(
        position("Gold", "bullion", {"2024-01-01": "2.5"}, commodity=GOLD),
        prices=[price(GOLD, "EUR", {"2024-01-20": 60})],
        rates=[rate("EUR", "USD", {"2024-01-20": "1.1"})],
    )
    (line,) = values_on(books, END)
    assert line.value == 165
    assert line.in_units
    assert (line.price.price, line.price.currency, line.price.stale) == (60, "EUR", False)
    assert (line.rate.rate, line.rate.as_of, line.rate.stale) == (
        Decimal("1.1"),
        date(2024, 1, 20),
        True,
    )
    assert monthly_history(books, [END]).stale_rates_at(0) == ("EUR",)


def test_fresh_is_counted_through_the_same_day_of_the_month_and_month_ends_stay_month_ends():
    books = household(
        position("Cash", "cash", {"2024-02-29": -30}, interval=1),
        position("Home", "real_estate", {"2023-03-30": 70}, interval=12),
    )
    dates = [date(2024, 3, 30), date(2024, 3, 31), date(2024, 4, 1)]
    history = monthly_history(books, dates)
    assert [history.fresh_share(at) for at in range(3)] == [1, Fraction(3, 10), 0]


def test_book_follows_falling_units_to_the_minor_unit_and_waits_when_they_rise():
    amounts = {"2024-01-01": 3, "2024-01-02": 2, "2024-01-03": 5, "2024-01-04": 4, "2024-01-05": 4}
    books = household(
        position(
            "Gold", "bullion", amounts, commodity=GOLD,
            books={"2024-01-01": 100, "2024-01-05": 90},
        ),
        prices=[price(GOLD, "USD", {"2024-01-01": 50})],
    )  # fmt: skip
    lines = [values_on(books, date(2024, 1, day), basis="book")[0] for day in range(1, 6)]
    assert [str(float(line.value)) for line in lines] == [
        "100.0",
        "66.67",
        "66.67",
        "53.34",
        "90.0",
    ]
    assert [line.derived for line in lines] == [False, False, True, True, False]


def test_liquidation_takes_the_discount_off_positive_assets_only():
    books = household(
        position("Home", "real_estate", {"2024-01-01": 100}, liquidations={"2024-01-01": 70}),
        position("Car", "vehicles", {"2024-01-01": 50}),
        position("Overdrawn", "cash", {"2024-01-01": -10}),
        position("Card", "credit_card", {"2024-01-01": 30}, debt=True),
    )
    lines = values_on(books, END, basis="liquidation")
    assert [line.value for line in lines] == [70, 40, -10, 30]
    assert [line.derived for line in lines] == [False, True, True, True]
    history = monthly_history(books, [END], basis="liquidation")
    assert history.exact(history.derived_of(Side.ASSET)[0]) == 30
    assert history.exact(history.derived_of(Side.LIABILITY)[0]) == 30


def test_a_liquidation_figure_counts_only_within_its_own_valuation():
    amounts = {"2024-01-01": 100, "2024-01-20": 100}
    books = household(position("Home", "real_estate", amounts, liquidations={"2024-01-01": 70}))
    history = monthly_history(books, [date(2024, 1, 19), END], basis="liquidation")
    assert [history.exact(x) for x in history.net_worth] == [70, 80]
