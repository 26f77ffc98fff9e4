"""A business's chart: its figure with the zero line, the share price beside it, no markup."""

from typing import Any

import plotly.graph_objects as go
import pytest

from tests.charts.pinned import assert_pinned, colour_names, paint, strings
from tests.charts.test_waterline import EVIL, month_end
from tracker.charts.per_share import ShareLabels, SharePoint, per_share_figure

LABELS = ShareLabels(
    value="Net asset value per share",
    price="Share price",
    last_value="10.675",
    last_price="price 9",
    tick=lambda amount: f"{amount:f}",
    month=lambda day: f"{day:%Y-%m}",
    year=lambda day: f"{day:%Y}",
)


def points(*values: float | None, prices: Any = None) -> list[SharePoint]:
    """One a month from January 2020 on."""
    beside = prices or [None] * len(values)
    return [
        SharePoint(month_end(at), value, price, f"{value}", "" if price is None else f"{price}")
        for at, (value, price) in enumerate(zip(values, beside, strict=True))
    ]


FUND = points(4, -2, None, 8, 10.675, prices=[None, 5, 5, 9, 9])


def test_a_fund_with_its_share_price_is_drawn_as_pinned() -> None:
    assert_pinned("per-share-fund", per_share_figure(FUND, LABELS))


def test_zero_is_always_in_sight_and_what_lies_below_is_hatched() -> None:
    for values, hatched in (((90, 100), False), ((-5, -1), True), ((3, -3), True), ((0,), False)):
        chart = per_share_figure(points(*values), LABELS)
        low, high = chart["layout"]["yaxis"]["range"]
        assert low <= min(0, *values, 0) <= max(0, *values, 0) <= high
        assert low < high
        assert chart["layout"]["yaxis"]["zeroline"] is True
        assert any("fillpattern" in trace for trace in chart["data"]) is hatched


def test_a_month_that_is_not_known_is_a_gap() -> None:
    line = next(trace for trace in per_share_figure(FUND, LABELS)["data"] if trace.get("name"))
    assert line["y"] == [4, -2, None, 8, 10.675]


def test_without_a_share_price_there_is_one_line() -> None:
    chart = per_share_figure(points(1, 2), LABELS)
    assert [trace["name"] for trace in chart["data"] if "name" in trace] == [LABELS.value]
    assert len(chart["layout"]["annotations"]) == 1


def test_without_a_value_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="value"):
        per_share_figure(points(None, None), LABELS)


@pytest.mark.parametrize("values", [(1,), (0, 0), (-5,), (1e14, -1e14), tuple(range(400))])
def test_plotly_accepts_every_figure(values: tuple[float, ...]) -> None:
    chart = paint(per_share_figure(points(*values, prices=[7] * len(values)), LABELS))
    layout = chart["layout"]
    go.Figure(chart)
    go.Figure({"data": chart["data"], "layout": {**layout, **layout["meta"]["compact"]}})


def test_colours_are_tokens_and_no_text_is_markup() -> None:
    labels = ShareLabels(EVIL, EVIL, EVIL, EVIL, lambda _: EVIL, lambda _: EVIL, lambda _: EVIL)
    chart = per_share_figure([SharePoint(month_end(0), -1, 2, EVIL, EVIL)], labels)
    assert not any("<a" in text or "<b " in text for text in strings(chart))
    assert colour_names(chart) <= {"sea", "ember", "ember-area", "ink", "surface", "edge"}
