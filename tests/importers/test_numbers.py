"""Amounts in files: what has one meaning is taken, what has two needs an option."""

from decimal import Decimal

import pytest

from tracker.importers import ReadOptions, read_import


def read_amounts(text, *, delimiter=",", decimal=None):
    quoted = '"' + text.replace('"', '""') + '"'
    data = f"date{delimiter}Cash\n2024-01-31{delimiter}{quoted}\n".encode()
    return read_import(data, ReadOptions(delimiter=delimiter, decimal=decimal))


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("1234.56", None, "1234.56"),
        ("-1234.5", None, "-1234.5"),
        ("−1234.5", None, "-1234.5"),
        ("+7", None, "7"),
        ("1234", None, "1234"),
        ("1.234", None, "1.234"),
        (" 12 ", None, "12"),
        ("0", None, "0"),
        ("-0.00", None, "0"),
        ("0.000000000000000001", None, "0.000000000000000001"),
        ("999999999999999.999999999999999999", None, "999999999999999.999999999999999999"),
        ("1,234.56", ".", "1234.56"),
        ("1 234.56", ".", "1234.56"),
        ("1'234.56", ".", "1234.56"),
        ("1,234", ".", "1234"),
        ("1.234,56", ",", "1234.56"),
        ("1\u00a0234,56", ",", "1234.56"),
        ("1.234", ",", "1234"),
        ("1,234", ",", "1.234"),
        ("-1.234.567,5", ",", "-1234567.5"),
    ],
)
def test_a_clear_number_is_read_exactly(text, decimal, expected):
    file = read_amounts(text, decimal=decimal)
    assert file.problems == ()
    assert [row.amount for row in file.valuations] == [Decimal(expected)]
    assert str(file.valuations[0].amount) != "-0"


@pytest.mark.parametrize(
    ("text", "decimal", "code"),
    [
        ("1,234", None, "amount_unclear"),
        ("1,234.56", None, "amount_unclear"),
        ("1.234,56", None, "amount_unclear"),
        ("1.234.567", None, "amount_unclear"),
        ("1 234", None, "amount_unclear"),
        ("1'234", None, "amount_unclear"),
        ("12,5", ".", "ambiguous_grouping"),
        ("12.5", ",", "ambiguous_grouping"),
        ("1,23,456", ".", "misplaced_grouping"),
        ("1,234 567", ".", "misplaced_grouping"),
        ("1.2.3", ".", "two_decimal_marks"),
        ("1e5", None, "exponent"),
        ("1e400", None, "exponent"),
        ("NaN", None, "letters"),
        ("Infinity", None, "letters"),
        ("n/a", None, "letters"),
        ("$5", None, "characters"),
        ("(5)", None, "characters"),
        ("=1+1", None, "characters"),
        ("１２", None, "wide_digits"),
        ("1_000", None, "characters"),
        ("5-", None, "misplaced_sign"),
        ("1000000000000000", None, "too_large"),
        ("9" * 400, None, "too_large"),
        ("0.0000000000000000001", None, "too_many_decimals"),
    ],
)
def test_any_other_number_is_a_bad_row(text, decimal, code):
    file = read_amounts(text, decimal=decimal)
    (problem,) = file.problems
    assert (problem.code, problem.line, problem.column) == (code, 2, "Cash")
    assert set(problem.params) == set(problem.code.params)
    assert not file.ok
    assert file.valuations == ()


def test_three_decimals_beside_semicolons_may_be_thousands_and_need_the_option():
    assert read_amounts("1.234", delimiter=";").problems[0].code == "amount_unclear"
    assert read_amounts("-1.234", delimiter=";").problems[0].code == "amount_unclear"
    assert read_amounts("1.234", delimiter=";", decimal=".").valuations[0].amount == Decimal(
        "1.234"
    )
    assert read_amounts("1.234", delimiter=";", decimal=",").valuations[0].amount == 1234
    assert read_amounts("0.234", delimiter=";").ok
    assert read_amounts("1234.567", delimiter=";").ok


def test_the_decimal_option_is_a_dot_or_a_comma():
    assert read_amounts("1", decimal="x").problems[0].code == "bad_decimal"
