"""Dated notes beside months."""

from datetime import date
from uuid import UUID

from tracker.services.notes import NoteRow, notes_by_point


def note(on: str, text: str) -> NoteRow:
    return NoteRow(UUID(int=1), date.fromisoformat(on), text, "other", "")


def test_notes_stand_at_the_point_of_their_month_in_the_order_of_their_days() -> None:
    points = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 12)]
    notes = [
        note("2024-02-20", "second"),
        note("2024-02-01", "first"),
        note("2024-03-12", "running"),
        note("2023-12-31", "before"),
        note("2024-04-01", "after"),
    ]
    found = notes_by_point(notes, points)
    assert {on: [n.text for n in of] for on, of in found.items()} == {
        date(2024, 2, 29): ["first", "second"],
        date(2024, 3, 12): ["running"],
    }
