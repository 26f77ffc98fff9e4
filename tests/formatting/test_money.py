"""Money as readers of several languages see it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.formatting import (
    compact_money,
    compact_number,
    compact_unit,
    currency_name,
    currency_symbol,
    format_money,
    format_price,
    list_currencies,
    needs_compact,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "tag", "expected"),
    [
        ("-1234567.895", "USD", "en", "−$1,234,567.90"),
        ("28000000", "IDR", "en", "Rp_28,000,000.00"),
        ("28000000", "IDR", "id", "Rp_28.000.000,00"),
        ("-28000000", "IDR", "en-ID", "−Rp_28.000.000,00"),
        ("1234.5", "MYR", "ms", "RM_1,234.50"),
        ("1234567", "VND", "vi", "1.234.567_₫"),
        ("-1234.5", "TWD", "zh-Hant", "−$1,234.50"),
        ("1234.5", "USD", "zh-Hant", "US$1,234.50"),
        ("-1234567.5", "EUR", "de", "−1.234.567,50_€"),
        ("1234567.5", "INR", "en-IN", "₹12,34,567.50"),
        ("1234.5678", "KWD", "en", "KWD_1,234.568"),
        ("1234.5", "JPY", "en", "¥1,235"),
        ("0", "USD", "en", "$0.00"),
        ("-0.004", "USD", "en", "$0.00"),
        ("-0.005", "USD", "en", "−$0.01"),
        ("1000000000000000000000000000000.25", "USD", "en", "$1" + ",000" * 10 + ".25"),
    ],
)
def test_money_in_full_has_the_locale_s_marks_and_its_minus_first(amount, currency, tag, expected):
    assert format_money(Decimal(amount), currency, tag) == expected.replace("_", NBSP)


def test_a_plus_stands_only_before_a_change_and_never_before_nothing():
    assert format_money(Decimal(5), "USD", "en") == "$5.00"
    assert format_money(Decimal(5), "USD", "en", sign="change") == "+$5.00"
    assert format_money(Decimal("0.001"), "USD", "en", sign="change") == "$0.00"
    assert format_money(Decimal(-5), "USD", "en", sign="change") == "−$5.00"
    assert format_money(Decimal(-5), "USD", "en", sign="never") == "$5.00"


def test_a_third_is_shown_from_its_exact_fraction():
    assert format_money(Fraction(200, 3), "USD", "en") == "$66.67"
    assert format_money(Fraction(-1, 200), "USD", "en") == "−$0.01"


@pytest.mark.parametrize(
    ("price", "currency", "expected"),
    [
        ("1640000", "IDR", "Rp_1,640,000"),
        ("1640000.5", "IDR", "Rp_1,640,000.5"),
        ("10000.00", "USD", "$10,000"),
        ("9999.9", "USD", "$9,999.90"),
        ("98.5", "USD", "$98.50"),
        ("0.00000012", "USD", "$0.00000012"),
        ("151", "JPY", "¥151"),
    ],
)
def test_a_price_keeps_every_decimal_and_a_large_whole_one_has_none(price, currency, expected):
    assert format_price(Decimal(price), currency, "en").replace(NBSP, "_") == expected


def test_an_amount_that_is_no_number_is_not_shown():
    for word in ("NaN", "Infinity", "-Infinity"):
        with pytest.raises(ValueError, match="finite"):
            format_money(Decimal(word), "USD", "en")


@pytest.mark.parametrize(
    ("tag", "expected", "unit"),
    [
        ("en", "−Rp_28.0_m", "m"),
        ("id", "−Rp_28,0_jt", "jt"),
        ("ms", "−Rp_28.0_jt", "jt"),
        ("vi", "−28,0_tr_Rp", "tr"),
        ("zh-Hant", "−Rp_2,805.0_萬", "萬"),
        ("de", "−28,0_Mio._Rp", "Mio."),
    ],
)
def test_a_compact_amount_has_one_decimal_and_the_language_s_unit(tag, expected, unit):
    amount = Decimal("-28049999")
    assert compact_money(amount, "IDR", tag) == expected.replace("_", NBSP)
    assert compact_unit(tag) == unit


def test_a_compact_amount_below_the_unit_is_a_whole_number():
    assert compact_money(Decimal("34500.60"), "USD", "en") == "$34,501"
    assert compact_money(Decimal("999999.50"), "USD", "en") == f"$1.0{NBSP}m"
    assert compact_money(Decimal(0), "IDR", "id") == f"Rp{NBSP}0"


def test_a_table_settles_the_unit_for_all_its_rows():
    rows = [Decimal(950_000), Decimal(28_000_000)]
    assert needs_compact(rows, "en")
    assert [compact_money(row, "IDR", "en", large=True) for row in rows] == [
        f"Rp{NBSP}1.0{NBSP}m",
        f"Rp{NBSP}28.0{NBSP}m",
    ]
    assert [compact_number(row, "id") for row in rows] == ["1,0", "28,0"]
    assert compact_money(rows[1], "IDR", "en", large=False) == f"Rp{NBSP}28,000,000"


def test_halves_are_rounded_once_from_the_exact_amount():
    assert compact_number(Decimal("1049999.999"), "en") == "1.0"
    assert compact_number(Decimal(-1_050_000), "en") == "−1.1"
    assert compact_number(Fraction(3_150_000, 3), "en") == "1.1"


def test_currencies_are_named_in_the_reader_s_language_and_sorted_by_it():
    assert currency_name("IDR", "id") == "Rupiah Indonesia"
    assert currency_symbol("QQQ", "en") == currency_name("QQQ", "en") == "QQQ"
    listed = list_currencies("de")
    names = [name for _, name in listed]
    assert ("EGP", "Ägyptisches Pfund") in listed[:3]
    assert len(set(listed)) == len(listed) > 150
    assert names[0].startswith("Afgh")
