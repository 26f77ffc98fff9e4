"""The list of months: what was entered, and what was not."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast, add_position, add_value
from tracker.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-11-21T05:00:00Z", tick=True):
        yield


def months(client, cast: Cast, query: str = "") -> list[str]:
    """The rows of the table, as text."""
    page = client.get(f"/h/{cast.household.slug}/months/{query}").content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    rows = [re.sub(r"<[^>]+>", " ", row) for row in body.split("<tr>")[1:]]
    return [" ".join(row.split()) for row in rows]


def test_months_stand_newest_first_with_those_that_were_left_out(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    add_value(cast.household, cash, "2026-08-15", 10)
    add_value(cast.household, cash, "2026-08-31", "20.50")
    add_value(cast.household, cash, "2026-10-31", -5)
    Snapshot.objects.filter(as_of="2026-08-31").update(closed_at=timezone.now(), note="Holiday")
    assert months(owner_client, cast) == [
        "November 2026 Nothing entered Enter 21 Nov 2026 −$5 so far",
        "October 2026 31 Oct 2026 open 1 value −$5",
        "September 2026 Nothing entered Enter 30 Sep 2026 $20.50",
        "August 2026 31 Aug 2026 closed 1 value Holiday 15 Aug 2026 open 1 value $20.50",
    ]


def test_each_year_has_its_page(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    add_value(cast.household, cash, "2024-11-30", 10)
    assert len(months(owner_client, cast)) == 11
    assert len(months(owner_client, cast, "?year=2025")) == 12
    assert len(months(owner_client, cast, "?year=2024")) == 2
    for wrong in ("2023", "2027", "x", "２０２５"):
        assert len(months(owner_client, cast, f"?year={wrong}")) == 11


def test_many_records_of_a_month_are_folded(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    for day in range(1, 6):
        add_value(cast.household, cash, date(2026, 11, day), day)
    assert "2 more" in months(owner_client, cast)[0]


def test_a_viewer_sees_no_way_to_enter(viewer_client, cast: Cast) -> None:
    add_value(cast.household, add_position(cast.household, "Cash"), "2026-09-30", 1)
    assert months(viewer_client, cast)[0] == "November 2026 Nothing entered $1 so far"


def test_an_empty_household_is_told_what_will_be_here(owner_client, cast: Cast) -> None:
    page = owner_client.get(f"/h/{cast.household.slug}/months/").content.decode()
    assert "Each month you enter appears here" in page


def test_as_many_statements_for_many_months_as_for_few(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            months(owner_client, cast)
        return len(queries)

    add_value(cast.household, cash, "2026-09-30", 1)
    months(owner_client, cast)
    few = count()
    for number in range(1, 9):
        add_value(cast.household, cash, date(2026, number, 28), number)
        add_value(cast.household, cash, date(2025, number, 28), number)
    assert count() == few
