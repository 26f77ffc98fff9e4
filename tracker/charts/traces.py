"""Lines, areas and dots of the waterline chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.charts.crossings import split_at_zero
from tracker.charts.scale import Number
from tracker.charts.text import plain_text


@dataclass(frozen=True, slots=True)
class Point:
    """One month: exact amounts in the chart's currency, and their finished texts for the hover box.

    `complete` is False when something that belongs to the month has no value or no price.
    """

    on: date
    net_worth: Number
    assets: Number
    liabilities: Number
    complete: bool = True
    net_worth_text: str = ""
    assets_text: str = ""
    liabilities_text: str = ""


def draw_areas(points: Sequence[Point], worth: Sequence[float]) -> list[dict[str, Any]]:
    """The calm fill above zero and the hatched one below."""
    areas = split_at_zero(
        [p.on for p in points],
        [w if p.complete else None for p, w in zip(points, worth, strict=True)],
    )
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
        traces.append({**shared, "y": areas.above, "fillcolor": "@sea-area", **quiet})
    if any(areas.below):
        traces.append({**shared, "y": areas.below, "fillpattern": hatch, **quiet})
    return traces


def draw_series(
    points: Sequence[Point],
    values: Sequence[float],
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
    width = 2.25 if axis == "y" else 1.5
    size = 6 if axis == "y" else 4
    traces: list[dict[str, Any]] = [
        {
            **shared,
            "mode": "lines",
            "x": [p.on.isoformat() for p in points],
            "y": [v if p.complete else None for p, v in zip(points, values, strict=True)],
            "customdata": [plain_text(text) for text in texts],
            "line": {"color": colour, "width": width, "dash": dash},
        }
    ]
    hollow = [at for at, p in enumerate(points) if not p.complete]
    if hollow:
        traces.append(
            {
                **shared,
                "mode": "markers",
                "x": [points[at].on.isoformat() for at in hollow],
                "y": [values[at] for at in hollow],
                "customdata": [plain_text(texts[at]) for at in hollow],
                "marker": {
                    "size": size,
                    "color": "@surface",
                    "line": {"color": colour, "width": 1.25},
                },
            }
        )
    alone = [at for at in range(len(points)) if _is_alone(points, at)]
    if alone:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [points[at].on.isoformat() for at in alone],
                "y": [values[at] for at in alone],
                "yaxis": axis,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "marker": {"size": size, "color": colour},
            }
        )
    return traces


def _is_alone(points: Sequence[Point], at: int) -> bool:
    """Whether a complete month has no complete neighbour, so that no line would show it."""
    around = (*points[max(at - 1, 0) : at], *points[at + 1 : at + 2])
    return points[at].complete and not any(p.complete for p in around)


def draw_last_dot(point: Point, value: float, *, hollow: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.on.isoformat()],
        "y": [value],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 9,
            "color": "@surface" if hollow else "@ink",
            "line": {"color": "@ink" if hollow else "@surface", "width": 2},
        },
    }
