"""Expected charts as readable JSON: compared with, or written with PIN_CHARTS=1 set."""

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "snapshots"

# Stand-ins for what charts.js looks up in the style sheets; Plotly refuses unknown colours.
COLOUR_KEYS = {
    "bgcolor",
    "bordercolor",
    "color",
    "fgcolor",
    "fillcolor",
    "gridcolor",
    "linecolor",
    "spikecolor",
    "tickcolor",
    "zerolinecolor",
}


def assert_pinned(name: str, figure: dict[str, Any]) -> None:
    """The figure equals tests/snapshots/<name>.json."""
    path = FOLDER / f"{name}.json"
    if os.environ.get("PIN_CHARTS"):
        text = json.dumps(figure, indent=1, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")
    assert figure == json.loads(path.read_text(encoding="utf-8"))


def paint(node: Any) -> Any:
    """The figure with every colour name replaced by a colour, as charts.js does."""
    if isinstance(node, list):
        return [paint(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _colour(value) if key in COLOUR_KEYS else paint(value) for key, value in node.items()
    }


def colour_names(node: Any) -> set[str]:
    """The colour names a figure uses, without their @."""
    if isinstance(node, list):
        return set().union(*map(colour_names, node))
    if not isinstance(node, dict):
        return set()
    found = set().union(*(colour_names(value) for value in node.values()))
    for key in COLOUR_KEYS & node.keys():
        values = node[key] if isinstance(node[key], list) else [node[key]]
        found |= {v[1:] for v in values if isinstance(v, str) and v.startswith("@")}
    return found


def strings(node: Any) -> list[str]:
    """Every string in a figure."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = list(node.values())
    return [text for item in node for text in strings(item)] if isinstance(node, list) else []


def _colour(value: Any) -> Any:
    if isinstance(value, list):
        return [_colour(item) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return "#123456"
    return paint(value)
