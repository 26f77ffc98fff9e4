"""The fresh part of a total in words."""

from fractions import Fraction

import pytest

from tracker.viewmodels.freshness import fresh_line, fresh_note, partly_fresh_note

TAG = "en"


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 10**6), "1%"),
        (Fraction(1, 3), "33%"),
        (1 - Fraction(1, 10**6), "99%"),
        (Fraction(1), "100%"),
    ],
)
def test_almost_all_is_not_all_and_almost_nothing_not_nothing(share, percent) -> None:
    assert fresh_note(share, TAG) == f"{percent} up to date"


def test_a_part_says_so_only_where_not_all_of_it_is_fresh() -> None:
    assert partly_fresh_note(Fraction(1), TAG) == ""
    assert partly_fresh_note(Fraction(1, 2), TAG) == "50% up to date"


def test_where_nothing_is_valued_nothing_is_said() -> None:
    assert fresh_note(None, TAG) == partly_fresh_note(None, TAG) == fresh_line(None, TAG) == ""


def test_the_headline_has_a_whole_sentence() -> None:
    assert fresh_line(Fraction(1), TAG).startswith("All amounts behind it")
    assert fresh_line(Fraction(92, 100), TAG).startswith("92% of the amounts behind it")
