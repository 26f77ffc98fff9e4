"""One item over time: what it was worth or what was owed, and what was owed on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.charts.axes import (
    amount_axis,
    date_axis,
    end_label,
    right_px,
    separate,
    time_axis,
)
from tracker.charts.marks import DASH, end_dot, line, shorten_known
from tracker.charts.scale import number_ticks
from tracker.charts.text import plain_text

_PLOT_PX = 220
_ZERO_FROM = 0.4


@dataclass(frozen=True, slots=True)
class ItemPoint:
    """A month: the value and what is owed on it (None: not known), with the texts of the hover
    box. `estimate`: somebody's own estimate or that of a model, drawn hollow."""

    on: date
    value: float | None
    owed: float | None = None
    estimate: bool = False
    value_text: str = ""
    owed_text: str = ""


@dataclass(frozen=True, slots=True)
class ItemLabels:
    """Every word on the chart, finished; `last_*` stand at the right end of the lines, `closed` at
    the line where the item ends ("\\n" breaks a line)."""

    value: str
    owed: str
    last_value: str
    last_owed: str
    closed: str
    tick: Callable[[Decimal], str]
    month: Callable[[date], str]
    year: Callable[[date], str]


def item_figure(
    points: Sequence[ItemPoint],
    labels: ItemLabels,
    *,
    is_debt: bool,
    closed_on: date | None = None,
    separators: str = ".,",
) -> dict[str, Any]:
    """The Plotly figure of these months, oldest first. Debts are dashed, here as on every chart.
    Raises ValueError without a point whose value is known."""
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("a chart needs at least one value")
    low, high = _range(points)
    first, last = points[0].on, points[-1].on
    end = max(last, closed_on) if closed_on else last
    has_owed = any(point.owed is not None for point in points)
    colour = "@ember" if is_debt else "@sea"
    written = {"month": labels.month, "year": labels.year}
    texts = [labels.last_value, labels.last_owed] if has_owed else [labels.last_value]
    return {
        "data": [
            *_lines(points, labels, colour, is_debt=is_debt, has_owed=has_owed),
            *_estimates(points, colour),
            _last_dot(known[-1], colour, open_end=closed_on is None),
        ],
        "layout": {
            "separators": separators,
            "margin": {"l": 24, "r": right_px(*texts), "t": 12, "b": 14},
            "shapes": [_closing_line(closed_on)] if closed_on else [],
            "annotations": [
                *_end_labels(points, known[-1], labels, colour, high - low),
                *([_closing_words(closed_on, labels.closed)] if closed_on else []),
            ],
            "xaxis": {
                **time_axis(first, end),
                **date_axis(first, end, 8, **written),
            },
            "yaxis": {
                "range": [low, high],
                "zeroline": low <= 0 <= high,
                "zerolinecolor": "@ink",
                "zerolinewidth": 1.5,
                **amount_axis(number_ticks(low, high, 5), labels.tick),
            },
            "meta": {"compact": {"xaxis": date_axis(first, end, 4, **written)}},
        },
    }


def _range(points: Sequence[ItemPoint]) -> tuple[float, float]:
    """All values with some room; from zero on where zero is not far below them."""
    values = [v for point in points for v in (point.value, point.owed) if v is not None]
    low, high = min(values), max(values)
    pad = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    if 0 <= low < high * _ZERO_FROM or low == high == 0:
        return 0.0, high + pad
    if high <= 0 and high > low * _ZERO_FROM:
        return low - pad, 0.0
    return low - pad, high + pad


def _lines(
    points: Sequence[ItemPoint], labels: ItemLabels, colour: str, *, is_debt: bool, has_owed: bool
) -> list[dict[str, Any]]:
    days = [point.on for point in points]
    values = shorten_known([point.value for point in points])
    texts = [point.value_text for point in points]
    dash = DASH if is_debt else "solid"
    lines = [line(days, values, texts, labels.value, colour=colour, dash=dash)]
    if has_owed:
        owed = shorten_known([point.owed for point in points])
        texts = [point.owed_text for point in points]
        lines.append(line(days, owed, texts, labels.owed, colour="@ember", width=1.75, dash=DASH))
    return lines


def _last_dot(point: ItemPoint, colour: str, *, open_end: bool) -> dict[str, Any]:
    """The end of the line; hollow where the item is gone."""
    fill, rim = (colour, "@surface") if open_end else ("@surface", colour)
    return end_dot(point.on, point.value, fill=fill, rim=rim)


def _estimates(points: Sequence[ItemPoint], colour: str) -> list[dict[str, Any]]:
    shown = [point for point in points if point.estimate and point.value is not None]
    if not shown:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [point.on.isoformat() for point in shown],
            "y": shorten_known([point.value for point in shown]),
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "size": 6,
                "color": "@surface",
                "line": {"color": colour, "width": 1.25},
            },
        }
    ]


def _end_labels(
    points: Sequence[ItemPoint], final: ItemPoint, labels: ItemLabels, colour: str, span: float
) -> list[dict[str, Any]]:
    value, owed = final.value, points[-1].owed
    if value is None:
        return []
    if owed is None:
        return [end_label(final.on, value, labels.last_value, colour)]
    lift = separate(value, owed, span, _PLOT_PX)
    return [
        end_label(final.on, value, labels.last_value, colour, lift=lift),
        end_label(points[-1].on, owed, labels.last_owed, "@ember", lift=-lift),
    ]


def _closing_line(on: date) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": on.isoformat(),
        "x1": on.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": "@edge", "width": 1, "dash": "dot"},
    }


def _closing_words(on: date, text: str) -> dict[str, Any]:
    return {
        "x": on.isoformat(),
        "yref": "paper",
        "y": 1,
        "xanchor": "right",
        "xshift": -6,
        "yanchor": "top",
        "align": "right",
        "text": plain_text(text),
        "font": {"color": "@quiet", "size": 11},
    }
