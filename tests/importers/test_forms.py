"""The forms of a file: what their rows mean, and when rows contradict each other."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.formatting import escape_text
from tracker.importers import (
    SOURCES,
    Form,
    PositionRow,
    PriceRow,
    ValuationRow,
    read_import,
    read_positions,
)
from tracker.services.categories import CATEGORIES, Liquidity, Side

DATA = Path(__file__).parents[1] / "data"
DAY = date(2024, 1, 31)


def read_text(*lines):
    return read_import("\n".join(lines).encode())


def find_codes(file):
    return [(problem.code, problem.line, problem.column) for problem in file.problems]


def test_a_long_row_carries_every_column_in_any_order():
    file = read_text(
        "note,amount,Position , DATE,side,category,commodity,book,liquidation,source",
        "seen,1.5,  Gold ,2024-01-31,asset,bullion,XAU-g,100,90.5,appraisal",
    )
    assert file.problems == ()
    assert file.form is Form.LONG
    assert file.valuations == (
        ValuationRow(
            line=2,
            date=DAY,
            position="Gold",
            amount=Decimal("1.5"),
            book=Decimal(100),
            liquidation=Decimal("90.5"),
            source="appraisal",
            note="seen",
            side=Side.ASSET,
            category="bullion",
            commodity="XAU-g",
        ),
    )
    assert file.positions == (PositionRow(2, "Gold", Side.ASSET, "bullion", "XAU-g"),)


def test_date_position_and_amount_suffice():
    file = read_text("date,position,amount", "2024-01-31,Cash,-5")
    assert file.valuations == (ValuationRow(2, DAY, "Cash", Decimal(-5), source="import"),)


def test_a_blank_amount_is_no_value_and_zero_is_one():
    file = read_text(
        "date,position,amount,side", "2024-01-31,Cash,,asset", "2024-01-31,Car,0,asset"
    )
    assert file.ok
    assert [(row.position, row.amount) for row in file.valuations] == [("Car", 0)]
    assert [row.position for row in file.positions] == ["Cash", "Car"]
    wide = read_text("date,Cash,Car", "2024-01-31, ,0", "2024-02-29,,")
    assert wide.ok
    assert [(row.position, row.amount) for row in wide.valuations] == [("Car", 0)]


def test_names_are_trimmed_and_composed():
    file = read_text("date,position,amount", "2024-01-31, De\u0301po\u0302t ,5")
    assert file.valuations[0].position == "D\u00e9p\u00f4t"
    wide = read_text("date, Cafe\u0301 ,Caf\u00e9", "2024-01-31,5,6")
    assert find_codes(wide) == [("duplicate_column", 1, "Caf\u00e9")]


def test_harmful_names_are_names_and_nothing_else():
    file = read_text("date,<script>,'=cmd(),=cmd()|x", "2024-01-31,1,2,3")
    assert [row.position for row in file.valuations] == ["<script>", "=cmd()", "=cmd()|x"]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("2024-01-32,Cash,5,,,,,,,", "date_impossible", "date"),
        (",Cash,5,,,,,,,", "date_empty", "date"),
        ("31.01.2024,Cash,5,,,,,,,", "date_not_iso", "date"),
        ("1800-01-01,Cash,5,,,,,,,", "date_out_of_range", "date"),
        ("2024-01-31, ,5,,,,,,,", "name_missing", "position"),
        ("2024-01-31,\u200b\u2060,5,,,,,,,", "name_missing", "position"),
        (f"2024-01-31,{'x' * 201},5,,,,,,,", "name_too_long", "position"),
        ('2024-01-31,"a\nb",5,,,,,,,', "name_characters", "position"),
        ("2024-01-31,Cash,five,,,,,,,", "letters", "amount"),
        ("2024-01-31,Cash,,,,,7,,,", "amount_missing", "amount"),
        ("2024-01-31,Cash,5,,,,x,,,", "letters", "book"),
        ("2024-01-31,Cash,5,,,,,1e3,,", "exponent", "liquidation"),
        ("2024-01-31,Cash,5,,,,,,gossip,", "unknown_source", "source"),
        (f"2024-01-31,Cash,5,,,,,,,{'x' * 501}", "note_too_long", "note"),
        ("2024-01-31,Cash,5,,,,,,,\x1b[2J", "note_characters", "note"),
        ("2024-01-31,Cash,5,own,,,,,,", "unknown_side", "side"),
        ("2024-01-31,Cash,5,asset,gems,,,,,", "unknown_category", "category"),
        ("2024-01-31,Cash,5,asset,mortgage,,,,,", "category_of_other_side", "category"),
        ("2024-01-31,Cash,5,asset,cash,U$D,,,,", "bad_commodity", "commodity"),
        (f"2024-01-31,Cash,5,asset,cash,{'x' * 33},,,,", "bad_commodity", "commodity"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(row, code, column):
    header = "date,position,amount,side,category,commodity,book,liquidation,source,note"
    file = read_text(header, "2024-01-30,Good,5,,,,,,,", row)
    assert find_codes(file) == [(code, 3, column)]
    (problem,) = file.problems
    assert set(problem.params) == set(problem.code.params)


def test_all_bad_cells_of_a_row_are_named():
    file = read_text("date,position,amount,side", "x,,y,z")
    assert find_codes(file) == [
        ("date_not_iso", 2, "date"),
        ("name_missing", 2, "position"),
        ("letters", 2, "amount"),
        ("unknown_side", 2, "side"),
    ]


def test_a_row_may_be_repeated_but_not_contradicted():
    same = read_text("date,position,amount", "2024-01-31,Cash,5", "2024-01-31,Cash,5.00")
    assert same.ok
    assert len(same.valuations) == 1
    other = read_text("date,position,amount", "2024-01-31,Cash,5", "2024-01-31, Cash,6")
    assert find_codes(other) == [("conflicting_row", 3, None)]
    assert other.problems[0].params == {"first_line": 2}
    wide = read_text("date,Cash,Car", "2024-01-31,5,6", "2024-01-31,5,7")
    assert find_codes(wide) == [("conflicting_row", 3, "Car")]


def test_a_position_is_described_once_and_later_rows_may_only_add():
    file = read_text(
        "date,position,amount,side,category",
        "2024-01-31,Cash,5,,",
        "2024-02-29,Cash,5,asset,",
        "2024-03-31,Cash,5,,cash",
    )
    assert file.ok
    assert file.positions == (PositionRow(2, "Cash", Side.ASSET, "cash"),)
    clash = read_text(
        "date,position,amount,side", "2024-01-31,Cash,5,asset", "2024-02-29,Cash,5,liability"
    )
    assert find_codes(clash) == [("conflicting_position", 3, "side")]
    assert clash.problems[0].params == {"found": "liability", "first": "asset", "first_line": 2}
    late = read_text(
        "date,position,amount,side,category",
        "2024-01-31,Loan,5,,mortgage",
        "2024-02-29,Loan,5,asset,",
    )
    assert find_codes(late) == [("category_of_other_side", 3, "category")]


def test_a_currency_is_a_currency_however_typed_and_one_s_own_code_stays_as_typed():
    file = read_text(
        "date,position,amount,commodity",
        "2024-01-31,A,5,usd",
        "2024-01-31,B,5,Vwce.DE",
        "2024-02-29,B,5,vwce.de",
    )
    assert [row.commodity for row in file.positions] == ["USD", "Vwce.DE"]
    assert find_codes(file) == [("commodity_spelling", 4, "commodity")]


def test_prices_and_rates_are_told_apart_by_what_is_priced():
    file = read_text(
        "quote,date,commodity,price",
        "eur,2024-01-31,VWCE,101.25",
        "USD,2024-01-31,EUR,1.0825",
        "USD,2024-01-31,EUR,1.08250",
        "USD,2024-01-31,DEAD,0",
    )
    assert file.problems == ()
    assert file.form is Form.PRICES
    assert file.prices == (
        PriceRow(2, DAY, "VWCE", Decimal("101.25"), "EUR"),
        PriceRow(3, DAY, "EUR", Decimal("1.0825"), "USD"),
        PriceRow(5, DAY, "DEAD", Decimal(0), "USD"),
    )
    assert [row.is_rate for row in file.prices] == [False, True, False]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("2024-01-31,,5,USD", "commodity_missing", "commodity"),
        ("2024-01-31,GOLD,,USD", "price_missing", "price"),
        ("2024-01-31,GOLD,-5,USD", "price_negative", "price"),
        ("2024-01-31,EUR,0,USD", "rate_not_positive", "price"),
        ("2024-01-31,USD,1,USD", "same_currency", "quote"),
        ("2024-01-31,EUR,1,GOLD", "unknown_currency", "quote"),
        ("2024-01-31,EUR,1,", "unknown_currency", "quote"),
        ("2024-01-30,EUR,2,USD", "conflicting_row", "price"),
    ],
)
def test_a_bad_price_is_named_by_line_and_column(row, code, column):
    file = read_text("date,commodity,price,quote", "2024-01-30,EUR,1,USD", row)
    assert find_codes(file) == [(code, 3, column)]
    assert set(file.problems[0].params) == set(file.problems[0].code.params)


def test_a_positions_file_says_what_each_position_is():
    file = read_positions(
        b"position,side,category,commodity,liquidity\n"
        b" Cash ,Asset,cash,usd,immediate\nLoan,liability,,,\nCash,asset,cash,USD,immediate\n"
    )
    assert file.problems == ()
    assert file.positions == (
        PositionRow(2, "Cash", Side.ASSET, "cash", "USD", Liquidity.IMMEDIATE),
        PositionRow(3, "Loan", Side.LIABILITY),
    )


def test_a_bad_positions_file_says_why():
    def codes(*lines):
        return find_codes(read_positions("\n".join(lines).encode()))

    assert codes("date,Cash", "2024-01-31,5") == [("not_positions_file", 1, None)]
    assert codes("position,category", "Cash,cash") == [("missing_columns", 1, None)]
    assert codes("position,side,liquidity", "Cash,asset,soon", "Car,,") == [
        ("unknown_liquidity", 2, "liquidity"),
        ("side_missing", 3, "side"),
    ]
    assert codes("position,side", "Cash,asset", "Cash,liability") == [
        ("conflicting_position", 3, "side")
    ]
    assert codes("position,side") == [("no_rows", None, None)]


@pytest.mark.parametrize("name", ["us-bottom-half", "us-next-forty"])
def test_real_files_are_read_whole_and_add_up_to_the_source_s_own_totals(name):
    sides = {
        row.position: row.side
        for row in read_positions((DATA / "us-positions.csv").read_bytes()).positions
    }
    file = read_import((DATA / f"{name}.csv").read_bytes())
    assert file.problems == ()
    assert [row.position for row in file.positions] == list(sides)
    totals = {}
    for row in file.valuations:
        totals[row.date] = totals.get(row.date, Decimal(0)) + sides[row.position] * row.amount
    expected = read_import((DATA / f"{name}.expected.csv").read_bytes())
    net_worth = {row.date: row.amount for row in expected.valuations if row.position == "net_worth"}
    assert len(totals) == 135
    assert totals.keys() == net_worth.keys()
    assert all(abs(totals[day] - net_worth[day]) <= 2 for day in totals)


def test_every_category_and_source_of_the_product_can_be_imported():
    for category in CATEGORIES:
        file = read_text(
            "date,position,amount,side,category",
            f"2024-01-31,A,5,{category.side.code},{category.code}",
        )
        assert file.problems == ()
    for source in SOURCES:
        assert read_text("date,position,amount,source", f"2024-01-31,A,5,{source}").ok


@pytest.mark.parametrize("name", ["=cmd()", "'=cmd()", "''-1", "'s Gravenhage"])
def test_an_escaped_name_comes_back_as_it_was_from_a_column_as_from_a_row(name):
    cell = escape_text(name)
    wide = read_text(f"date,{cell}", "2024-01-31,5")
    long = read_text("date,position,amount", f"2024-01-31,{cell},5")
    assert [row.position for row in wide.valuations + long.valuations] == [name, name]
    assert [row.position for row in wide.positions] == [name]


def test_rows_of_positions_that_the_file_does_not_use_are_ignored_whatever_they_say() -> None:
    data = b"position,side,category,commodity,liquidity\nCash,asset,cash,USD,\nOdd,,nonsense,,\n"
    assert not read_positions(data).ok
    file = read_positions(data, used={"Cash"})
    assert file.ok
    assert [row.position for row in file.positions] == ["Cash"]


def test_a_positions_file_may_say_when_an_item_lived_and_whether_it_is_owed_at_all():
    header = "position,side,opened_on,closed_on,contingent"
    file = read_positions(
        f"{header}\nCar,asset,2020-01-02,2024-05-06,\nBond,liability,,,TRUE".encode()
    )
    assert file.ok
    assert [(row.opened_on, row.closed_on, row.contingent) for row in file.positions] == [
        (date(2020, 1, 2), date(2024, 5, 6), None),
        (None, None, True),
    ]
    wrong = (
        "Car,asset,2024-05-07,2024-05-06,",
        "Bond,liability,,,perhaps",
        "Cash,asset,,,true",
        "Flat,asset,yesterday,,",
    )
    assert find_codes(read_positions("\n".join((header, *wrong)).encode())) == [
        ("closed_before_opened", 2, "closed_on"),
        ("unknown_flag", 3, "contingent"),
        ("contingent_asset", 4, "contingent"),
        ("date_not_iso", 5, "opened_on"),
    ]


def test_a_positions_file_may_say_how_likely_a_debt_is_when_due_and_what_comes_in() -> None:
    header = "position,side,probability,allowance,due_on"
    file = read_positions(
        f"{header}\nLent,asset,,12.5,\nBond,liability,20,,2090-12-31\nCash,asset,,,\n".encode()
    )
    assert file.ok
    assert [(row.probability, row.allowance, row.due_on) for row in file.positions] == [
        (None, Decimal("12.5"), None),
        (Decimal(20), None, date(2090, 12, 31)),
        (None, None, None),
    ]
    wrong = (
        "Bond,liability,101,,",
        "Lent,asset,,-1,",
        "Card,liability,,5,",
        "Flat,asset,,,2090-12-31",
        "Loan,liability,,,2090-02-30",
    )
    assert find_codes(read_positions("\n".join((header, *wrong)).encode())) == [
        ("percent_range", 2, "probability"),
        ("percent_range", 3, "allowance"),
        ("allowance_debt", 4, "allowance"),
        ("due_asset", 5, "due_on"),
        ("date_impossible", 6, "due_on"),
    ]
