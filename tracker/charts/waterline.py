"""The chart Waterline is named after: net worth against zero, above what is owned and owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.charts.annotations import Episode, Frame, episode_marks, zero_label_place
from tracker.charts.axes import (
    amount_axis,
    date_axis,
    end_label,
    right_px,
    separate,
    time_axis,
)
from tracker.charts.notes import Note, draw_notes, note_words, with_notes
from tracker.charts.scale import number_ticks
from tracker.charts.text import measure, plain_text
from tracker.charts.traces import (
    Columns,
    Point,
    draw_areas,
    draw_last_dot,
    draw_series,
    make_columns,
)

__all__ = ["Episode", "Labels", "Note", "Point", "figure"]

# Pixels of plot to count on: the narrowest card before the compact layout, and a narrow phone.
_WIDE_PLOT, _COMPACT_PLOT = 430, 230
_MAIN, _LOWER = (0.34, 1.0), (0.0, 0.25)
_LOWER_PX = 80


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
    notes: Sequence[Note] = (),
    provisional: bool = False,
    separators: str = ".,",
) -> dict[str, Any]:
    """The Plotly figure of these months, oldest first, which are drawn whole.

    Incomplete months are hollow dots beside a gap: a month without the price of the house must not
    look like a deficit. `provisional`: the last point may still change, so its dot is hollow.
    `notes` stand at the points of their days, at most one a point.
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
    words = note_words(notes, frame, columns, marks, plot_px=_WIDE_PLOT)
    compact_words = note_words(
        notes,
        frame,
        columns,
        compact_marks,
        plot_px=_COMPACT_PLOT,
        panel=labels.panel_short,
        compact=True,
    )
    low, high = frame.low - marks.room_below, frame.high + marks.room_above
    lower_low, lower_high = _lower_range(columns)
    lower_ticks = number_ticks(lower_low, lower_high, 3)
    main_ticks = number_ticks(frame.low, frame.high, 5)
    final = points[-1]
    worth_texts = with_notes(days, [p.net_worth_text for p in points], notes)

    tag = end_label(final.on, worth[-1], labels.last_net_worth, "@ink")
    lift = separate(
        float(final.assets), float(final.liabilities), lower_high - lower_low, _LOWER_PX
    )
    ends = [
        end_label(final.on, float(final.assets), labels.last_own, "@sea", "y2", lift),
        end_label(final.on, float(final.liabilities), labels.last_owe, "@ember", "y2", -lift),
    ]
    write = {"month": labels.month, "year": labels.year}
    x_ticks = date_axis(days[0], days[-1], 8, **write)
    return {
        "data": [
            *draw_areas(columns),
            *draw_series(columns, worth, worth_texts, labels.net_worth, "@ink"),
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
            *draw_notes(columns, notes),
        ],
        "layout": {
            "hoversubplots": "axis",
            "separators": separators,
            "margin": {
                "l": 24,
                "r": right_px(labels.last_net_worth, labels.last_own, labels.last_owe),
                "t": 8,
                "b": 14,
            },
            "shapes": [*marks.shapes, *words.shapes],
            "annotations": [
                _zero_label(labels, worth, high - low, _WIDE_PLOT),
                _panel_label(labels.panel),
                tag,
                *ends,
                *marks.annotations,
                *words.annotations,
            ],
            "xaxis": {
                **time_axis(points[0].on, final.on),
                "anchor": "y2",
                **x_ticks,
            },
            "yaxis": {
                "domain": list(_MAIN),
                "range": [low, high],
                "zeroline": True,
                "zerolinecolor": "@ink",
                "zerolinewidth": 2.5,
                **amount_axis(main_ticks, labels.tick),
            },
            "yaxis2": {
                "domain": list(_LOWER),
                "range": [lower_low, lower_high],
                "zeroline": False,
                **amount_axis(lower_ticks, labels.tick),
            },
            "meta": {
                "compact": {
                    "margin": {"l": 12, "r": right_px(labels.last_net_worth), "t": 8, "b": 14},
                    "annotations": [
                        _zero_label(labels, worth, high - low, _COMPACT_PLOT),
                        _panel_label(labels.panel_short),
                        tag,
                        *compact_marks.annotations,
                        *compact_words.annotations,
                    ],
                    **({"shapes": [*marks.shapes, *compact_words.shapes]} if notes else {}),
                    "xaxis": date_axis(days[0], days[-1], 4, **write),
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
        "bgcolor": "@surface",
        "text": plain_text(text),
        "font": {"color": "@quiet", "size": 11},
    }
