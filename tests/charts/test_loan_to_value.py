"""The chart of loan to value: its line against 100 %, the hatched part above, gaps and words."""

from typing import Any

import plotly.graph_objects as go
import pytest

from tests.charts.pinned import assert_pinned, colour_names, paint, strings
from tests.charts.test_waterline import EVIL, month_end
from tracker.charts.loan_to_value import LoanLabels, LoanPoint, loan_to_value_figure

LABELS = LoanLabels(
    value="Loan to value",
    level="100%: worth as much as its loan",
    last="95.0%",
    tick=lambda percent: f"{percent:f}%",
    month=lambda day: f"{day:%Y-%m}",
    year=lambda day: f"{day:%Y}",
)


def draw(*percents: float | None) -> dict[str, Any]:
    """One month after the other from January 2020 on."""
    points = [LoanPoint(month_end(at), one, f"{one}%") for at, one in enumerate(percents)]
    return loan_to_value_figure(points, LABELS)


def test_a_home_that_was_worth_less_than_its_loan_is_drawn_as_pinned() -> None:
    assert_pinned("loan-to-value", draw(80, 96, 112, 118.6, None, 104, 95))


def test_the_line_of_100_percent_is_the_heaviest_and_always_there() -> None:
    for percents in ((30, 40), (150, 160), (90, 110), (-5,)):
        axis = draw(*percents)["layout"]["yaxis"]
        low, high = axis["range"]
        assert low <= 0 <= high
        widths = [t["line"].get("width", 0) for t in draw(*percents)["data"] if "line" in t]
        assert axis["zerolinewidth"] > max(widths)


def test_heights_are_over_100_and_the_axis_says_the_percent_itself() -> None:
    chart = draw(90, 110)
    assert chart["data"][1]["y"] == [-10, 10]
    axis = chart["layout"]["yaxis"]
    said = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))
    assert said["100%"] == 0
    assert said["90%"] == -10


def test_only_what_lies_above_is_hatched() -> None:
    assert "fillpattern" not in str(draw(80, 100))
    area = draw(80, 120, 80)["data"][0]
    assert area["fillpattern"]["fgcolor"] == "@ember"
    assert (min(area["y"]), max(area["y"])) == (0, 20)


def test_a_month_that_is_not_known_is_a_gap_and_a_lone_one_a_dot() -> None:
    chart = draw(80, None, 90, None, None, 95)
    line, dots, last = chart["data"]
    assert line["y"] == [-20, None, -10, None, None, -5]
    assert dots["y"] == [-20, -10, -5]
    assert last["y"] == [-5]


def test_without_a_known_month_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="value"):
        draw(None, None)


@pytest.mark.parametrize("percents", [(1,), (100,), (-5,), (1e7, 3), tuple(range(400))])
def test_plotly_accepts_every_figure(percents: tuple[float, ...]) -> None:
    chart = paint(draw(*percents))
    layout = chart["layout"]
    go.Figure(chart)
    go.Figure({"data": chart["data"], "layout": {**layout, **layout["meta"]["compact"]}})


def test_colours_are_tokens_and_no_text_is_markup() -> None:
    labels = LoanLabels(EVIL, EVIL, EVIL, lambda _: EVIL, lambda _: EVIL, lambda _: EVIL)
    points = [LoanPoint(month_end(at), 90 + 20 * at, EVIL) for at in range(2)]
    chart = loan_to_value_figure(points, labels)
    assert not any("<a" in text or "<b " in text for text in strings(chart))
    assert colour_names(chart) <= {"ember", "ember-area", "ink", "surface", "edge", "quiet"}
