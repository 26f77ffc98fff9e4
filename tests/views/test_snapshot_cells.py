"""Cells that two people change, and cells that are saved one by one."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import (
    TODAY,
    fields_of,
    find,
    month,
    path,
    post_cell,
    read,
    row_of,
    typed,
    value_of,
)
from tracker.models import Position, Snapshot, Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class TestConflicts:
    """Arif (the editor) saves while the owner's page is open."""

    @pytest.fixture
    def stale(self, owner_client, books: Cast) -> dict[str, str]:
        house = add_value(books.household, find("House"), TODAY, 1)
        page = read(owner_client, path(books))
        with tenant(books.household.id):
            Valuation.objects.filter(pk=house.pk).update(
                amount=310500, version=2, updated_by=books.editor, updated_at=timezone.now()
            )
        return typed(page, House="309000", Joint_savings="5")

    def test_both_values_are_shown_with_who_and_when(self, owner_client, books, stale) -> None:
        response = owner_client.post(month(books), stale)
        assert response.status_code == 409
        row = row_of(response.content.decode(), "House")
        assert value_of(row, "amount") == "309000"
        assert "Editor saved 310,500 at 12:00, after you opened this page." in row
        assert "You typed 309,000." in row
        assert "Use 310,500" in row
        assert "Keep 309,000" in row
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == 310500
        assert Valuation.objects.get(position=find("Joint savings"), as_of=TODAY).amount == 5

    def test_saving_again_without_choosing_asks_again(self, owner_client, books, stale) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        assert owner_client.post(month(books), fields_of(page)).status_code == 409

    @pytest.mark.parametrize(("choice", "amount"), [("mine", 309000), ("theirs", 310500)])
    def test_either_value_can_be_chosen(self, owner_client, books, stale, choice, amount) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        button = re.search(rf'name="({choice}-[^"]*)" value="([^"]*)"', page)
        assert button
        form = fields_of(page) | {button[1]: button[2]}
        assert owner_client.post(month(books), form).status_code == 302
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == amount

    def test_a_third_change_before_the_choice_is_a_conflict_too(
        self, owner_client, books, stale
    ) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        button = re.search(r'name="(mine-[^"]*)" value="([^"]*)"', page)
        Valuation.objects.filter(as_of=TODAY, amount=310500).update(amount=7, version=3)
        response = owner_client.post(month(books), fields_of(page) | {button[1]: button[2]})
        assert response.status_code == 409
        assert "saved 7 at" in response.content.decode()

    def test_a_row_that_nobody_touched_is_no_conflict(self, owner_client, books, stale) -> None:
        stale[f"amount-{find('House').pk}"] = "1"
        assert owner_client.post(month(books), stale).status_code == 302
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == 310500

    def test_a_value_that_was_cleared_meanwhile_is_one(self, owner_client, books, stale) -> None:
        Valuation.objects.filter(position=find("House"), as_of=TODAY).delete()
        response = owner_client.post(month(books), stale)
        assert response.status_code == 409
        row = row_of(response.content.decode(), "House")
        assert "The value was cleared after you opened this page." in row
        assert "Leave it blank" in row


class TestOneCell:
    """What htmx sends and gets."""

    def test_a_saved_cell_answers_with_its_row_and_all_that_moves(
        self, owner_client, books
    ) -> None:
        response = post_cell(owner_client, books, "House", "310000")
        text = response.content.decode()
        assert response.status_code == 200
        assert text.lstrip().startswith(f'<tr id="row-{find("House").pk}"')
        assert value_of(text, "amount") == "310,000"
        assert "+10,000" in text
        assert '<dl hx-swap-oob="innerHTML:#totals">' in text
        assert "348,600.50" in text
        assert "1 of 3" in text
        assert "Saved 12:00" in text
        assert "<html" not in text

    def test_a_refused_cell_answers_422_with_what_was_typed(self, owner_client, books) -> None:
        response = post_cell(owner_client, books, "House", "31o")
        text = response.content.decode()
        assert response.status_code == 422
        assert value_of(text, "amount") == "31o"
        assert 'role="alert"' in text
        assert not Valuation.objects.filter(as_of=TODAY).exists()

    def test_a_conflict_answers_409_with_both_values(self, owner_client, books) -> None:
        add_value(books.household, find("House"), TODAY, 7, updated_by_id=books.editor.pk)
        response = post_cell(owner_client, books, "House", "8")
        text = response.content.decode()
        assert response.status_code == 409
        assert "Use 7" in text
        assert "Keep 8" in text

    def test_a_month_that_was_closed_meanwhile_keeps_what_was_typed(self, owner_client, books):
        Snapshot.objects.create(
            household_id=books.household.id, as_of=TODAY, closed_at=timezone.now()
        )
        response = post_cell(owner_client, books, "House", "310000")
        text = response.content.decode()
        assert response.status_code == 422
        assert value_of(text, "amount") == "310000"
        assert "21 Nov 2026 is closed" in text

    def test_an_item_that_was_closed_meanwhile_keeps_what_was_typed(self, owner_client, books):
        Position.objects.filter(name="House").update(closed_on=date(2026, 11, 2))
        response = post_cell(owner_client, books, "House", "310000")
        assert response.status_code == 422
        assert "It was closed on 2 Nov 2026" in response.content.decode()
        assert not re.search(r"\bHouse\b", read(owner_client, path(books)))

    def test_an_unknown_and_a_foreign_item_are_equally_missing(self, owner_client, books) -> None:
        foreign = add_position(books.others, "Theirs")
        answers = set()
        for position_id in (foreign.pk, uuid4()):
            response = owner_client.post(
                month(books, f"cell/{position_id}/"), {f"amount-{position_id}": "5"}
            )
            answers.add(
                (response.status_code, response.content.replace(str(position_id).encode(), b""))
            )
        assert {status for status, _ in answers} == {404}
        bulk = owner_client.post(
            month(books),
            typed(read(owner_client, path(books)), House="9") | {f"amount-{foreign.pk}": "5"},
        )
        assert bulk.status_code == 404
        assert not Valuation.objects.filter(as_of=TODAY).exists()
