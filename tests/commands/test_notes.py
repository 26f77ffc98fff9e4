"""Dated notes: added, changed, removed, and what is refused."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from accounts.access import tenant
from tests.cast import Cast
from tracker.commands.errors import Conflict, Refused
from tracker.commands.notes import add_note, change_note, remove_note
from tracker.models import DatedNote
from tracker.queries.notes import find_note, list_notes
from tracker.services.notes import NoteRow

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def add(cast: Cast, text: str = "Bought a car", **given) -> UUID:
    fields = {"on": date(2026, 10, 5), "reason": "home"} | given
    with tenant(cast.household.id):
        return add_note(cast.household, actor=cast.owner.pk, today=TODAY, text=text, **fields)


def change(cast: Cast, row: NoteRow, **given) -> None:
    fields = {"on": row.on, "text": row.text, "reason": row.reason, "seen": row.seen} | given
    with tenant(cast.household.id):
        change_note(cast.household, actor=cast.editor.pk, today=TODAY, note_id=row.id, **fields)


def rows(cast: Cast) -> list[NoteRow]:
    with tenant(cast.household.id):
        return list(list_notes(cast.household))


def test_a_note_is_kept_with_its_day_reason_and_writer(cast: Cast) -> None:
    add(cast, "  Bought   a car ")
    (row,) = rows(cast)
    assert (row.on, row.text, row.reason) == (date(2026, 10, 5), "Bought a car", "home")
    assert DatedNote.objects.get().updated_by_id == cast.owner.pk


def test_notes_are_read_oldest_first_and_within_a_span(cast: Cast) -> None:
    for day in (20, 3, 11):
        add(cast, f"Day {day}", on=date(2026, 10, day))
    assert [row.text for row in rows(cast)] == ["Day 3", "Day 11", "Day 20"]
    with tenant(cast.household.id):
        found = list_notes(cast.household, date(2026, 10, 11), date(2026, 10, 19))
    assert [row.text for row in found] == ["Day 11"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "dated_note_blank"),
        ({"text": "x" * 201}, "note_long"),
        ({"text": "line\nbreak"}, "note_characters"),
        ({"text": "a\x00b"}, "note_characters"),
        ({"on": date(1899, 12, 31)}, "date_range"),
        ({"on": date(2026, 11, 22)}, "date_future"),
        ({"reason": "luck"}, "unknown_reason"),
    ],
)
def test_what_cannot_be_kept_is_refused(cast: Cast, given: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add(cast, **given)
    assert refused.value.code == code
    assert rows(cast) == []


def test_a_note_of_200_characters_fits(cast: Cast) -> None:
    add(cast, "x" * 200)
    assert len(rows(cast)[0].text) == 200


def test_a_change_is_made_from_what_was_seen(cast: Cast) -> None:
    add(cast)
    (row,) = rows(cast)
    change(cast, row, text="Bought a bus", reason="family")
    (changed,) = rows(cast)
    assert (changed.text, changed.reason) == ("Bought a bus", "family")
    assert DatedNote.objects.get().updated_by_id == cast.editor.pk
    with pytest.raises(Conflict) as conflict:
        change(cast, row, text="Bought a boat")
    assert conflict.value.current == "Bought a bus"
    assert rows(cast) == [changed]


def test_an_unchanged_note_is_left_as_it_is(cast: Cast) -> None:
    add(cast)
    (row,) = rows(cast)
    change(cast, row, seen="something else")
    assert rows(cast) == [row]


def test_a_removed_note_is_gone_and_cannot_be_removed_again(cast: Cast) -> None:
    note_id = add(cast)
    with tenant(cast.household.id):
        remove_note(cast.household, actor=cast.owner.pk, note_id=note_id)
        assert find_note(cast.household, note_id) is None
        with pytest.raises(Refused, match="no_note"):
            remove_note(cast.household, actor=cast.owner.pk, note_id=note_id)


def test_another_household_s_note_is_out_of_reach(cast: Cast) -> None:
    add(cast)
    (row,) = rows(cast)
    with tenant(cast.others.id):
        assert find_note(cast.others, row.id) is None
        for command in (
            lambda: remove_note(cast.others, actor=None, note_id=row.id),
            lambda: change_note(
                cast.others,
                actor=None,
                today=TODAY,
                note_id=row.id,
                on=row.on,
                text="Theirs",
                reason="other",
                seen=row.seen,
            ),
            lambda: remove_note(cast.others, actor=None, note_id=uuid4()),
        ):
            with pytest.raises(Refused, match="no_note"):
                command()
    assert rows(cast) == [row]
