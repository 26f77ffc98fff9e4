"""What may be compared between two dates, and what stands alone."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.samples import ANN, BEN, household, position
from tracker.services.comparison import are_comparable, missing_items, relative_change
from tracker.services.networth import monthly_history

amounts = st.fractions(min_value=-(10**9), max_value=10**9)
DATES = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]


@pytest.mark.parametrize(
    ("before", "after", "gross", "ratio"),
    [
        (100, 150, 1000, Fraction(1, 2)),
        (-100, -50, 1000, Fraction(1, 2)),
        (-50, -100, 1000, Fraction(-1)),
        (100, 0, 1000, Fraction(-1)),
        (0, 50, 1000, None),
        (100, -50, 1000, None),
        (-100, 50, 1000, None),
        (10, 20, 1000, Fraction(1)),
        (9, 20, 1000, None),
        (-9, -20, 1000, None),
    ],
)
def test_a_percent_divides_by_the_absolute_base_or_is_left_out(
    before: int, after: int, gross: int, ratio: Fraction | None
) -> None:
    assert relative_change(before, after, gross=gross) == ratio


@given(amounts, amounts, amounts)
def test_a_percent_leads_from_the_base_to_the_later_amount(
    before: Fraction, after: Fraction, gross: Fraction
) -> None:
    ratio = relative_change(before, after, gross=gross)
    if ratio is None:
        assert before == 0 or before * after < 0 or abs(before) < abs(gross) / 100
    else:
        assert before + abs(before) * ratio == after
        assert (ratio > 0) == (after > before)


def test_what_is_missing_is_named_on_its_dates_and_for_those_who_have_a_part() -> None:
    house = position(
        "House",
        "real_estate",
        {"2024-02-10": 5},
        opened="2024-01-01",
        owners={"2024-01-01": {ANN: 1}},
    )
    foreign = position("Euros", amounts={"2024-01-01": 5}, currency="EUR")
    home = household(house, foreign)
    history = monthly_history(home, DATES)
    found = missing_items(home, history)
    assert [[item.name for item in missing] for missing in found] == [
        ["House", "Euros"],
        ["Euros"],
        ["Euros"],
    ]
    of_ann, of_ben = (missing_items(home, history, owner) for owner in (ANN, BEN))
    assert [[item.name for item in missing] for missing in of_ann] == [["House"], [], []]
    assert not any(of_ben)
    assert not are_comparable(found[0], found[1])
    assert are_comparable(found[1], found[2])
