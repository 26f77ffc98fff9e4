"""The chart Waterline is named after: net worth against zero, above what is owned and owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.charts.annotations import Episode, Frame, episode_marks, zero_label_place
from tracker.charts.scale import month_ticks, number_ticks
from tracker.charts.text import measure, plain_text
from tracker.charts.traces import (
    Columns,
    Point,
    draw_areas,
    draw_last_dot,
    draw_series,
    make_columns,
)

__all__ = ["Episode", "Labels", "Point", "figure"]

# Pixels of plot to count on: the narrowest card before the compact layout, and a narrow phone.
_WIDE_PLOT, _COMPACT_PLOT = 430, 230
_MAIN, _LOWER = (0.34, 1.0), (0.0, 0.25)
_LOWER_PX = 80
_LABEL_PX = 18


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word on the chart, finished and translated; "\\n" breaks a line.

    `tick` writes an amount on the axis, `month` and `year` a date on the axis; `last_*` stand at
    the right end of the lines.
    """

    net_worth: str
    own: str
    owe: str
    waterline: str
    panel: str
    panel_short: str
    last_net_worth: str
    last_own: str
    last_owe: str
    tick: Callable[[Decimal], str]
    month: Callable[[date], str]
    year: Callable[[date], str]


def figure(
    points: Sequence[Point],
    labels: Labels,
    *,
    episodes: Sequence[Episode] = (),
    provisional: bool = False,
    separators: str = ".,",
) -> dict[str, Any]:
    """The Plotly figure of these months, oldest first, which are drawn whole.

    Incomplete months are hollow dots beside a gap: a month without the price of the house must not
    look like a deficit. `provisional`: the last point may still change, so its dot is hollow.
    `layout.meta.compact` holds what replaces parts of the layout on narrow screens. Raises
    ValueError without points.
    """
    if not points:
        raise ValueError("a chart needs at least one point")
    columns = make_columns(points)
    days, worth = columns.days, columns.worth
    frame = _frame(columns)
    marks = episode_marks(episodes, frame, days, worth, plot_px=_WIDE_PLOT)
    compact_marks = episode_marks(episodes, frame, days, worth, plot_px=_COMPACT_PLOT, compact=True)
    low, high = frame.low - marks.room_below, frame.high + marks.room_above
    first, last = columns.x[0], columns.x[-1]
    lower_low, lower_high = _lower_range(columns)
    lower_ticks = number_ticks(lower_low, lower_high, 3)
    main_ticks = number_ticks(frame.low, frame.high, 5)
    final = points[-1]

    tag = _tag(final.on, worth[-1], labels.last_net_worth, "@ink", "y")
    lift = _separation(final, lower_high - lower_low)
    ends = [
        _tag(final.on, float(final.assets), labels.last_own, "@sea", "y2", lift),
        _tag(final.on, float(final.liabilities), labels.last_owe, "@ember", "y2", -lift),
    ]
    x_ticks = _date_axis(days, labels, 8)
    return {
        "data": [
            *draw_areas(columns),
            *draw_series(
                columns, worth, [p.net_worth_text for p in points], labels.net_worth, "@ink"
            ),
            *draw_series(
                columns,
                columns.own,
                [p.assets_text for p in points],
                labels.own,
                "@sea",
                axis="y2",
            ),
            *draw_series(
                columns,
                columns.owe,
                [p.liabilities_text for p in points],
                labels.owe,
                "@ember",
                axis="y2",
                dash="4px,3px",
            ),
            draw_last_dot(columns, hollow=provisional or not final.complete),
        ],
        "layout": {
            "hoversubplots": "axis",
            "separators": separators,
            "margin": {
                "l": 24,
                "r": _right_px(labels.last_net_worth, labels.last_own, labels.last_owe),
                "t": 8,
                "b": 14,
            },
            "shapes": marks.shapes,
            "annotations": [
                _zero_label(labels, worth, high - low, _WIDE_PLOT),
                _panel_label(labels.panel),
                tag,
                *ends,
                *marks.annotations,
            ],
            "xaxis": {
                "type": "date",
                "anchor": "y2",
                "range": [first, last] if first != last else _around(final.on),
                "showspikes": True,
                "spikemode": "across",
                "spikethickness": 1,
                "spikedash": "solid",
                "spikecolor": "@edge",
                "spikesnap": "data",
                **x_ticks,
            },
            "yaxis": {
                "domain": list(_MAIN),
                "range": [low, high],
                "zeroline": True,
                "zerolinecolor": "@ink",
                "zerolinewidth": 2.5,
                **_amount_axis(main_ticks, labels),
            },
            "yaxis2": {
                "domain": list(_LOWER),
                "range": [lower_low, lower_high],
                "zeroline": False,
                **_amount_axis(lower_ticks, labels),
            },
            "meta": {
                "compact": {
                    "margin": {"l": 12, "r": _right_px(labels.last_net_worth), "t": 8, "b": 14},
                    "annotations": [
                        _zero_label(labels, worth, high - low, _COMPACT_PLOT),
                        _panel_label(labels.panel_short),
                        tag,
                        *compact_marks.annotations,
                    ],
                    "xaxis": _date_axis(days, labels, 4),
                }
            },
        },
    }


def _frame(columns: Columns) -> Frame:
    low, high = min(0.0, *columns.worth), max(0.0, *columns.worth)
    if low == high:
        high = 1.0
    return Frame(columns.days[0], columns.days[-1], low, high)


def _lower_range(columns: Columns) -> tuple[float, float]:
    amounts = columns.own + columns.owe
    low, high = min(amounts), max(amounts)
    pad = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - pad, high + pad


def _zero_label(
    labels: Labels, worth: Sequence[float], span: float, plot_px: int
) -> dict[str, Any]:
    share = measure(labels.waterline) / plot_px
    xanchor, yanchor = zero_label_place(worth, span, share)
    return {
        "xref": "paper",
        "x": 0 if xanchor == "left" else 1,
        "y": 0,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "yshift": -2 if yanchor == "top" else 2,
        "text": plain_text(labels.waterline),
        "font": {"color": "@quiet", "size": 11},
    }


def _panel_label(text: str) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 0,
        "yref": "y2 domain",
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 3,
        "text": plain_text(text),
        "font": {"color": "@quiet", "size": 11},
    }


def _tag(
    on: date, value: float, text: str, colour: str, axis: str, lift: float = 0.0
) -> dict[str, Any]:
    """Words at the right end of a line."""
    return {
        "x": on.isoformat(),
        "y": value,
        "yref": axis,
        "xanchor": "left",
        "xshift": 9,
        "yshift": lift,
        "text": plain_text(text),
        "font": {"color": colour, "weight": 600},
    }


def _separation(point: Point, span: float) -> float:
    """Pixels by which the own label goes up and the owe label down, so that they do not overlap."""
    gap = (float(point.assets) - float(point.liabilities)) / span * _LOWER_PX
    if abs(gap) >= _LABEL_PX:
        return 0.0
    return round((_LABEL_PX - gap) / 2 if gap >= 0 else -(_LABEL_PX + gap) / 2, 1)


def _right_px(*texts: str) -> int:
    return 18 + round(max(map(measure, texts)))


def _around(day: date) -> list[str]:
    return [
        date.fromordinal(day.toordinal() - 15).isoformat(),
        date.fromordinal(day.toordinal() + 15).isoformat(),
    ]


def _amount_axis(ticks: Sequence[Decimal], labels: Labels) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [float(tick) for tick in ticks],
        "ticktext": [plain_text(labels.tick(tick)) for tick in ticks],
    }


def _date_axis(days: Sequence[date], labels: Labels, at_most: int) -> dict[str, Any]:
    ticks, step = month_ticks(days[0], days[-1], at_most)
    write = labels.year if step % 12 == 0 else labels.month
    return {
        "tickmode": "array",
        "tickvals": [tick.isoformat() for tick in ticks],
        "ticktext": [plain_text(write(tick)) for tick in ticks],
    }
