"""Dated notes through their pages, on the dashboard's chart and in its table."""

import json
import re
from datetime import date
from uuid import uuid4

import pytest

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast
from tests.views.snapshot_page import path, read
from tracker.commands.notes import add_note
from tracker.models import DatedNote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
EVIL = "</script><b onclick=x>\"'{{7*7}}"


@pytest.fixture
def editor_client(cast: Cast) -> ApplicationClient:
    return cast.client(cast.editor)


def keep(cast: Cast, text: str = "Bought a car", on: date = date(2026, 10, 5)) -> DatedNote:
    with tenant(cast.household.id):
        pk = add_note(
            cast.household,
            actor=None,
            today=date(2026, 11, 21),
            on=on,
            text=text,
            reason="home",
        )
    return DatedNote.objects.get(pk=pk)


def fields(**given: str) -> dict[str, str]:
    return {"on": "2026-10-05", "text": "Bought a car", "reason": "home"} | given


def test_an_empty_list_says_what_a_note_is(cast: Cast, owner_client) -> None:
    assert "A note says what happened on a day" in read(owner_client, path(cast, "notes/"))


def test_an_editor_adds_a_note_and_comes_back(cast: Cast, editor_client) -> None:
    page = read(editor_client, path(cast, "notes/new/?on=2026-10-05&back=dashboard"))
    assert 'value="2026-10-05"' in page
    answer = editor_client.post(path(cast, "notes/new/"), fields(back="dashboard"))
    assert (answer.status_code, answer["Location"]) == (302, path(cast, ""))
    note = DatedNote.objects.get()
    assert (note.text, note.reason, note.updated_by_id) == (
        "Bought a car",
        "home",
        cast.editor.pk,
    )
    listed = read(editor_client, path(cast, "notes/"))
    assert "The note was added." in listed
    assert "5 Oct 2026" in listed


@pytest.mark.parametrize(
    ("back", "address"),
    [
        ("month", "months/2026-10-05/"),
        ("history", "history/"),
        ("", "notes/"),
        ("https://evil.example/", "notes/"),
    ],
)
def test_only_our_own_pages_are_gone_back_to(
    cast: Cast, editor_client, back: str, address: str
) -> None:
    answer = editor_client.post(path(cast, "notes/new/"), fields(back=back))
    assert answer["Location"] == path(cast, address)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "Write what happened."),
        ({"text": "x" * 201}, "longer than 200 characters"),
        ({"on": "1800-01-01"}, "out of range"),
        ({"on": "2026-11-22"}, "in the future"),
        ({"on": ""}, "Enter a date."),
        ({"reason": "luck"}, "Choose one of the reasons."),
        ({"text": "two\nlines\x07"}, "control characters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    cast: Cast, editor_client, given: dict[str, str], sentence: str
) -> None:
    answer = editor_client.post(path(cast, "notes/new/"), fields(**given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    for name, value in (fields() | given).items():
        if name != "reason" and value.isprintable():
            assert f'value="{value}"' in page or not value
    assert not DatedNote.objects.exists()


def test_a_note_is_changed_from_what_was_seen(cast: Cast, editor_client) -> None:
    note = keep(cast)
    address = path(cast, f"notes/{note.pk}/")
    page = read(editor_client, address)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    answer = editor_client.post(address, fields(text="Sold a car", seen=seen[1]))
    assert answer.status_code == 302
    assert DatedNote.objects.get().text == "Sold a car"
    late = editor_client.post(address, fields(text="Lent a car", seen=seen[1]))
    assert late.status_code == 409
    shown = late.content.decode()
    assert "it now says “Sold a car”" in shown
    assert 'value="Lent a car"' in shown
    again = re.search(r'name="seen" value="([^"]+)"', shown)
    assert again
    assert editor_client.post(address, fields(text="Lent a car", seen=again[1])).status_code == 302
    assert DatedNote.objects.get().text == "Lent a car"


def test_removing_asks_first_and_only_a_post_does_it(cast: Cast, editor_client) -> None:
    note = keep(cast)
    address = path(cast, f"notes/{note.pk}/remove/")
    assert "Remove this note?" in read(editor_client, address)
    assert DatedNote.objects.exists()
    assert editor_client.post(address).status_code == 302
    assert not DatedNote.objects.exists()
    assert editor_client.post(address).status_code == 404


def test_a_viewer_reads_notes_and_sees_no_way_to_change_them(
    cast: Cast, books: Cast, viewer_client
) -> None:
    note = keep(cast)
    page = read(viewer_client, path(cast, "notes/"))
    assert "Bought a car" in page
    assert "notes/new/" not in page
    assert str(note.pk) not in page
    dashboard = read(viewer_client, path(cast, ""))
    assert "5 Oct 2026: Bought a car" in dashboard
    assert "notes/new/" not in dashboard
    for rest in ("new/", f"{note.pk}/", f"{note.pk}/remove/"):
        assert viewer_client.get(path(cast, f"notes/{rest}")).status_code == 403
        assert viewer_client.post(path(cast, f"notes/{rest}"), fields()).status_code == 403
    assert DatedNote.objects.count() == 1


def test_a_foreign_or_unknown_note_is_not_found(cast: Cast, stranger_client, editor_client) -> None:
    note = keep(cast)
    for rest in ("", "remove/"):
        address = f"/h/{cast.others.slug}/notes/{note.pk}/{rest}"
        assert stranger_client.get(address).status_code == 404
        assert stranger_client.post(address, fields()).status_code == 404
        assert editor_client.get(path(cast, f"notes/{uuid4()}/{rest}")).status_code == 404
    assert stranger_client.get(path(cast, "notes/")).status_code == 404
    assert DatedNote.objects.get().text == "Bought a car"


def test_the_chart_marks_a_note_at_its_month_as_plain_text(books: Cast, editor_client) -> None:
    keep(books, EVIL)
    page = read(editor_client, path(books, ""))
    found = re.search(r'<script id="waterline-data" type="application/json">(.*?)</script>', page)
    assert found
    figure = json.loads(found[1])
    diamonds = [t for t in figure["data"] if t.get("marker", {}).get("symbol") == "diamond"]
    assert [t["x"] for t in diamonds] == [["2026-10-31"]]
    line = next(t for t in figure["data"] if t.get("name") == "Net worth")
    assert "5 Oct 2026: &lt;/script&gt;&lt;b onclick=x&gt;" in " ".join(
        line["customdata"][0].split("<br>")
    )
    assert "<b" not in json.dumps(figure["layout"])


def test_the_chart_s_table_has_notes_and_a_way_to_add_one(books: Cast, editor_client) -> None:
    keep(books, EVIL)
    page = read(editor_client, path(books, ""))
    assert "5 Oct 2026: &lt;/script&gt;&lt;b onclick=x&gt;" in page
    assert f'href="{path(books, "notes/new/")}?on=2026-10-31&amp;back=dashboard"' in page
