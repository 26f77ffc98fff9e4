"""What may be typed for a number or a date, and why the rest is refused."""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.formatting import (
    AmountError,
    DateError,
    InputCode,
    format_date,
    format_month,
    parse_amount,
    parse_date,
)


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("1234.5", "en", "1234.5"),
        ("1,234.50", "en", "1234.50"),
        ("1.234,50", "id", "1234.50"),
        ("1.234", "id", "1234"),
        ("12,5", "vi", "12.5"),
        (" −5 ", "en", "-5"),
        ("-5", "en", "-5"),
        ("+5", "en", "5"),
        (".5", "en", "0.5"),
        ("007", "en", "7"),
        ("-0", "en", "0"),
        ("1 234 567,5", "fr", "1234567.5"),
        ("1\u00a0234\u202f567,5", "fr", "1234567.5"),
        ("1'234.5", "de-CH", "1234.5"),
        ("1’234.5", "de-CH", "1234.5"),
        ("12,34,567", "en-IN", "1234567"),
        ("999999999999999.99", "en", "999999999999999.99"),
        ("000000000000000000001", "en", "1"),
    ],
)
def test_a_number_in_the_reader_s_marks_is_read_exactly(text, tag, expected):
    number = parse_amount(text, tag, digits=2)
    assert number == Decimal(expected)
    assert not number.is_signed() or number


@pytest.mark.parametrize(
    ("text", "tag", "code"),
    [
        ("", "en", "empty"),
        ("  ", "en", "empty"),
        ("abc", "en", "letters"),
        ("12k", "en", "letters"),
        ("NaN", "en", "letters"),
        ("Infinity", "en", "letters"),
        ("1e5", "en", "exponent"),
        ("1E400", "en", "exponent"),
        ("1e400", "id", "exponent"),
        ("1_000", "en", "characters"),
        ("$5", "en", "characters"),
        ("1/2", "en", "characters"),
        ("1\x002", "en", "characters"),
        ("１２３", "zh-Hant", "wide_digits"),
        ("१२", "hi", "wide_digits"),
        ("٣", "ar", "wide_digits"),
        ("1.2.3", "en", "two_decimal_marks"),
        ("1,2,3", "id", "two_decimal_marks"),
        ("1,234,567", "id", "two_decimal_marks"),
        ("5-", "en", "misplaced_sign"),
        ("--5", "en", "misplaced_sign"),
        ("1-2", "en", "misplaced_sign"),
        (".", "en", "no_digits"),
        ("-", "en", "no_digits"),
        ("12,5", "en", "ambiguous_grouping"),
        ("12.5", "id", "ambiguous_grouping"),
        ("0,123", "en", "ambiguous_grouping"),
        (",5", "en", "ambiguous_grouping"),
        ("1234,567", "en", "ambiguous_grouping"),
        ("1,23,4", "en", "misplaced_grouping"),
        ("1,,234", "en", "misplaced_grouping"),
        ("1,234,", "en", "misplaced_grouping"),
        ("1.5,000", "en", "misplaced_grouping"),
        ("1 2 3", "fr", "misplaced_grouping"),
        ("1,234,567", "en-IN", "misplaced_grouping"),
        ("1 234", "en", "foreign_mark"),
        ("1.5", "fr", "foreign_mark"),
        ("1'234", "en", "foreign_mark"),
        ("1.500", "en", "too_many_decimals"),
        ("0.001", "en", "too_many_decimals"),
        ("1000000000000000", "en", "too_large"),
        ("-1,000,000,000,000,000", "en", "too_large"),
        ("9" * 5000, "en", "too_large"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, tag, code):
    with pytest.raises(AmountError) as refused:
        parse_amount(text, tag, digits=2)
    assert refused.value.code == code
    assert set(refused.value.params) == set(InputCode(code).params)


@settings(max_examples=400)
@given(
    text=st.text(alphabet="0123456789.,-+ '\u2212eE_", max_size=12),
    tag=st.sampled_from(["en", "id", "de", "fr", "en-IN", "de-CH"]),
)
def test_whatever_is_taken_babel_s_strict_reading_takes_for_the_same_number(text, tag):
    try:
        number = parse_amount(text, tag)
    except AmountError:
        return
    typed = text.strip().replace("\u2212", "-").replace("'", "’").replace(" ", "\u202f")
    assert number == parse_decimal(typed, locale=tag.replace("-", "_"), strict=True)


@given(text=st.text(max_size=30))
def test_no_text_makes_the_reading_fail_in_any_other_way(text):
    for tag in ("en", "id", "fr"):
        try:
            number = parse_amount(text, tag)
        except AmountError:
            continue
        assert abs(number) < 10**15


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_empty"),
        ("31/10/2026", "date_not_iso"),
        ("2026-1-5", "date_not_iso"),
        ("20261031", "date_not_iso"),
        ("2026-10-31T00:00", "date_not_iso"),
        ("２０２６-10-31", "date_not_iso"),
        ("2026-02-30", "date_impossible"),
        ("2026-13-01", "date_impossible"),
        ("1899-12-31", "date_out_of_range"),
        ("2201-01-01", "date_out_of_range"),
        ("0000-01-01", "date_out_of_range"),
        ("2026-11-01", "date_in_future"),
    ],
)
def test_a_date_that_is_not_a_plain_iso_day_is_refused_with_its_reason(text, code):
    with pytest.raises(DateError) as refused:
        parse_date(text, latest=date(2026, 10, 31))
    assert refused.value.code == code
    assert set(refused.value.params) == set(InputCode(code).params)


def test_the_first_and_the_last_day_and_today_are_dates():
    assert parse_date("1900-01-01") == date(1900, 1, 1)
    assert parse_date("2200-12-31") == date(2200, 12, 31)
    assert parse_date(" 2024-02-29 ", latest=date(2024, 2, 29)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("tag", "day", "month", "short"),
    [
        ("en", "31 Oct 2026", "October 2026", "Oct 2026"),
        ("en-US", "Oct 31, 2026", "October 2026", "Oct 2026"),
        ("en-ID", "31 Oct 2026", "October 2026", "Oct 2026"),
        ("id", "31 Okt 2026", "Oktober 2026", "Okt 2026"),
        ("ms", "31 Okt 2026", "Oktober 2026", "Okt 2026"),
        ("vi", "31 thg 10, 2026", "tháng 10 năm 2026", "thg 10 2026"),
        ("zh-Hant", "2026年10月31日", "2026年10月", "2026年10月"),
        ("de", "31. Okt. 2026", "Oktober 2026", "Okt. 2026"),
    ],
)
def test_dates_are_written_with_the_month_in_words(tag, day, month, short):
    at = date(2026, 10, 31)
    assert format_date(at, tag) == day
    assert format_month(at, tag) == month
    assert format_month(at, tag, short=True) == short
