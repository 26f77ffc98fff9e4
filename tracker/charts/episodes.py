"""When net worth was below zero, as strips along time: one for each way of valuing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.charts.axes import date_axis
from tracker.charts.text import measure, plain_text

_PLOT_PX, _COMPACT_PX = 400, 215
_MS_A_DAY = 24 * 60 * 60 * 1000
_PAD_PX = 12
_BAR = 0.62


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both counted in, with what to write on it if there is room: the
    first of `labels` that fits."""

    start: date
    end: date
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """One way of valuing. `below`: stretches below zero; `unsure`: months whose side of zero is
    not certain; `words` where there is nothing to draw on the strip."""

    name: str
    below: tuple[Stretch, ...]
    unsure: tuple[Stretch, ...] = ()
    words: str = ""


def strips_figure(
    strips: Sequence[Strip],
    first: date,
    last: date,
    *,
    month: Callable[[date], str],
    year: Callable[[date], str],
) -> dict[str, Any]:
    """The Plotly figure: a plain strip from the first day to the last, hatched where below zero,
    grey where it is not certain. Marks on the axis are written by `month` or `year`."""
    whole = [(at, Stretch(first, last)) for at in range(len(strips))]
    unsure = [(at, part) for at, strip in enumerate(strips) for part in strip.unsure]
    below = [(at, part) for at, strip in enumerate(strips) for part in strip.below]
    axis = {"month": month, "year": year}
    return {
        "data": [
            _bars(whole, {"color": "@sea-area"}),
            *([_bars(unsure, {"color": "@grid"})] if unsure else []),
            *([_bars(below, _hatch())] if below else []),
        ],
        "layout": {
            "hovermode": False,
            "barmode": "overlay",
            "bargap": 1 - _BAR,
            "margin": {"l": 4, "r": 12, "t": 2, "b": 22},
            "annotations": _labels(strips, first, last, _PLOT_PX),
            "xaxis": {
                "type": "date",
                "range": [first.isoformat(), _after(last)],
                "showgrid": True,
                "gridcolor": "@grid",
                **date_axis(first, last, 8, **axis),
            },
            "yaxis": {
                "range": [len(strips) - 0.5, -0.5],
                "showgrid": False,
                "zeroline": False,
                "tickvals": list(range(len(strips))),
                "ticktext": [f"{plain_text(strip.name)}  " for strip in strips],
                "tickfont": {"color": "@ink", "size": 12.5},
            },
            "meta": {
                "compact": {
                    "annotations": _labels(strips, first, last, _COMPACT_PX),
                    "xaxis": date_axis(first, last, 4, **axis),
                }
            },
        },
    }


def _bars(parts: Sequence[tuple[int, Stretch]], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at for at, _ in parts],
        "base": [part.start.isoformat() for _, part in parts],
        "x": [(_days(part.start, part.end) * _MS_A_DAY) for _, part in parts],
        "width": _BAR,
        "hoverinfo": "skip",
        "marker": marker,
    }


def _hatch() -> dict[str, Any]:
    return {
        "color": "@ember",
        "line": {"width": 1.25, "color": "@ember"},
        "pattern": {
            "shape": "/",
            "size": 6,
            "solidity": 0.25,
            "fgcolor": "@ember",
            "bgcolor": "@surface",
        },
    }


def _labels(strips: Sequence[Strip], first: date, last: date, plot_px: int) -> list[dict[str, Any]]:
    """Words on the strips that fit a plot of so many pixels."""
    found = []
    for at, strip in enumerate(strips):
        if strip.words and not strip.below:
            found.append(
                {
                    "x": first.isoformat(),
                    "y": at,
                    "xanchor": "left",
                    "xshift": 8,
                    "text": plain_text(strip.words),
                    "font": {"color": "@sea"},
                }
            )
        for part in strip.below:
            room = _days(part.start, part.end) / _days(first, last) * plot_px - _PAD_PX
            text = next((label for label in part.labels if measure(label) <= room), None)
            if text is not None:
                found.append(
                    {
                        "x": (part.start + (part.end - part.start) / 2).isoformat(),
                        "y": at,
                        "borderpad": 2,
                        "bgcolor": "@surface",
                        "text": plain_text(text),
                        "font": {"color": "@ink", "size": 12, "weight": 600},
                    }
                )
    return found


def _days(start: date, end: date) -> int:
    return (end - start).days + 1


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
