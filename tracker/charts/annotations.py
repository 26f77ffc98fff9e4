"""Marks of the months below zero: bands, onset and recovery lines, and words that never overlap."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from tracker.charts.scale import Number
from tracker.charts.text import measure, plain_text

_GAP_PX = 6
_MOST_LABELLED = 2
_ACROSS = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch below zero, as service code found it, with its finished words.

    `recovered` is None while it lasts. Words: at the onset and recovery lines ("\\n" breaks a
    line), and under the lowest month, long and short.
    """

    onset: date
    lowest_on: date
    lowest: Number
    recovered: date | None
    onset_label: str
    recovered_label: str
    lowest_label: str
    lowest_short: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What the chart shows: its first and last day, and the range of values with zero in it."""

    first: date
    last: date
    low: float
    high: float

    def place(self, day: date) -> float:
        """How far along the time axis a day is, from 0 to 1 inside the chart."""
        days = (self.last - self.first).days
        return (day - self.first).days / days if days else 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of pixels along the time axis."""

    start: float
    end: float

    def holds(self, place: float) -> bool:
        """Whether a place lies in it."""
        return self.start <= place <= self.end

    def is_free(self, taken: Sequence["Span"], width: float) -> bool:
        """Whether it lies inside the plot and a gap away from all others."""
        gap = _GAP_PX - 0.01
        return (
            self.start >= 0
            and self.end <= width
            and all(self.end + gap <= t.start or t.end + gap <= self.start for t in taken)
        )


@dataclass(slots=True)
class Marks:
    """Shapes and words, and the room they need beyond the values, in value units; `lowest` is
    where words stand under lowest months."""

    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    room_above: float = 0.0
    room_below: float = 0.0
    lowest: list[Span] = field(default_factory=list)


def episode_marks(
    episodes: Sequence[Episode],
    frame: Frame,
    days: Sequence[date],
    worth: Sequence[float],
    *,
    plot_px: int,
    compact: bool = False,
) -> Marks:
    """Bands for every episode in the frame; lines and words for the latest and the deepest.

    Words are placed for a plot of `plot_px` pixels, latest episode first; what would touch
    another label, the border or the curve is left out (the table says it). A wider plot only moves
    labels apart. `compact` has no words at onset and recovery and short ones at the lowest month.
    """
    seen = [
        e for e in episodes if e.onset <= frame.last and (e.recovered or frame.last) >= frame.first
    ]
    marks = Marks()
    latest = sorted(seen, key=lambda e: e.onset, reverse=True)[:1]
    deepest = sorted((e for e in seen if e not in latest), key=lambda e: e.lowest)
    chosen = (latest + deepest)[:_MOST_LABELLED]
    for episode in seen:
        marks.shapes += _band(episode, frame)
    # Lines of other episodes would run through the words.
    for episode in chosen:
        marks.shapes += _lines(episode, frame)
    if not compact:
        at = [frame.place(day) * plot_px for e in chosen for day in _line_days(e, frame)]
        top = [Span(x, x) for x in at]
        for episode in chosen:
            marks.annotations += _line_words(episode, frame, plot_px, top)
    has_top = bool(marks.annotations)
    bottom = marks.lowest
    by_depth = sorted(chosen, key=lambda e: e.lowest)
    for episode in by_depth[:1] if compact else by_depth:
        marks.annotations += _lowest_words(episode, frame, days, worth, plot_px, bottom, compact)
    span = frame.high - frame.low
    marks.room_above = span * (0.24 if has_top else 0.07)
    marks.room_below = span * (0.13 if bottom else 0.07 if frame.low < 0 else 0.03)
    return marks


def zero_label_place(worth: Sequence[float], span: float, share: float) -> tuple[str, str]:
    """Where words on the zero line stay clear of the curve: (xanchor, yanchor).

    Above the line at its left end if they can, then below it, then at the right end. `share`: how
    much of the plot's width the words take.
    """
    reach, height = ceil(len(worth) * share) + 1, span * 0.08
    for xanchor, part in (("left", worth[:reach]), ("right", worth[-reach:])):
        pairs = list(zip(part, part[1:] or part, strict=False))
        if not any(min(pair) < height and max(pair) > 0 for pair in pairs):
            return xanchor, "bottom"
        if not any(max(pair) > -height and min(pair) < 0 for pair in pairs):
            return xanchor, "top"
    return "left", "bottom"


def _band(episode: Episode, frame: Frame) -> list[dict[str, Any]]:
    start = max(episode.onset, frame.first)
    end = min(episode.recovered or frame.last, frame.last)
    if end <= start:
        return []
    return [
        {
            "type": "rect",
            **_ACROSS,
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "fillcolor": "@ember-band",
            "line": {"width": 0},
            "layer": "below",
        }
    ]


def _lines(episode: Episode, frame: Frame) -> list[dict[str, Any]]:
    """Dotted lines at onset and recovery; none on the very first day, which crossed nothing."""
    return [
        {
            "type": "line",
            **_ACROSS,
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "line": {"color": "@ember", "width": 1, "dash": "dot"},
        }
        for day in _line_days(episode, frame)
    ]


def _line_days(episode: Episode, frame: Frame) -> list[date]:
    days = (episode.onset, episode.recovered)
    return [day for day in days if day is not None and frame.first < day <= frame.last]


def _line_words(
    episode: Episode, frame: Frame, plot_px: int, taken: list[Span]
) -> list[dict[str, Any]]:
    """Words on top of the onset line (outside the band if there is room) and the recovery line."""
    words: list[dict[str, Any]] = []
    wishes = [
        (episode.onset, episode.onset_label, "@ember", ("right", "left")),
        (episode.recovered, episode.recovered_label, "@sea", ("left", "right")),
    ]
    for day, text, colour, anchors in wishes:
        if day is None or not text or not frame.first < day <= frame.last:
            continue
        at, width = frame.place(day) * plot_px, measure(text)
        for anchor in anchors:
            span = (
                Span(at - _GAP_PX - width, at - _GAP_PX)
                if anchor == "right"
                else Span(at + _GAP_PX, at + _GAP_PX + width)
            )
            if span.is_free(taken, plot_px):
                taken.append(span)
                words.append(
                    {
                        "x": day.isoformat(),
                        "yref": "paper",
                        "y": 1,
                        "xanchor": anchor,
                        "xshift": -_GAP_PX if anchor == "right" else _GAP_PX,
                        "yanchor": "top",
                        "align": anchor,
                        "text": plain_text(text),
                        "font": {"color": colour, "weight": 600},
                    }
                )
                break
    return words


def _lowest_words(
    episode: Episode,
    frame: Frame,
    days: Sequence[date],
    worth: Sequence[float],
    plot_px: int,
    taken: list[Span],
    compact: bool,
) -> list[dict[str, Any]]:
    """Depth and duration under the trough: shifted inwards near a border, shorter if need be."""
    if not frame.first <= episode.lowest_on <= frame.last:
        return []
    at, lowest = frame.place(episode.lowest_on) * plot_px, float(episode.lowest)
    deeper = [
        frame.place(day) * plot_px for day, value in zip(days, worth, strict=True) if value < lowest
    ]
    texts = [episode.lowest_short] if compact else [episode.lowest_label, episode.lowest_short]
    for text, anchor in ((t, a) for t in texts if t for a in ("center", "left", "right")):
        width = measure(text)
        start = at - {"center": width / 2, "left": 0.0, "right": width}[anchor]
        span = Span(start, start + width)
        covers_curve = any(map(span.holds, deeper))
        if covers_curve or not span.is_free(taken, plot_px):
            continue
        taken.append(span)
        return [
            {
                "x": episode.lowest_on.isoformat(),
                "y": lowest,
                "xanchor": anchor,
                "yanchor": "top",
                "yshift": -4,
                # On a narrow chart the lines of onset and recovery would strike the words through.
                **({"bgcolor": "@surface"} if compact else {}),
                "text": plain_text(text),
                "font": {"color": "@ember", "weight": 600},
            }
        ]
    return []
