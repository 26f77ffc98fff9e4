"""Numbers and percents, and that what a field shows can be typed back."""

from decimal import Decimal

from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from tracker.formatting import (
    edit_amount,
    find_style,
    format_multiple,
    format_number,
    format_percent,
    is_known_locale,
    parse_amount,
)

# Every language, and the countries that write numbers in a way of their own.
TAGS = sorted(
    {tag.replace("_", "-") for tag in localedata.locale_identifiers() if len(tag) <= 3}
    | {"en-ID", "en-IN", "en-ZA", "en-CH", "de-CH", "de-AT", "fr-CH", "fr-CA", "es-MX", "pt-PT"}
    | {"zh-Hant", "zh-Hant-HK", "ff-Adlm", "ks-Arab", "ar-EG", "sr-Latn", "uz-Cyrl"}
)
AMOUNTS = st.decimals(
    min_value=-(10**15) + 1, max_value=10**15 - 1, places=18, allow_nan=False, allow_infinity=False
) | st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(amount=AMOUNTS, tag=st.sampled_from(TAGS), digits=st.sampled_from([0, 2]))
def test_what_a_field_shows_is_read_back_as_the_same_number_in_every_locale(amount, tag, digits):
    assert parse_amount(edit_amount(amount, tag, min_digits=digits), tag) == amount


def test_every_locale_tells_its_grouping_from_its_decimals():
    amounts = ("-1234567.125", "999", "1000", "0.000000000000000001", "123456789012345")
    for tag in TAGS:
        style = find_style(tag)
        assert style.decimal not in style.groups
        for amount in amounts:
            assert parse_amount(edit_amount(Decimal(amount), tag), tag) == Decimal(amount), tag


def test_a_field_keeps_every_decimal_and_pads_to_the_currency_s():
    assert edit_amount(Decimal("12.5"), "id", min_digits=2) == "12,50"
    assert edit_amount(Decimal("0.123456789012345678"), "en", min_digits=2) == (
        "0.123456789012345678"
    )
    assert edit_amount(Decimal("1E+6"), "en") == "1,000,000"
    assert edit_amount(Decimal("-1200.00"), "en") == "−1,200"
    assert edit_amount(0, "en") == "0"


def test_a_number_has_all_its_decimals_or_as_many_as_asked():
    assert format_number(Decimal("1234.500"), "de") == "1.234,5"
    assert format_number(Decimal("1234.5"), "de", digits=2) == "1.234,50"
    assert format_number(Decimal("-0.004"), "de", digits=2) == "0,00"
    assert format_number(12, "en", sign="change") == "+12"


def test_a_percent_has_one_decimal_and_the_locale_s_sign():
    assert format_percent(Decimal("0.1256"), "en") == "12.6%"
    assert format_percent(Decimal("-0.1256"), "de") == "−12,6\u00a0%"
    assert format_percent(0.125, "en", digits=0, sign="change") == "+13%"
    assert format_percent(1, "vi") == "100,0%"


def test_a_multiple_ends_in_a_multiplication_sign():
    assert format_multiple(Decimal("1.14"), "id") == "1,1×"


def test_an_unknown_locale_falls_back_to_its_language_and_then_to_english():
    assert is_known_locale("zh-Hant")
    assert is_known_locale("en_ID")
    for tag in ("", "xx", "../en", "en-", "e" * 50, "de-QQ"):
        assert not is_known_locale(tag)
    assert find_style("de-QQ").decimal == ","
    assert find_style("../de").decimal == "."
