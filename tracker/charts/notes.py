"""Dated notes on the chart: a mark on the line at their month, and words that never overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.charts.annotations import Frame, Marks, Span
from tracker.charts.text import measure, plain_text
from tracker.charts.traces import Columns

_MOST_LABELLED, _MOST_COMPACT = 3, 1


@dataclass(frozen=True, slots=True)
class Note:
    """What happened in the month of a point: `text` for the hover box ("\\n" breaks a line),
    `label` in a few words on the chart."""

    on: date
    text: str
    label: str


def draw_notes(columns: Columns, notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Diamonds on the net-worth line; notes of days without a point are left out."""
    worth = dict(zip(columns.days, columns.worth, strict=True))
    shown = [note.on for note in notes if note.on in worth]
    if not shown:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [day.isoformat() for day in shown],
            "y": [worth[day] for day in shown],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "symbol": "diamond",
                "size": 10,
                "color": "@surface",
                "line": {"color": "@ink", "width": 1.75},
            },
        }
    ]


def with_notes(days: Sequence[date], texts: Sequence[str], notes: Sequence[Note]) -> list[str]:
    """The hover texts of a line, each with the note of its day below it. A trace of their own
    would show notes at the neighbouring months too."""
    said = {note.on: note.text for note in notes}
    return [
        f"{text}\n{said[day]}" if day in said else text
        for day, text in zip(days, texts, strict=True)
    ]


def note_words(
    notes: Sequence[Note],
    frame: Frame,
    columns: Columns,
    marks: Marks,
    *,
    plot_px: int,
    panel: str = "",
    compact: bool = False,
) -> Marks:
    """The newest notes in words between the two panels, each with a thin line from its mark.

    Words are placed for a plot of `plot_px` pixels, clear of each other, of the borders, and of
    the label of the `panel` below where the chart is too low for two lines of words. A mark
    above the words under a lowest month, in `marks`, has no line: it would strike them through.
    """
    found = Marks()
    worth = dict(zip(columns.days, columns.worth, strict=True))
    taken = [Span(0, measure(panel))] if panel else []
    for note in sorted(notes, key=lambda note: note.on, reverse=True):
        if len(found.annotations) == (_MOST_COMPACT if compact else _MOST_LABELLED):
            break
        if note.on not in worth:
            continue
        at, width = frame.place(note.on) * plot_px, measure(note.label)
        for anchor, before in (("center", width / 2), ("right", width), ("left", 0.0)):
            span = Span(at - before, at - before + width)
            if not span.is_free(taken, plot_px):
                continue
            taken.append(span)
            found.annotations.append(_words(note, anchor))
            if not any(lowest.holds(at) for lowest in marks.lowest):
                found.shapes.append(_pointer(note, worth[note.on], frame.low - marks.room_below))
            break
    return found


def _words(note: Note, anchor: str) -> dict[str, Any]:
    return {
        "x": note.on.isoformat(),
        "yref": "y domain",
        "y": 0,
        "xanchor": anchor,
        "yanchor": "top",
        "yshift": 2,
        "text": plain_text(note.label),
        "font": {"color": "@text", "size": 11},
    }


def _pointer(note: Note, worth: float, low: float) -> dict[str, Any]:
    day = note.on.isoformat()
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": day,
        "x1": day,
        "y0": low,
        "y1": worth,
        "line": {"color": "@edge", "width": 1, "dash": "dot"},
        "layer": "below",
    }
