"""Reads a household's dated notes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.models import DatedNote
from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.services.notes import NoteRow


def list_notes(
    household: HouseholdRow, first: date = FIRST_DATE, last: date = LAST_DATE
) -> Sequence[NoteRow]:
    """The notes of a span of dates, oldest first."""
    rows = DatedNote.objects.filter(household_id=household.id, on__range=(first, last))
    return tuple(_row(note) for note in rows.order_by("on", "id"))


def find_note(household: HouseholdRow, note_id: UUID) -> NoteRow | None:
    """The note with this id, None where the household has none."""
    found = DatedNote.objects.filter(household_id=household.id, pk=note_id).first()
    return _row(found) if found else None


def _row(note: DatedNote) -> NoteRow:
    return NoteRow(note.pk, note.on, note.text, note.reason, note.updated_at.isoformat())
