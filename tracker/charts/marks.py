"""What the charts of one thing over time are drawn with: a line, its end, what lies hatched."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.charts.scale import shorten
from tracker.charts.text import plain_text

DASH = "4px,3px"


def shorten_known(values: Sequence[float | None]) -> list[float | None]:
    """As `shorten`, with gaps where nothing is known. Some value must be known."""
    known = [value for value in values if value is not None]
    short = iter(shorten(known, max(map(abs, known))))
    return [None if value is None else next(short) for value in values]


def line(
    days: Sequence[date],
    heights: Sequence[float | None],
    texts: Sequence[str],
    name: str,
    *,
    colour: str = "@ink",
    width: float = 2.25,
    dash: str = "",
) -> dict[str, Any]:
    """A line with a text for the hover box at each date."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain_text(name),
        "x": [day.isoformat() for day in days],
        "y": list(heights),
        "customdata": [plain_text(text) for text in texts],
        "hovertemplate": "%{customdata}",
        "line": {"color": colour, "width": width, **({"dash": dash} if dash else {})},
    }


def end_dot(
    on: date, height: float | None, *, fill: str = "@ink", rim: str = "@surface"
) -> dict[str, Any]:
    """The dot at the end of a line."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [on.isoformat()],
        "y": [height],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": 8, "color": fill, "line": {"color": rim, "width": 2}},
    }


def hatched(x: Sequence[str], heights: Sequence[float]) -> dict[str, Any]:
    """The area between a line and zero, where it is on the wrong side."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": shorten(heights, max(map(abs, heights))),
        "fill": "tozeroy",
        "fillpattern": {
            "shape": "/",
            "size": 6,
            "solidity": 0.18,
            "fillmode": "replace",
            "fgcolor": "@ember",
            "bgcolor": "@ember-area",
        },
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
