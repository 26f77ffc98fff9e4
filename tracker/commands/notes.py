"""Writes what happened when: a household's dated notes."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Conflict, Refused
from tracker.commands.valuations import check_day, check_note
from tracker.models import DatedNote
from tracker.services.notes import REASONS, TEXT_LENGTH


@transaction.atomic
def add_note(
    household: HouseholdRow, *, actor: UUID | None, today: date, on: date, text: str, reason: str
) -> UUID:
    """Keep what happened on a day up to today; the note's id.

    Raises Refused (date_range, date_future, dated_note_blank, note_long, note_characters,
    unknown_reason).
    """
    text = _check(on, text, reason, today)
    note = DatedNote.objects.create(
        household_id=household.id, on=on, text=text, reason=reason, updated_by_id=actor
    )
    return note.pk


@transaction.atomic
def change_note(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    note_id: UUID,
    on: date,
    text: str,
    reason: str,
    seen: str,
) -> None:
    """Say something else, or of another day. `seen` is that of the row the form was made from.

    Raises Conflict (with what the note says now) and Refused (no_note and those of add_note).
    """
    text = _check(on, text, reason, today)
    note = _lock(household, note_id)
    if (note.on, note.text, note.reason) == (on, text, reason):
        return
    if note.updated_at.isoformat() != seen:
        raise Conflict(note.text)
    note.on, note.text, note.reason, note.updated_by_id = on, text, reason, actor
    note.save(update_fields=["on", "text", "reason", "updated_at", "updated_by"])


@transaction.atomic
def remove_note(household: HouseholdRow, *, actor: UUID | None, note_id: UUID) -> None:
    """Take a note away. Raises Refused (no_note)."""
    _lock(household, note_id).delete()


def _check(on: date, text: str, reason: str, today: date) -> str:
    """The text without idle blanks; Refused where the note cannot be kept."""
    check_day(on, today=today)
    text = " ".join(filter(None, text.split(" ")))
    if not text:
        raise Refused("dated_note_blank")
    check_note(text, allowed=TEXT_LENGTH)
    if reason not in REASONS:
        raise Refused("unknown_reason")
    return text


def _lock(household: HouseholdRow, note_id: UUID) -> DatedNote:
    found = (
        DatedNote.objects.select_for_update().filter(household_id=household.id, pk=note_id).first()
    )
    if found is None:
        raise Refused("no_note")
    return found
