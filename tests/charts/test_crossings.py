"""Areas above and below zero meet exactly on the zero line."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.charts.crossings import split_at_zero

values = st.floats(-1e6, 1e6, allow_nan=False).filter(lambda v: v == 0 or abs(v) > 1e-3)


def test_a_segment_through_zero_gets_a_corner_where_it_crosses() -> None:
    areas = split_at_zero([date(2024, 1, 31), date(2024, 2, 10)], [30.0, -10.0])
    assert areas.x == [
        "2024-01-31",
        "2024-01-31",
        "2024-02-07T12:00",
        "2024-02-10",
        "2024-02-10",
    ]
    assert areas.above == [0, 30, 0, 0, 0]
    assert areas.below == [0, 0, 0, -10, 0]


def test_a_month_at_exactly_zero_needs_no_extra_corner() -> None:
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    areas = split_at_zero(days, [5.0, 0.0, -5.0])
    assert areas.x == ["2024-01-31", *(day.isoformat() for day in days), "2024-03-31"]


def test_a_gap_closes_the_area_before_it_and_opens_one_after_it() -> None:
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    areas = split_at_zero(days, [5.0, None, -5.0])
    assert areas.x == ["2024-01-31"] * 3 + ["2024-03-31"] * 3
    assert areas.above == [0, 5, 0, 0, 0, 0]
    assert areas.below == [0, 0, 0, 0, -5, 0]


@given(st.lists(st.one_of(st.none(), values), min_size=1, max_size=40))
def test_at_every_corner_at_most_one_area_has_height(worth: list[float | None]) -> None:
    days = [date(2020, 1, 1) + timedelta(days=30 * at) for at in range(len(worth))]
    areas = split_at_zero(days, worth)
    corners = list(zip(areas.above, areas.below, strict=True))
    assert all(above >= 0 >= below and above * below == 0 for above, below in corners)
    moments = [datetime.fromisoformat(x) for x in areas.x]
    assert moments == sorted(moments)
    for (a0, b0), (a1, b1) in pairwise(corners):
        # No segment jumps over zero: what was above has come down before anything is below.
        assert a0 * b1 == 0
        assert b0 * a1 == 0
