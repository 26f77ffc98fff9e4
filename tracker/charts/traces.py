"""Lines, areas and dots of the waterline chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tracker.charts.crossings import split_at_zero
from tracker.charts.scale import Number, shorten
from tracker.charts.text import plain_text, plain_texts


class Point(NamedTuple):
    """One month: amounts in the chart's currency, and their finished texts for the hover box.

    `complete` is False when something that belongs to the month has no value or no price.
    """

    on: date
    net_worth: Number | float
    assets: Number | float
    liabilities: Number | float
    complete: bool = True
    net_worth_text: str = ""
    assets_text: str = ""
    liabilities_text: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The points by column, as charts want them: ISO dates and floats, made once.

    `hollow` are the places of incomplete months, `alone` those of complete ones without a complete
    neighbour, which no line would show.
    """

    days: list[date]
    x: list[str]
    worth: list[float]
    own: list[float]
    owe: list[float]
    hollow: list[int]
    alone: list[int]


def make_columns(points: Sequence[Point]) -> Columns:
    """The columns of at least one point, oldest first."""
    days = [p.on for p in points]
    complete = [p.complete for p in points]
    gaps = not all(complete)
    return Columns(
        days,
        [day.isoformat() for day in days],
        [float(p.net_worth) for p in points],
        [float(p.assets) for p in points],
        [float(p.liabilities) for p in points],
        [at for at, whole in enumerate(complete) if not whole] if gaps else [],
        _find_alone(complete) if gaps or len(points) == 1 else [],
    )


def _find_alone(complete: Sequence[bool]) -> list[int]:
    around = [False, *complete, False]
    return [at for at, whole in enumerate(complete) if whole and not (around[at] or around[at + 2])]


def _with_gaps(values: list[float], columns: Columns) -> list[float | None]:
    line: list[float | None] = list(values)
    for at in columns.hollow:
        line[at] = None
    return line


def draw_areas(columns: Columns) -> list[dict[str, Any]]:
    """The calm fill above zero and the hatched one below."""
    areas = split_at_zero(columns.days, _with_gaps(columns.worth, columns))
    largest = max(map(abs, columns.worth))
    shared = {"type": "scatter", "mode": "lines", "x": areas.x, "fill": "tozeroy"}
    quiet = {"line": {"width": 0}, "hoverinfo": "skip"}
    hatch = {
        "shape": "/",
        "size": 6,
        "solidity": 0.18,
        "fillmode": "replace",
        "fgcolor": "@ember",
        "bgcolor": "@ember-area",
    }
    traces: list[dict[str, Any]] = []
    if any(areas.above):
        traces.append(
            {**shared, "y": shorten(areas.above, largest), "fillcolor": "@sea-area", **quiet}
        )
    if any(areas.below):
        traces.append({**shared, "y": shorten(areas.below, largest), "fillpattern": hatch, **quiet})
    return traces


def draw_series(
    columns: Columns,
    values: list[float],
    texts: Sequence[str],
    name: str,
    colour: str,
    *,
    axis: str = "y",
    dash: str = "solid",
) -> list[dict[str, Any]]:
    """A line through complete months; hollow dots for incomplete ones, dots for lone ones."""
    hover = {"hovertemplate": "%{customdata}"} if any(texts) else {}
    shared = {"type": "scatter", "name": plain_text(name), "yaxis": axis, **hover}
    width, size = (2.25, 6) if axis == "y" else (1.5, 4)
    words = plain_texts(texts)
    places = shorten(values, max(map(abs, values)))
    traces: list[dict[str, Any]] = [
        {
            **shared,
            "mode": "lines",
            "x": columns.x,
            "y": _with_gaps(places, columns),
            "customdata": words,
            "line": {"color": colour, "width": width, "dash": dash},
        }
    ]
    if columns.hollow:
        traces.append(
            {
                **shared,
                "mode": "markers",
                "x": [columns.x[at] for at in columns.hollow],
                "y": [places[at] for at in columns.hollow],
                "customdata": [words[at] for at in columns.hollow],
                "marker": {
                    "size": size,
                    "color": "@surface",
                    "line": {"color": colour, "width": 1.25},
                },
            }
        )
    if columns.alone:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [columns.x[at] for at in columns.alone],
                "y": [places[at] for at in columns.alone],
                "yaxis": axis,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "marker": {"size": size, "color": colour},
            }
        )
    return traces


def draw_last_dot(columns: Columns, *, hollow: bool) -> dict[str, Any]:
    """The end of the net-worth line; hollow while its month may still change."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": columns.x[-1:],
        "y": columns.worth[-1:],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 9,
            "color": "@surface" if hollow else "@ink",
            "line": {"color": "@ink" if hollow else "@surface", "width": 2},
        },
    }
