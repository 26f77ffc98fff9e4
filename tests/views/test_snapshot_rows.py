"""Which rows the monthly snapshot has, and for whom."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import (
    OCTOBER,
    TODAY,
    find,
    month,
    path,
    post_cell,
    read,
    row_of,
    typed,
    value_of,
)
from tracker.models import Ownership, Position, Valuation
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class TestWhatIsShown:
    def test_closed_archived_and_later_items_are_hidden(self, owner_client, books: Cast) -> None:
        household = books.household
        add_position(household, "Sold car", closed_on=OCTOBER)
        add_position(household, "Not yet", opened_on=date(2026, 11, 22))
        away = add_position(household, "Put away", archived_at=timezone.now())
        add_value(household, away, OCTOBER, 50)
        page = read(owner_client, path(books))
        assert "Sold car" not in page
        assert "Not yet" not in page
        assert "Archived and still counted: Put away." in page
        assert "338,650.50" in page
        assert "Sold car" in read(owner_client, month(books, on=date(2026, 10, 30)))

    def test_an_old_value_says_its_age_and_its_date(self, owner_client, books: Cast) -> None:
        old = add_position(books.household, "Old card", Side.LIABILITY, "credit_card")
        add_value(books.household, old, "2026-07-31", 5)
        page = read(owner_client, path(books))
        assert "Valued 3 months ago" in row_of(page, "Old card")
        assert "31 Jul 2026" in row_of(page, "Old card")
        stale = read(owner_client, path(books, "months/current/?show=stale"))
        assert "Old card" in stale
        assert "Joint savings" not in stale

    def test_filters_are_links_that_keep_saving_where_they_are(self, owner_client, books) -> None:
        owner_client.post(month(books), typed(read(owner_client, path(books)), House="1"))
        page = read(owner_client, month(books, "?show=todo"))
        assert "All 3" in page
        assert "To do 2" in page
        assert f"row-{find('House').pk}" not in page
        response = owner_client.post(month(books, "?show=todo"), typed(page, Mortgage="2"))
        assert response.url == month(books, "?show=todo")

    def test_owners_are_named_where_there_are_several_people(self, owner_client, books) -> None:
        members = {"Owner": 1, "Editor": 1}
        with tenant(books.household.id):
            from accounts.models import Member

            for name, parts in members.items():
                member = Member.objects.get(household_id=books.household.id, name=name)
                Ownership.objects.create(
                    household_id=books.household.id,
                    position=find("House"),
                    member=member,
                    since=OCTOBER,
                    parts=parts,
                )
        page = read(owner_client, path(books))
        assert "<small>Shared</small>" in row_of(page, "Mortgage")
        house = re.search(r"<small>(.*?)</small>", row_of(page, "House"))
        assert house
        assert set(house[1].split(", ")) == {"Owner", "Editor"}

    def test_names_are_text_and_nothing_else(self, owner_client, books: Cast) -> None:
        Position.objects.filter(name="House").update(name='<script>alert(1)</script>" onx="')
        page = read(owner_client, path(books))
        assert "<script>alert" not in page
        assert '" onx="' not in page

    def test_a_note_of_several_lines_is_not_glued_together_by_saving_the_form(
        self, owner_client, books: Cast
    ) -> None:
        house = Valuation.objects.filter(position=find("House"), as_of=OCTOBER)
        house.update(note="new roof\nand door")
        page = read(owner_client, month(books, on=OCTOBER))
        assert value_of(row_of(page, "House"), "note") == "new roof and door"
        assert owner_client.post(month(books, on=OCTOBER), typed(page)).status_code == 302
        assert house.get().note == "new roof\nand door"

    def test_a_viewer_reads_and_cannot_write(self, viewer_client, books: Cast) -> None:
        page = read(viewer_client, path(books))
        assert "38,600.50" in page
        assert "<input" not in page.split('id="entry"')[1].split("</form>")[0].replace(
            '<input type="hidden" name="csrfmiddlewaretoken"', ""
        )
        assert "Close November" not in page
        house = find("House").pk
        for rest in ("", f"cell/{house}/", "copy/", "note/", "close/", "reopen/"):
            assert viewer_client.post(month(books, rest), {}).status_code == 403, rest
        assert viewer_client.get(month(books, "close/")).status_code == 403

    def test_nothing_owned_yet_says_what_to_do(self, owner_client, cast: Cast) -> None:
        page = read(owner_client, path(cast))
        assert "There is nothing to enter on this date yet" in page

    def test_as_many_statements_for_many_rows_as_for_few(self, owner_client, books: Cast) -> None:
        def count(rest: str = "") -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                read(owner_client, month(books, rest))
            return len(queries)

        def count_cell() -> int:
            with CaptureQueriesContext(connection) as queries:
                post_cell(owner_client, books, "House", str(len(amounts)))
            return len(queries)

        amounts = [1]
        add_value(books.household, find("House"), TODAY, 1, updated_by_id=books.owner.pk)
        read(owner_client, month(books))
        few, few_cell = count(), count_cell()
        for number in range(12):
            position = add_position(books.household, f"Account {number}")
            add_value(books.household, position, OCTOBER, number)
            add_value(books.household, position, TODAY, number, updated_by_id=books.viewer.pk)
        amounts.append(2)
        assert (count(), count_cell()) == (few, few_cell)
