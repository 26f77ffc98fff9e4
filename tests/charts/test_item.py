"""One item's chart: its line, what is owed on it, where it ends, and what is never markup."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.charts.pinned import assert_pinned, colour_names, paint, strings
from tests.charts.test_waterline import EVIL, month_end
from tracker.charts.item import ItemLabels, ItemPoint, item_figure

LABELS = ItemLabels(
    value="Worth",
    owed="Owed on it",
    last_value="worth 120",
    last_owed="owed 100",
    closed="closed\n4 Jul 2020",
    tick=lambda amount: f"{amount:f}",
    month=lambda day: f"{day:%Y-%m}",
    year=lambda day: f"{day:%Y}",
)


def points(*values: float | None, **given: Any) -> list[ItemPoint]:
    """One a month from January 2020 on."""
    return [
        ItemPoint(month_end(at), value, value_text=f"{value}", **given)
        for at, value in enumerate(values)
    ]


HOUSE = [
    ItemPoint(month_end(at), value, owed, estimate, f"{value}", f"{owed}")
    for at, (value, owed, estimate) in enumerate(
        [
            (150, None, False),
            (150, 130, False),
            (110, 125, True),
            (None, 120, False),
            (120, 100, True),
        ]
    )
]


def test_a_house_with_its_loan_is_drawn_as_pinned() -> None:
    assert_pinned("item-house", item_figure(HOUSE, LABELS, is_debt=False))


def test_a_closed_debt_is_drawn_as_pinned() -> None:
    chart = item_figure(
        points(50, 40, 30, 20, 10, 5), LABELS, is_debt=True, closed_on=date(2020, 7, 4)
    )
    assert_pinned("item-closed-debt", chart)


def test_debts_are_dashed_and_assets_are_not() -> None:
    for is_debt, dash, colour in ((True, "4px,3px", "@ember"), (False, "solid", "@sea")):
        line = item_figure(points(1, 2), LABELS, is_debt=is_debt)["data"][0]
        assert (line["line"]["dash"], line["line"]["color"]) == (dash, colour)


def test_a_month_that_is_not_known_is_a_gap_and_estimates_are_hollow() -> None:
    chart = item_figure(HOUSE, LABELS, is_debt=False)
    line, owed, estimates, _ = chart["data"]
    assert line["y"] == [150, 150, 110, None, 120]
    assert owed["y"] == [None, 130, 125, 120, 100]
    assert (estimates["y"], estimates["marker"]["color"]) == ([110, 120], "@surface")


def test_the_end_of_a_closed_item_is_marked_inside_the_chart() -> None:
    chart = item_figure(points(5, 4), LABELS, is_debt=False, closed_on=date(2020, 3, 4))
    assert chart["layout"]["xaxis"]["range"] == ["2020-01-31", "2020-03-04"]
    assert chart["layout"]["shapes"][0]["x0"] == "2020-03-04"
    assert "closed<br>4 Jul 2020" in [note["text"] for note in chart["layout"]["annotations"]]


@pytest.mark.parametrize(
    ("values", "low_is_zero"),
    [((0, 100), True), ((90, 100), False), ((0,), True), ((-5, -1), False)],
)
def test_zero_is_shown_where_it_is_near(values: tuple[float, ...], low_is_zero: bool) -> None:
    low, high = item_figure(points(*values), LABELS, is_debt=False)["layout"]["yaxis"]["range"]
    assert (low == 0) is low_is_zero
    assert low <= min(values) <= max(values) <= high
    assert low < high


def test_without_a_value_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="value"):
        item_figure(points(None, None), LABELS, is_debt=False)


@pytest.mark.parametrize("values", [(1,), (0, 0), (-5,), (1e14, -1e14), tuple(range(400))])
def test_plotly_accepts_every_figure(values: tuple[float, ...]) -> None:
    chart = paint(item_figure(points(*values), LABELS, is_debt=True, closed_on=date(2060, 1, 1)))
    layout = chart["layout"]
    go.Figure(chart)
    go.Figure({"data": chart["data"], "layout": {**layout, **layout["meta"]["compact"]}})


def test_colours_are_tokens_and_no_text_is_markup() -> None:
    labels = ItemLabels(
        EVIL, EVIL, EVIL, EVIL, EVIL, lambda _: EVIL, lambda _: EVIL, lambda _: EVIL
    )
    house = [ItemPoint(month_end(0), 1, 2, True, EVIL, EVIL)]
    chart = item_figure(house, labels, is_debt=False, closed_on=month_end(1))
    assert not any("<a" in text or "<b " in text for text in strings(chart))
    assert colour_names(chart) <= {"sea", "ember", "ink", "surface", "edge", "quiet"}
