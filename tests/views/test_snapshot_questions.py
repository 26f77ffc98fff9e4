"""How a value that looks unusual is asked about in the entry grid, and how that is answered."""

from datetime import date

import pytest

from tests.cast import Cast, add_value
from tests.views.snapshot_page import TODAY, find, month, path, post_cell, read, row_of, typed
from tracker.models import Closing, Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

TENFOLD = "About 10 times what it was on 31 Oct 2026 (300,000). Is it right?"


def test_a_saved_cell_answers_with_the_question_and_is_saved_all_the_same(
    owner_client, books: Cast
) -> None:
    answer = post_cell(owner_client, books, "House", "3000000").content.decode()
    assert TENFOLD in row_of(answer, "House")
    assert "a note that says why" in row_of(answer, "House")
    assert Valuation.objects.get(as_of=TODAY).amount == 3_000_000
    # Read aloud where the saving is, and without the voice of an error.
    assert TENFOLD in answer.split("innerHTML:#saved")[1]
    assert "alert" not in row_of(answer, "House").replace("triangle-alert", "")
    assert "aria-invalid" not in row_of(answer, "House")
    ordinary = post_cell(owner_client, books, "Mortgage", "339000")
    assert "Is it right" not in ordinary.content.decode()


def test_a_changed_sign_and_a_fraction_have_their_own_words(owner_client, books: Cast) -> None:
    post_cell(owner_client, books, "House", "-300000")
    post_cell(owner_client, books, "Mortgage", "3400")
    page = read(owner_client, path(books))
    assert "On the other side of zero than on 31 Oct 2026 (300,000)." in row_of(page, "House")
    assert "About a hundredth of what it was on 31 Oct 2026 (340,000)." in row_of(page, "Mortgage")


def test_a_change_unlike_the_others_says_how_large_it_is(owner_client, books: Cast) -> None:
    for number, amount in enumerate((329_000, 331_500, 333_000, 336_000, 337_200, 338_700)):
        add_value(books.household, find("Mortgage"), date(2026, 4 + number, 28), amount)
    post_cell(owner_client, books, "Mortgage", "301000.50")
    found = row_of(read(owner_client, path(books)), "Mortgage")
    assert "An unusual change for this item: −38,999.50 since 31 Oct 2026. Is it right?" in found


def test_a_note_answers_it(owner_client, books: Cast) -> None:
    post_cell(owner_client, books, "House", "3000000")
    form = typed(read(owner_client, path(books)))
    form[f"note-{find('House').pk}"] = "Redenominated"
    owner_client.post(month(books), form)
    assert "Is it right" not in read(owner_client, path(books))


def test_the_month_closes_with_unusual_values_once_they_have_been_seen(
    owner_client, viewer_client, books: Cast
) -> None:
    owner_client.post(month(books, "copy/"))
    form = typed(read(owner_client, path(books)), House="3000000", Mortgage="-340000")
    asked = owner_client.post(month(books, "close/"), form).content.decode()
    assert "2 values look unusual." in asked
    assert TENFOLD in asked
    assert "has no value on" not in asked
    assert not Closing.objects.exists()
    assert "Is it right" not in read(viewer_client, path(books))
    owner_client.post(month(books, "close/"), {"confirm": "1"})
    assert Closing.objects.get().net_worth == 3_378_600.5
    assert "Is it right" not in read(owner_client, path(books))


def test_blanks_and_unusual_values_are_listed_together(owner_client, books: Cast) -> None:
    post_cell(owner_client, books, "House", "3000000")
    page = read(owner_client, month(books, "close/"))
    assert "2 items have no value on 21 Nov 2026" in page
    assert "1 value looks unusual." in page
