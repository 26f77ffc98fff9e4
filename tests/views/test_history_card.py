"""One page for a month and for a year."""

from datetime import date

import pytest

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import find, path, read
from tests.views.test_history_compare import row_of
from tracker.commands.notes import add_note
from tracker.commands.snapshots import close_snapshot, reopen_snapshot
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = date(2026, 11, 21)


@pytest.fixture
def household(cast: Cast) -> Cast:
    """Savings that grow by 100 a month since December 2024, and a card that grows by 10."""
    savings = add_position(cast.household, "Savings")
    card = add_position(cast.household, "Card", Side.LIABILITY, "credit_card")
    for at, day in enumerate(
        map(
            date.fromisoformat,
            ("2024-12-31", "2025-06-30", "2025-12-31", "2026-09-30", "2026-10-31"),
        )
    ):
        add_value(cast.household, savings, day, 1000 + 100 * at)
        add_value(cast.household, card, day, 500 + 10 * at)
    return cast


def close(cast: Cast, as_of: date) -> None:
    with tenant(cast.household.id):
        close_snapshot(cast.household, actor=cast.editor.pk, today=TODAY, as_of=as_of)


def show(client: ApplicationClient, cast: Cast, rest: str) -> str:
    return read(client, path(cast, f"history/{rest}"))


def test_a_month_stands_against_the_month_before(household: Cast, owner_client) -> None:
    page = show(owner_client, household, "2026-10-12/card/")
    assert "<h1>October 2026</h1>" in page
    assert "From 30 Sep 2026 to 31 Oct 2026" in page
    assert row_of(page, "Net worth") == ["$770", "$860", "+$90"]
    assert "Net worth rose by $90" in page
    assert "+11.7%" in page
    assert "Above zero" in page
    assert "Not closed: the figures may still change." in page
    assert f'href="{path(household, "history/2026-09-30/card/")}"' in page
    assert f'href="{path(household, "history/2026-11-01/card/")}"' in page


def test_the_items_that_moved_most_come_first(household: Cast, owner_client) -> None:
    page = show(owner_client, household, "2026-10-31/card/")
    assert 0 < page.index(">Savings</a>") < page.index(">Card</a>")
    still = add_position(household.household, "Still", category="other")
    add_value(household.household, still, "2026-09-30", 5)
    assert ">Still</a>" not in show(owner_client, household, "2026-10-31/card/")


def test_a_year_stands_against_the_year_before_and_counts_its_closed_months(
    household: Cast, owner_client
) -> None:
    for as_of in (date(2025, 6, 30), date(2025, 12, 31)):
        close(household, as_of)
    page = show(owner_client, household, "year/2025/")
    assert "<h1>2025</h1>" in page
    assert row_of(page, "Net worth") == ["$500", "$680", "+$180"]
    assert "2 of 12 months are closed." in page
    assert "Closed by Editor on" in page
    running = show(owner_client, household, "year/2026/")
    assert "From 31 Dec 2025 to 21 Nov 2026" in running
    assert "Still running" in running


def test_a_closed_month_says_who_closed_it_and_what_was_known_then(
    household: Cast, owner_client
) -> None:
    close(household, date(2026, 10, 31))
    page = show(owner_client, household, "2026-10-31/card/")
    assert "Closed by Editor on 21 Nov 2026, 12:00." in page
    assert "Not closed" not in page
    assert "When it was closed" not in page
    # Another item's earlier value comes to light.
    late = add_position(household.household, "Late", category="other")
    add_value(household.household, late, "2026-09-15", 40)
    page = show(owner_client, household, "2026-10-31/card/")
    assert "When it was closed net worth was $860.00" in page
    with tenant(household.household.id):
        reopen_snapshot(household.household, actor=household.editor.pk, as_of=date(2026, 10, 31))
    assert "Closed by" not in show(owner_client, household, "2026-10-31/card/")


def test_the_running_month_and_one_without_a_record_say_so(household: Cast, owner_client) -> None:
    page = show(owner_client, household, "2026-11-21/card/")
    assert "From 31 Oct 2026 to 21 Nov 2026" in page
    assert "Still running: these are the figures so far." in page
    assert "2026-12-" not in page
    assert "Nothing was entered in this month" in show(owner_client, household, "2026-05-31/card/")


def test_what_is_missing_is_named_and_makes_the_status_uncertain(
    household: Cast, owner_client
) -> None:
    add_position(
        household.household, "Loan", Side.LIABILITY, "mortgage", opened_on=date(2026, 10, 1)
    )
    page = show(owner_client, household, "2026-10-31/card/")
    assert "The totals of 31 Oct 2026 lack one item: Loan (not entered)." in page
    assert "Not certain: values or prices are missing" in page
    assert "Above zero" not in page


def test_notes_of_the_period_stand_on_it_as_text(household: Cast, owner_client) -> None:
    with tenant(household.household.id):
        for on, text in ((date(2026, 10, 3), "<i>New</i> job"), (date(2026, 9, 30), "Earlier")):
            add_note(household.household, actor=None, today=TODAY, on=on, text=text, reason="job")
    page = show(owner_client, household, "2026-10-31/card/")
    assert "&lt;i&gt;New&lt;/i&gt; job" in page
    assert "Earlier" not in page
    assert "Earlier" in show(owner_client, household, "year/2026/")


def test_a_person_s_card_holds_that_person_s_part(household: Cast, owner_client) -> None:
    page = show(owner_client, household, "2026-10-31/card/?person=shared")
    assert row_of(page, "Net worth") == ["$770", "$860", "+$90"]
    assert owner_client.get(path(household, "history/2026-10-31/card/?person=x")).status_code == 404


@pytest.mark.parametrize(
    "rest",
    [
        "2026-12-01/card/",
        "2024-11-30/card/",
        "1900-01-01/card/",
        "year/2027/",
        "year/2023/",
        "year/1800/",
        "year/99999999999999999999/",
    ],
)
def test_a_period_outside_the_books_is_not_found(household: Cast, owner_client, rest: str) -> None:
    assert owner_client.get(path(household, f"history/{rest}")).status_code == 404


def test_the_first_month_has_nothing_before_it(household: Cast, owner_client) -> None:
    page = show(owner_client, household, "2024-12-31/card/")
    assert row_of(page, "Net worth") == ["$0", "$500", "+$500"]
    assert "history/2024-11-30/card/" not in page


def test_a_viewer_reads_it_and_a_stranger_finds_nothing(
    household: Cast, viewer_client, stranger_client, cast: Cast
) -> None:
    assert "October 2026" in show(viewer_client, household, "2026-10-31/card/")
    for rest in ("2026-10-31/card/", "year/2026/"):
        assert stranger_client.get(path(household, f"history/{rest}")).status_code == 404
    assert find("Savings")
