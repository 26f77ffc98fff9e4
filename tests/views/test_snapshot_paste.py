"""A block from a spreadsheet: seen first, then filled in, and taken back."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import TODAY, find, month, path, read, row_of
from tracker.models import Snapshot, Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def preview(client: Any, cast: Cast, block: str, status: int = 200, **data: str) -> str:
    response = client.post(month(cast, "paste/"), {"block": block, **data})
    assert response.status_code == status
    return response.content.decode()


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there."""
    form = re.search(rf'<form[^>]*action="[^"]*/{action}/[^"]*".*?</form>', page, re.S)
    assert form, action
    return dict(re.findall(r'name="((?:amount|note|token|source)-[^"]*)" value="([^"]*)"', form[0]))


def now() -> dict[str, Decimal]:
    return dict(Valuation.objects.filter(as_of=TODAY).values_list("position__name", "amount"))


def test_a_column_is_seen_before_it_is_filled_in_and_can_be_undone(owner_client, books) -> None:
    add_value(books.household, find("House"), TODAY, 300_000, note="old", source="appraisal")
    page = preview(owner_client, books, "39,100\n310000\n", start=str(find("Joint savings").pk))
    assert "2 values would be filled in" in page
    assert "1 of them replaces a value." in page
    assert re.search(r"House.*?300,000.*?310,000", page, re.S)
    assert now() == {"House": 300_000}

    filled = owner_client.post(month(books, "fill/"), hidden(page, "fill"))
    text = filled.content.decode()
    assert filled.status_code == 200
    assert "2 values were filled in." in text
    assert now() == {"Joint savings": 39_100, "House": 310_000}
    house = Valuation.objects.get(position__name="House", as_of=TODAY)
    assert (house.note, house.source) == ("old", "appraisal")

    undone = owner_client.post(month(books, "undo/"), hidden(text, "undo"), follow=True)
    assert undone.redirect_chain == [(month(books), 302)]
    assert "2 values are as they were before." in undone.content.decode()
    assert now() == {"House": 300_000}
    house.refresh_from_db()
    assert (house.note, house.source) == ("old", "appraisal")


def test_blanks_are_skipped_and_what_is_not_understood_is_named_by_line(
    owner_client, books
) -> None:
    page = preview(owner_client, books, "\nabc\n1\n5\n")
    assert "1 value would be filled in" in page
    assert "1 blank cell is skipped" in page
    assert "Line 2: House: “abc” is not a number" in page
    assert "Line 4: The rows end before it." in page
    assert set(hidden(page, "fill")) == {
        f"amount-{find('Mortgage').pk}",
        f"token-{find('Mortgage').pk}",
    }


def test_names_find_their_items_and_notes_come_along(owner_client, books) -> None:
    block = "Item\tAmount\tNote\nmortgage\t=340000-1000.5\tpaid\nHOUSE\t5\t\nBoat\t7\n"
    page = preview(owner_client, books, block)
    assert "each value goes to its item" in page
    assert "No item on this date is called “Item”." in page
    assert "No item on this date is called “Boat”." in page
    text = owner_client.post(month(books, "fill/"), hidden(page, "fill")).content.decode()
    assert now() == {"Mortgage": Decimal("338999.5"), "House": 5}
    assert Valuation.objects.get(amount=Decimal("338999.5")).note == "paid"
    owner_client.post(month(books, "undo/"), hidden(text, "undo"))
    assert now() == {}


def test_numbers_are_read_in_the_readers_marks_and_the_items_units(owner_client, books) -> None:
    books.owner.format_locale = "id"
    books.owner.save()
    page = preview(owner_client, books, "39.100,25\n1,234.5\n1,005\n")
    assert "1 value would be filled in" in page
    assert "Line 2: House:" in page
    assert "Too many decimals: 3" in page
    owner_client.post(month(books, "fill/"), hidden(page, "fill"))
    assert now() == {"Joint savings": Decimal("39100.25")}


def test_it_goes_down_the_rows_that_were_shown(owner_client, books) -> None:
    rows = ",".join(str(find(name).pk) for name in ("Mortgage", "Joint savings"))
    page = preview(owner_client, books, "1\n2", rows=rows)
    owner_client.post(month(books, "fill/"), hidden(page, "fill"))
    assert now() == {"Mortgage": 1, "Joint savings": 2}


def test_what_stands_there_already_is_not_filled_in_again(owner_client, books) -> None:
    add_value(books.household, find("House"), TODAY, 5)
    page = preview(owner_client, books, "House\t5", status=422)
    assert "Nothing to fill in" in page
    assert "1 value stands there already." in page
    assert "Fill in</button>" not in page


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("", "There is nothing in the block"),
        ("1\n" * 1001, "more than 1000 lines"),
        ("x" * 100_001, "longer than 100000 characters"),
        ('"1\t2', "quotation mark"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_a_block_that_cannot_be_read_says_why_and_stays(owner_client, books, block, sentence):
    page = preview(owner_client, books, block, status=422)
    assert sentence in page
    assert "<script>alert" not in page
    assert "Cells from a spreadsheet" in page


def test_a_cell_that_was_changed_meanwhile_is_not_overwritten(owner_client, books) -> None:
    page = preview(owner_client, books, "House\t5\nMortgage\t6")
    add_value(books.household, find("House"), TODAY, 7, updated_by_id=books.editor.pk)
    response = owner_client.post(month(books, "fill/"), hidden(page, "fill"))
    assert response.status_code == 409
    text = response.content.decode()
    assert "Editor saved 7 at 12:00" in row_of(text, "House")
    assert "1 value was filled in." in text
    assert now() == {"House": 7, "Mortgage": 6}


def test_undo_leaves_what_was_changed_since(owner_client, books) -> None:
    page = preview(owner_client, books, "House\t5\nMortgage\t6")
    text = owner_client.post(month(books, "fill/"), hidden(page, "fill")).content.decode()
    Valuation.objects.filter(position__name="House", as_of=TODAY).update(amount=8, version=2)
    response = owner_client.post(month(books, "undo/"), hidden(text, "undo"))
    assert response.status_code == 409
    assert now() == {"House": 8}


def test_a_closed_month_is_not_filled(owner_client, books) -> None:
    page = preview(owner_client, books, "House\t5")
    Snapshot.objects.create(household_id=books.household.id, as_of=TODAY, closed_at=timezone.now())
    response = owner_client.post(month(books, "fill/"), hidden(page, "fill"))
    assert response.status_code == 422
    assert "is closed" in response.content.decode()
    assert "Paste a column" not in response.content.decode()
    assert now() == {}


def test_htmx_gets_the_preview_alone(owner_client, books) -> None:
    response = owner_client.post(
        month(books, "paste/"), {"block": "1"}, headers={"HX-Request": "true"}
    )
    assert response.content.decode().lstrip().startswith("<section")
    assert "<html" not in response.content.decode()


def test_a_foreign_row_is_missing_and_a_viewer_may_not(owner_client, viewer_client, books) -> None:
    foreign = add_position(books.others, "Theirs")
    for rows in (str(foreign.pk), "none"):
        response = owner_client.post(month(books, "paste/"), {"block": "1", "rows": rows})
        assert response.status_code == 404
    for rest in ("paste/", "fill/", "undo/"):
        assert viewer_client.post(month(books, rest), {"block": "1"}).status_code == 403
    assert "Paste a column" not in read(viewer_client, path(books))
    assert "Paste a column" in read(owner_client, path(books))
