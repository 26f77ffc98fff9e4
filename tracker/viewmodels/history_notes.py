"""Dated notes: their list, the form of one, and how they stand beside months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tracker.formatting import format_date
from tracker.services.notes import NoteRow
from tracker.wording.history import reason_name


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is read: `reason` is "" where nothing in particular was said."""

    id: UUID
    iso: str
    date: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteYear:
    year: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The fields of history/notes.html, newest first."""

    years: tuple[NoteYear, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """The fields of history/note.html: a new note (`note_id` None) or one that is changed."""

    form: Any
    note_id: UUID | None
    conflict: str
    back_url: str


@dataclass(frozen=True, slots=True)
class NoteRemovalPage:
    """The fields of history/note_remove.html."""

    note: Note


def build_note(row: NoteRow, tag: str) -> Note:
    reason = "" if row.reason == "other" else reason_name(row.reason)
    return Note(row.id, row.on.isoformat(), format_date(row.on, tag), row.text, reason)


def build_list(rows: Sequence[NoteRow], tag: str) -> NotesPage:
    """`rows`: oldest first."""
    years: dict[int, list[Note]] = {}
    for row in reversed(rows):
        years.setdefault(row.on.year, []).append(build_note(row, tag))
    return NotesPage(tuple(NoteYear(year, tuple(notes)) for year, notes in years.items()))
