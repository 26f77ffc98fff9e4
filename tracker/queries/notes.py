"""Reads a household's dated notes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.models import DatedNote
from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.services.notes import NoteRow

# Every dashboard asks for them; as a queryset they would take longer to ask for than to find.
NOTES = """
SELECT id, "on", text, reason, updated_at FROM tracker_datednote
WHERE household_id = %(household)s AND "on" BETWEEN %(first)s AND %(last)s
ORDER BY "on", id
"""


def list_notes(
    household: HouseholdRow, first: date = FIRST_DATE, last: date = LAST_DATE
) -> Sequence[NoteRow]:
    """The notes of a span of dates, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(NOTES, {"household": household.id, "first": first, "last": last})
        rows = cursor.fetchall()
    return tuple(
        NoteRow(id_, on, text, reason, updated_at.isoformat())
        for id_, on, text, reason, updated_at in rows
    )


def find_note(household: HouseholdRow, note_id: UUID) -> NoteRow | None:
    """The note with this id, None where the household has none."""
    note = DatedNote.objects.filter(household_id=household.id, pk=note_id).first()
    if note is None:
        return None
    return NoteRow(note.pk, note.on, note.text, note.reason, note.updated_at.isoformat())
