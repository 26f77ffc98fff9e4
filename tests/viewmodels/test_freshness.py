"""The fresh part of a total in words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.services.samples import ANN, BEN, household, position
from tracker.services.books import ValueModel
from tracker.services.calendar import day_of
from tracker.services.networth import monthly_history
from tracker.viewmodels.freshness import (
    estimated_line,
    fresh_line,
    fresh_note,
    partly_fresh_note,
)

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


def test_how_many_items_are_carried_on_by_a_model_is_said_of_those_who_own_them() -> None:
    months = [date(2024, month, 28) for month in (1, 3)]
    falling = ValueModel("declining", day_of(months[0]), rate=Decimal(12))

    def line(*, on=2, owner=None, **models):
        books = household(
            *(
                position(
                    name,
                    "vehicles",
                    {"2024-01-28": 900},
                    model=model,
                    owners={"2024-01-01": {ANN: 1}},
                )
                for name, model in models.items()
            )
        )
        return estimated_line(books, monthly_history(books, months[:on]), owner)

    assert line(car=falling, boat=None) == "1 item rests on an estimate since its last value."
    both = {"car": falling, "boat": falling}
    assert line(**both) == "2 items rest on estimates since their last values."
    assert line(**both, owner=ANN) == line(**both)
    assert line(**both, owner=BEN) == ""
    assert line(**both, on=1) == ""
    assert line(car=None) == ""
