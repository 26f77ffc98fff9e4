"""Axes and end labels that charts over time share."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.charts.scale import month_ticks
from tracker.charts.text import measure, plain_text

LABEL_PX = 18

type WriteDate = Callable[[date], str]


def end_label(
    on: date, value: float, text: str, colour: str, axis: str = "y", lift: float = 0.0
) -> dict[str, Any]:
    """Words at the right end of a line, `lift` pixels above it."""
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


def separate(upper: float, lower: float, span: float, height_px: float) -> float:
    """Pixels by which the first of two end labels goes up and the second down, so that they do
    not overlap; `span` is what the axis shows on `height_px` pixels."""
    gap = (upper - lower) / span * height_px
    if abs(gap) >= LABEL_PX:
        return 0.0
    return round((LABEL_PX - gap) / 2 if gap >= 0 else -(LABEL_PX + gap) / 2, 1)


def right_px(*texts: str) -> int:
    """The margin that end labels need."""
    return 18 + round(max(map(measure, texts)))


def time_axis(first: date, last: date) -> dict[str, Any]:
    """From one date to another, with a line at the date that is pointed at; some room around a
    single date."""
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()] if first != last else _around(last),
        "showspikes": True,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": "@edge",
        "spikesnap": "data",
    }


def _around(day: date) -> list[str]:
    return [
        date.fromordinal(day.toordinal() - 15).isoformat(),
        date.fromordinal(day.toordinal() + 15).isoformat(),
    ]


def amount_axis(ticks: Sequence[Decimal], tick: Callable[[Decimal], str]) -> dict[str, Any]:
    """Amounts at these places, as `tick` writes them."""
    return {
        "tickmode": "array",
        "tickvals": [float(at) for at in ticks],
        "ticktext": [plain_text(tick(at)) for at in ticks],
    }


def date_axis(
    first: date, last: date, at_most: int, *, month: WriteDate, year: WriteDate
) -> dict[str, Any]:
    """Round months, at most this many, written as months or as years."""
    ticks, step = month_ticks(first, last, at_most)
    write = year if step % 12 == 0 else month
    return {
        "tickmode": "array",
        "tickvals": [tick.isoformat() for tick in ticks],
        "ticktext": [plain_text(write(tick)) for tick in ticks],
    }
