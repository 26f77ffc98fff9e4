"""Dated notes as plain rows: what happened when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

REASONS: Final = ("study", "illness", "job", "family", "home", "other")
TEXT_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One event. `seen` changes with every change of it."""

    id: UUID
    on: date
    text: str
    reason: str
    seen: str


def notes_by_point(
    notes: Sequence[NoteRow], points: Sequence[date]
) -> dict[date, tuple[NoteRow, ...]]:
    """The notes under the point of their month, which may lie before or after the note's own day;
    notes of months without a point are left out. `points` has at most one day a month."""
    by_month = {(day.year, day.month): day for day in points}
    found: dict[date, tuple[NoteRow, ...]] = {}
    for note in sorted(notes, key=lambda note: (note.on, note.text)):
        point = by_month.get((note.on.year, note.on.month))
        if point is not None:
            found[point] = (*found.get(point, ()), note)
    return found
