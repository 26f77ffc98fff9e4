"""A business's or fund's figure by month, per share or whole, beside what a share fetches."""

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
from tracker.charts.crossings import split_at_zero
from tracker.charts.marks import DASH, end_dot, hatched, line, shorten_known
from tracker.charts.scale import number_ticks

_PLOT_PX = 220


@dataclass(frozen=True, slots=True)
class SharePoint:
    """A month: the figure and the share price (None: not known), with the texts of the hover
    box."""

    on: date
    value: float | None
    price: float | None = None
    value_text: str = ""
    price_text: str = ""


@dataclass(frozen=True, slots=True)
class ShareLabels:
    """Every word on the chart, finished; `last_*` stand at the right end of the lines."""

    value: str
    price: str
    last_value: str
    last_price: str
    tick: Callable[[Decimal], str]
    month: Callable[[date], str]
    year: Callable[[date], str]


def per_share_figure(
    points: Sequence[SharePoint], labels: ShareLabels, *, separators: str = ".,"
) -> dict[str, Any]:
    """The Plotly figure of these months, oldest first, always with the zero line. Raises
    ValueError without a point whose value is known."""
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("a chart needs at least one value")
    low, high = _range(points)
    first, last = points[0].on, points[-1].on
    has_price = any(point.price is not None for point in points)
    written = {"month": labels.month, "year": labels.year}
    texts = [labels.last_value, labels.last_price] if has_price else [labels.last_value]
    return {
        "data": [
            *_area(points),
            *_lines(points, labels, has_price=has_price),
            end_dot(known[-1].on, known[-1].value),
        ],
        "layout": {
            "separators": separators,
            "margin": {"l": 24, "r": right_px(*texts), "t": 12, "b": 14},
            "annotations": _end_labels(known[-1], points[-1], labels, high - low),
            "xaxis": {
                **time_axis(first, last),
                **date_axis(first, last, 8, **written),
            },
            "yaxis": {
                "range": [low, high],
                "zeroline": True,
                "zerolinecolor": "@ink",
                "zerolinewidth": 1.5,
                **amount_axis(number_ticks(low, high, 5), labels.tick),
            },
            "meta": {"compact": {"xaxis": date_axis(first, last, 3, **written)}},
        },
    }


def _range(points: Sequence[SharePoint]) -> tuple[float, float]:
    """All values and zero, with some room away from zero."""
    values = [v for point in points for v in (point.value, point.price) if v is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    pad = (high - low) * 0.08 or 1.0
    return (low - pad if low < 0 else low), (high + pad if high > 0 or low == 0 else high)


def _area(points: Sequence[SharePoint]) -> list[dict[str, Any]]:
    """What lies below zero, hatched."""
    areas = split_at_zero([point.on for point in points], [point.value for point in points])
    if not any(areas.below):
        return []
    return [hatched(areas.x, areas.below)]


def _lines(
    points: Sequence[SharePoint], labels: ShareLabels, *, has_price: bool
) -> list[dict[str, Any]]:
    days = [point.on for point in points]
    heights = shorten_known([point.value for point in points])
    lines = [line(days, heights, [point.value_text for point in points], labels.value)]
    if has_price:
        prices = shorten_known([point.price for point in points])
        texts = [point.price_text for point in points]
        lines.append(line(days, prices, texts, labels.price, colour="@sea", width=1.75, dash=DASH))
    return lines


def _end_labels(
    final: SharePoint, newest: SharePoint, labels: ShareLabels, span: float
) -> list[dict[str, Any]]:
    value, price = final.value or 0.0, newest.price
    if price is None:
        return [end_label(final.on, value, labels.last_value, "@ink")]
    lift = separate(value, price, span, _PLOT_PX)
    return [
        end_label(final.on, value, labels.last_value, "@ink", lift=lift),
        end_label(newest.on, price, labels.last_price, "@sea", lift=-lift),
    ]
