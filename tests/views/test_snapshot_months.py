"""Which dates can be entered, copied into, noted, closed and reopened."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_value
from tests.views.snapshot_page import (
    TODAY,
    fields_of,
    find,
    month,
    path,
    read,
    row_of,
    typed,
    value_of,
)
from tracker.commands.notes import add_note
from tracker.models import Closing, DatedNote, Snapshot, Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class TestDates:
    def test_the_running_month_is_its_open_record_else_its_latest_else_today(
        self, owner_client, books: Cast
    ) -> None:
        household = books.household
        add_value(household, find("House"), "2026-11-05", 5)
        add_value(household, find("House"), "2026-11-10", 5)
        Snapshot.objects.filter(as_of="2026-11-10").update(closed_at=timezone.now())
        assert "5 Nov 2026 · USD" in read(owner_client, path(books))
        Snapshot.objects.filter(as_of="2026-11-05").update(closed_at=timezone.now())
        page = read(owner_client, path(books))
        assert "10 Nov 2026 · USD" in page
        assert "Enter today" in page

    def test_a_record_that_holds_nothing_is_none(self, owner_client, books: Cast) -> None:
        Snapshot.objects.create(household_id=books.household.id, as_of="2026-11-05")
        assert "21 Nov 2026 · USD" in read(owner_client, path(books))

    def test_any_past_date_can_be_entered(self, owner_client, books: Cast) -> None:
        day = date(1999, 12, 31)
        page = read(owner_client, month(books, on=day))
        assert owner_client.post(month(books, on=day), typed(page, House="9")).status_code == 302
        assert Valuation.objects.get(as_of=day).amount == 9

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ("2026-11-22", "is in the future"),
            ("1899-12-31", "is out of range"),
            ("31.10.2026", "is not a date in the form"),
            ("2026-02-30", "does not exist"),
            ("", "Enter a date."),
        ],
    )
    def test_a_day_that_cannot_be_entered_stays_typed_with_a_sentence(
        self, owner_client, books: Cast, asked: str, sentence: str
    ) -> None:
        response = owner_client.get(path(books, "months/"), {"date": asked})
        page = response.content.decode()
        assert response.status_code == 422
        assert sentence in page
        assert f'name="date" value="{asked}"' in page

    def test_the_picker_leads_to_its_day(self, owner_client, books: Cast) -> None:
        response = owner_client.get(path(books, "months/"), {"date": "2026-05-31"})
        assert response.url == month(books, on=date(2026, 5, 31))

    def test_a_day_to_come_is_refused_on_every_path(self, owner_client, books: Cast) -> None:
        tomorrow = date(2026, 11, 22)
        asked = owner_client.get(month(books, on=tomorrow), follow=True)
        assert asked.status_code == 422
        assert "in the future" in asked.content.decode()
        form = typed(read(owner_client, path(books)), House="9")
        response = owner_client.post(month(books, on=tomorrow), form)
        assert response.status_code == 422
        assert value_of(row_of(response.content.decode(), "House"), "amount") == "9"
        for rest in ("copy/", "close/", "note/"):
            owner_client.post(month(books, rest, tomorrow), {"month_note": "x", "confirm": "1"})
        assert not Snapshot.objects.filter(as_of=tomorrow).exists()


class TestCopying:
    def test_blanks_are_filled_after_what_was_typed_is_saved(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        response = owner_client.post(month(books, "copy/"), form, follow=True)
        assert "2 values were copied into blanks." in response.content.decode()
        values = dict(Valuation.objects.filter(as_of=TODAY).values_list("position__name", "amount"))
        assert values == {
            "House": 310000,
            "Joint savings": Decimal("38600.50"),
            "Mortgage": 340000,
        }

    def test_nothing_is_copied_while_something_typed_is_wrong(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="31o")
        response = owner_client.post(month(books, "copy/"), form)
        assert response.status_code == 422
        assert value_of(row_of(response.content.decode(), "House"), "amount") == "31o"
        assert not Valuation.objects.filter(as_of=TODAY).exists()


class TestClosing:
    def test_blanks_are_listed_before_a_month_is_closed(self, owner_client, books: Cast) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        asked = owner_client.post(month(books, "close/"), form)
        page = asked.content.decode()
        assert "2 items have no value on 21 Nov 2026" in page
        assert "Mortgage" in page
        assert not Closing.objects.exists()
        assert Valuation.objects.get(as_of=TODAY).amount == 310000
        assert read(owner_client, month(books, "close/"))
        owner_client.post(month(books, "close/"), {"confirm": "1"})
        assert Closing.objects.get().net_worth == Decimal("8600.50")

    def test_a_full_month_closes_at_once_and_says_who_and_when(self, owner_client, books) -> None:
        owner_client.post(month(books, "copy/"))
        response = owner_client.post(month(books, "close/"), follow=True)
        page = response.content.decode()
        assert "Closed by Owner on 21 Nov 2026, 12:00." in page
        assert 'inputmode="decimal"' not in page
        assert "<dt>Net worth</dt>" in page
        assert "so far" not in page

    def test_a_closed_month_is_changed_on_no_path_of_this_page(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        owner_client.post(month(books, "copy/"))
        owner_client.post(month(books, "close/"))
        before = list(Valuation.objects.order_by("pk").values_list("pk", "amount", "version"))
        house = find("House").pk
        for rest in ("", f"cell/{house}/", "copy/", "close/"):
            owner_client.post(month(books, rest), form | {"month_note": "no", "confirm": "1"})
        after = list(Valuation.objects.order_by("pk").values_list("pk", "amount", "version"))
        assert after == before
        assert Snapshot.objects.get(as_of=TODAY).note == ""
        assert Closing.objects.count() == 1

    def test_what_was_typed_into_a_month_that_closed_is_saved_by_reopening(
        self, owner_client, books: Cast
    ) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        Snapshot.objects.create(
            household_id=books.household.id, as_of=TODAY, closed_at=timezone.now()
        )
        response = owner_client.post(month(books), form)
        page = response.content.decode()
        assert response.status_code == 422
        assert value_of(row_of(page, "House"), "amount") == "310000"
        again = owner_client.post(month(books, "reopen/"), fields_of(page))
        assert again.status_code == 302
        assert Valuation.objects.get(as_of=TODAY).amount == 310000

    def test_other_figures_since_the_closing_are_said(self, owner_client, books: Cast) -> None:
        owner_client.post(month(books, "copy/"))
        owner_client.post(month(books, "close/"))
        assert "Net worth was" not in read(owner_client, path(books))
        Closing.objects.update(net_worth=5)
        assert "Net worth was $5 then" in read(owner_client, path(books))


class TestTheNote:
    def test_it_is_saved_with_the_form_and_by_itself(self, owner_client, books: Cast) -> None:
        form = {"month_note": "A gift\r\nand more", "month_note_seen": ""}
        owner_client.post(month(books), form)
        assert Snapshot.objects.get(as_of=TODAY).note == "A gift\nand more"
        response = owner_client.post(
            month(books, "note/"), {"month_note": "B", "month_note_seen": "A gift\nand more"}
        )
        assert response.status_code == 200
        assert Snapshot.objects.get(as_of=TODAY).note == "B"

    def test_a_note_that_changed_meanwhile_keeps_both(self, owner_client, books: Cast) -> None:
        Snapshot.objects.create(household_id=books.household.id, as_of=TODAY, note="Theirs")
        response = owner_client.post(
            month(books, "note/"), {"month_note": "Mine", "month_note_seen": ""}
        )
        page = response.content.decode()
        assert response.status_code == 422
        assert "Theirs" in page
        assert "Mine" in page
        assert Snapshot.objects.get(as_of=TODAY).note == "Theirs"


class TestWhatHappened:
    @pytest.fixture
    def noted(self, books: Cast) -> Cast:
        for on, text in ((date(2026, 10, 3), "Sold <b>the boat"), (date(2026, 11, 1), "New job")):
            with tenant(books.household.id):
                add_note(books.household, actor=None, today=TODAY, on=on, text=text, reason="other")
        return books

    def test_the_notes_of_the_month_lead_to_their_forms(self, owner_client, noted: Cast) -> None:
        page = read(owner_client, month(noted, on=date(2026, 10, 31)))
        note = DatedNote.objects.get(on="2026-10-03")
        assert f'<a href="{path(noted, f"notes/{note.pk}/")}">Sold &lt;b&gt;the boat</a>' in page
        assert "3 Oct 2026" in page
        assert "New job" not in page

    def test_a_viewer_reads_them_and_a_month_without_any_says_nothing(
        self, viewer_client, noted: Cast
    ) -> None:
        page = read(viewer_client, month(noted, on=date(2026, 10, 31)))
        assert "Sold &lt;b&gt;the boat" in page
        assert "/notes/" not in page
        assert "What happened this month" not in read(
            viewer_client, month(noted, on=date(2026, 9, 30))
        )
