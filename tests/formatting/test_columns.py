"""A whole column of amounts is written as each of them would be alone."""

from fractions import Fraction

import pytest

from tracker.formatting import compact_number, format_column, format_number

UNIT = 600
ROW = [0, 1, -1, 299, 300, -299, -300, -301, 899, 900, 123_456_789 * UNIT, -(10**21), 7 * UNIT // 2]


@pytest.mark.parametrize("tag", ["en", "id", "en-IN", "de-CH", "zh-Hant"])
def test_a_column_reads_like_its_single_numbers(tag: str) -> None:
    for digits in (0, 2):
        single = [format_number(Fraction(n, UNIT), tag, digits=digits) for n in ROW]
        assert format_column(ROW, UNIT, tag, digits=digits) == single


def test_a_column_in_millions_reads_like_its_single_numbers() -> None:
    single = [compact_number(Fraction(n, UNIT), "id") for n in ROW]
    assert format_column(ROW, UNIT * 10**6, "id", digits=1) == single
