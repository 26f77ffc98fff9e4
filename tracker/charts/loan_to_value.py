"""What is owed on an item as percent of what it is worth, by month, against the line of 100 %.

Heights are percent above that line, so that it is the chart's zero line and what lies above it is
the area over zero; the words on the axis say the percent itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tracker.charts.axes import amount_axis, date_axis, end_label, right_px, time_axis
from tracker.charts.crossings import split_at_zero
from tracker.charts.marks import end_dot, hatched, line
from tracker.charts.scale import number_ticks
from tracker.charts.text import plain_text

LEVEL: Final = 100
_BASE_FROM = 0.4
"""Part of the highest value under which the lowest one is drawn on an axis from zero."""


@dataclass(frozen=True, slots=True)
class LoanPoint:
    """A month: percent of the worth that is owed, None where it is not known or not defined, with
    the text of the hover box."""

    on: date
    percent: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class LoanLabels:
    """Every word on the chart, finished; `tick` writes a percent, `last` stands at the line's right
    end, `level` at the line of 100 %."""

    value: str
    level: str
    last: str
    tick: Callable[[Decimal], str]
    month: Callable[[date], str]
    year: Callable[[date], str]


def loan_to_value_figure(
    points: Sequence[LoanPoint], labels: LoanLabels, *, separators: str = ".,"
) -> dict[str, Any]:
    """The Plotly figure of these months, oldest first. Raises ValueError without a month whose
    loan to value is known."""
    known = [(point, point.percent) for point in points if point.percent is not None]
    if not known:
        raise ValueError("a chart needs at least one value")
    over = [None if p.percent is None else p.percent - LEVEL for p in points]
    low, high = _range([percent for _point, percent in known])
    first, last = points[0].on, points[-1].on
    final, final_percent = known[-1]
    written = {"month": labels.month, "year": labels.year}
    return {
        "data": [
            *_area([point.on for point in points], over),
            line(
                [point.on for point in points],
                [None if value is None else round(value, 2) for value in over],
                [point.text for point in points],
                labels.value,
                width=1.75,
            ),
            *_lone_dots(points, over),
            end_dot(final.on, round(final_percent - LEVEL, 2)),
        ],
        "layout": {
            "separators": separators,
            "margin": {"l": 24, "r": right_px(labels.last), "t": 12, "b": 14},
            "annotations": [
                end_label(final.on, final_percent - LEVEL, labels.last, "@ink"),
                _level_words(first, labels.level, below=known[0][1] > LEVEL),
            ],
            "xaxis": {
                **time_axis(first, last),
                **date_axis(first, last, 8, **written),
            },
            "yaxis": {
                "range": [low - LEVEL, high - LEVEL],
                "zeroline": True,
                "zerolinecolor": "@ink",
                "zerolinewidth": 2.5,
                **_percent_axis(low, high, labels.tick),
            },
            "meta": {"compact": {"xaxis": date_axis(first, last, 3, **written)}},
        },
    }


def _range(percents: Sequence[float]) -> tuple[float, float]:
    """All values and the line of 100 %, with some room; from zero on where the lowest is low."""
    low, high = min(*percents, LEVEL), max(*percents, LEVEL)
    pad = max((high - low) * 0.08, 2.0)
    return (0.0 if 0 <= low < high * _BASE_FROM else low - pad), high + pad


def _percent_axis(low: float, high: float, tick: Callable[[Decimal], str]) -> dict[str, Any]:
    ticks = number_ticks(low, high, 5)
    axis = amount_axis(ticks, tick)
    return axis | {"tickvals": [at - LEVEL for at in axis["tickvals"]]}


def _area(days: Sequence[date], over: Sequence[float | None]) -> list[dict[str, Any]]:
    """What is owed beyond the worth, hatched."""
    areas = split_at_zero(days, over)
    if not any(areas.above):
        return []
    return [hatched(areas.x, areas.above)]


def _lone_dots(points: Sequence[LoanPoint], over: Sequence[float | None]) -> list[dict[str, Any]]:
    """Known months between unknown ones, which no line would show."""
    around_them = [None, *over, None]
    alone = [
        (point.on.isoformat(), round(value, 2))
        for at, (point, value) in enumerate(zip(points, over, strict=True))
        if value is not None and around_them[at] is None and around_them[at + 2] is None
    ]
    if not alone:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _y in alone],
            "y": [y for _x, y in alone],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {"size": 6, "color": "@ink"},
        }
    ]


def _level_words(first: date, text: str, *, below: bool) -> dict[str, Any]:
    """At the left end of the line, on the side where the other line does not begin."""
    return {
        "x": first.isoformat(),
        "y": 0,
        "xanchor": "left",
        "yanchor": "top" if below else "bottom",
        "text": plain_text(text),
        "font": {"color": "@quiet", "size": 11},
    }
