"""What moved net worth, as a horizontal waterfall from the earlier level to the later one."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import TextWrapper
from typing import Any, Final, Literal

from tracker.charts.text import measure, plain_text

NARROW = 20
"""Letters in a line of a name where room is scarce."""

_NARROW_LINES: Final = TextWrapper(NARROW)

type Hue = Literal["own", "owe", "both", "total"]

COLOURS: Final[dict[Hue, str]] = {
    "own": "@sea",
    "owe": "@ember",
    "both": "@quiet",
    "total": "@ink",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: its name, its effect on net worth, the label of that effect, and whether it is of
    one side, of both together, or the sum."""

    name: str
    amount: float
    label: str
    hue: Hue


def waterfall(
    steps: Sequence[Step], total: Step, *, ticks: Sequence[tuple[float, str]]
) -> dict[str, Any]:
    """A figure dict: hue is the side, a hatch lowered net worth, the last bar is the sum.

    `ticks` are places on the axis with finished labels; zero is the earlier level.
    """
    names, bases, lengths, hues, ends, at = [], [], [], [], [], 0.0
    for step in steps:
        names.append(step.name)
        bases.append(at)
        lengths.append(step.amount)
        hues.append(COLOURS[step.hue])
        at += step.amount
        ends.append(at)
    rows = [*steps, total]
    names.append(total.name)
    bases.append(0.0)
    lengths.append(total.amount)
    hues.append(COLOURS[total.hue])
    places = list(range(len(rows)))
    low = min(0.0, *ends, total.amount)
    high = max(0.0, *ends, total.amount)
    room = (high - low) or 1.0
    fell = [
        length < 0 and place < len(steps) for place, length in zip(places, lengths, strict=True)
    ]
    room_right = 12 + round(max(measure(row.label) for row in rows))
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": places,
                "x": lengths,
                "base": bases,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "marker": {
                    "color": hues,
                    "line": {"width": [1.25 if down else 0 for down in fell], "color": hues},
                    "pattern": {
                        "shape": ["/" if down else "" for down in fell],
                        "size": 5,
                        "solidity": 0.35,
                        "fgcolor": hues,
                        "bgcolor": ["@surface" if down else "" for down in fell],
                    },
                },
            },
        ],
        "layout": {
            "hovermode": False,
            "bargap": 0.32,
            "margin": {"l": 4, "r": room_right, "t": 2, "b": 22},
            # Annotations, not bar texts: the surface behind them keeps lines from striking through.
            "annotations": [
                {
                    "x": max(base, base + length),
                    "y": place,
                    "xanchor": "left",
                    "xshift": 4,
                    "borderpad": 1,
                    "bgcolor": "@surface",
                    "text": plain_text(row.label),
                    "font": {"color": "@ink", "size": 12, "weight": 600},
                }
                for place, (row, base, length) in enumerate(zip(rows, bases, lengths, strict=True))
            ],
            "shapes": [
                {
                    "type": "line",
                    "x0": end,
                    "x1": end,
                    "y0": place + 0.33,
                    "y1": place + 0.67,
                    "line": {"color": "@edge", "width": 1},
                }
                for place, end in enumerate(ends)
            ],
            "xaxis": {
                "showgrid": True,
                "gridcolor": "@grid",
                "zeroline": True,
                "zerolinecolor": "@ink",
                "zerolinewidth": 2.5,
                "range": [low - room * 0.04, high + room * 0.04],
                "tickangle": 0,
                "tickvals": [value for value, _ in ticks],
                "ticktext": [plain_text(label) for _, label in ticks],
            },
            "yaxis": {
                "autorange": "reversed",
                "showgrid": False,
                "zeroline": False,
                "tickvals": places,
                "ticktext": [f"{plain_text(name)}  " for name in names],
                "tickfont": {"color": "@ink", "size": 12.5},
            },
            "meta": {
                "compact": {
                    "yaxis": {"ticktext": [f"{_broken(name)}  " for name in names]},
                    "xaxis": {
                        "tickvals": [value for value, _ in ticks if value == 0],
                        "ticktext": [plain_text(label) for value, label in ticks if value == 0],
                    },
                }
            },
        },
    }


def _broken(name: str) -> str:
    """A name in lines for narrow screens."""
    return "<br>".join(map(plain_text, _NARROW_LINES.wrap(name)))
