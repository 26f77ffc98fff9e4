"""However amounts are rounded, what a sheet shows adds up at every level."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.categories import CATEGORIES, Category, Side
from tracker.viewmodels.sheet import add_up

ITEMS = st.lists(
    st.tuples(
        st.sampled_from(CATEGORIES),
        st.none() | st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=3000),
    ),
    max_size=30,
)


def item(category: Category) -> Any:
    position = SimpleNamespace(
        side=category.side, category=category.code, contingent=category.contingent
    )
    return SimpleNamespace(position=position)


@given(ITEMS, st.integers(0, 3))
def test_lines_make_up_groups_sides_and_net_worth(
    rows: list[tuple[Category, Fraction | None]], digits: int
) -> None:
    sheet = add_up([(item(category), exact) for category, exact in rows], digits)
    own, owe = sheet.sides
    assert (own.side, owe.side) == (Side.ASSET, Side.LIABILITY)
    assert own.shown - owe.shown == sheet.net
    for side in sheet.sides:
        assert side.shown == sum((g.shown for g in side.groups if g.counted), Decimal(0))
        for group in side.groups:
            known = [line for line in group.lines if line.shown is not None]
            assert group.shown == sum((line.shown for line in known), Decimal(0))
            for line in known:
                # Each level may move a number by less than one unit, and there are three of them.
                assert abs(line.exact - Fraction(line.shown)) < 3 * Fraction(1, 10**digits)


def test_a_sum_of_nothing_known_is_missing_and_not_zero() -> None:
    cash, card = CATEGORIES[0], next(c for c in CATEGORIES if c.side is Side.LIABILITY)
    own, owe = add_up([(item(cash), None), (item(card), Fraction(0))], 0).sides
    assert not own.is_known
    assert not own.groups[0].is_known
    assert owe.is_known
