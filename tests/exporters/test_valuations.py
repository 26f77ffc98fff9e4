"""Exported files: an import reads them back equal, and no spreadsheet runs what is in them."""

import csv
import io
import string
import unicodedata
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.exporters import (
    PositionLine,
    PriceLine,
    ValuationLine,
    write_positions_csv,
    write_prices_csv,
    write_valuations_csv,
)
from tracker.formatting import escape_text, plain_decimal, unescape_text
from tracker.importers import SOURCES, read_import, read_positions
from tracker.services.categories import CATEGORIES, Liquidity, Side

DAY = date(2024, 1, 31)
RISKY = "=+-@\t\r"
TEXT = st.text(alphabet=RISKY + "'\",;\n |<>aé猫", max_size=8)
NAMES = TEXT.map(lambda text: unicodedata.normalize("NFC", text.strip())).filter(
    lambda name: name and not any(unicodedata.category(letter) == "Cc" for letter in name)
)
AMOUNTS = st.decimals(-(10**15) + 1, 10**15 - 1, places=18) | st.decimals(-100, 100, places=2)
CODES = st.text(alphabet=string.ascii_lowercase + "-._", min_size=4, max_size=32)


@st.composite
def valuation_lines(draw):
    described = {
        name: (draw(st.sampled_from(CATEGORIES)), draw(st.sampled_from(["USD", "IDR"]) | CODES))
        for name in draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    }
    lines = []
    for name, (category, commodity) in described.items():
        for day in draw(st.lists(st.dates(date(1900, 1, 1), date(2200, 12, 31)), unique=True)):
            lines.append(
                ValuationLine(
                    day,
                    name,
                    category.side,
                    category.code,
                    commodity,
                    draw(AMOUNTS),
                    draw(st.none() | AMOUNTS),
                    draw(st.none() | AMOUNTS),
                    draw(st.sampled_from(SOURCES)),
                    draw(TEXT.filter(lambda note: not note or note.strip())),
                )
            )
    return lines


@given(lines=valuation_lines().filter(bool))
def test_exported_values_come_back_equal(lines):
    file = read_import(write_valuations_csv(lines))
    assert file.problems == ()
    assert [
        ValuationLine(
            row.date,
            row.position,
            row.side,
            row.category,
            row.commodity,
            row.amount,
            row.book,
            row.liquidation,
            row.source,
            row.note,
        )
        for row in file.valuations
    ] == lines


@given(text=st.text(alphabet=RISKY + "'a ", max_size=6))
def test_no_cell_begins_like_a_formula_and_every_text_comes_back(text):
    escaped = escape_text(text)
    assert not escaped.startswith(tuple(RISKY))
    assert unescape_text(escaped) == text


def test_text_that_looks_like_a_formula_is_neutralised_and_negative_numbers_are_not():
    data = write_valuations_csv(
        [
            ValuationLine(
                DAY, "=cmd()", Side.ASSET, "cash", "USD", Decimal("-5.50"), note="@SUM(1),\r2"
            )
        ]
    )
    (header, row) = csv.reader(io.StringIO(data.decode(), newline=""))
    assert header[0] == "date"
    assert row == [
        *("2024-01-31", "'=cmd()", "asset", "cash", "USD", "-5.5", "", "", "import"),
        "'@SUM(1),\r2",
    ]


def test_positions_and_prices_come_back_equal():
    positions = [
        PositionLine("-Cash", Side.ASSET, "cash", "USD", Liquidity.IMMEDIATE),
        PositionLine("Loan", Side.LIABILITY, "mortgage", "EUR"),
        PositionLine(
            "Guarantee",
            Side.LIABILITY,
            "personal_loan",
            "EUR",
            opened_on=date(2020, 1, 2),
            closed_on=date(2024, 5, 6),
            contingent=True,
            probability=Decimal("12.5"),
            due_on=date(2090, 1, 2),
        ),
        PositionLine("Lent", Side.ASSET, "receivables", "EUR", allowance=Decimal(25)),
    ]
    file = read_positions(write_positions_csv(positions))
    assert file.ok
    assert [
        PositionLine(
            row.position,
            row.side,
            row.category,
            row.commodity,
            row.liquidity,
            row.opened_on,
            row.closed_on,
            row.contingent,
            row.probability,
            row.allowance,
            row.due_on,
        )
        for row in file.positions
    ] == positions
    prices = [
        PriceLine(DAY, "-x.y", Decimal("0.000000000000000001"), "IDR"),
        PriceLine(DAY, "EUR", Decimal("1.0825"), "USD"),
    ]
    read = read_import(write_prices_csv(prices))
    assert read.ok
    assert [
        PriceLine(row.date, row.commodity, row.price, row.quote) for row in read.prices
    ] == prices


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)
)
def test_a_plain_decimal_keeps_every_digit_and_has_no_exponent(number):
    text = plain_decimal(number)
    assert Decimal(text) == number
    assert set(text) <= set("-.0123456789")
    assert text != "-0"
    assert "." not in text or text[-1] in "123456789"
