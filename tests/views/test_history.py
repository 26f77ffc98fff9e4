"""All months in a table: the same figures as everywhere, what is known of each, its download."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import commands as people
from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.management.running import run
from tests.views.snapshot_page import find, path, read
from tracker.commands.notes import add_note
from tracker.commands.snapshots import close_snapshot
from tracker.models import Ownership
from tracker.services.calendar import add_months
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def crossing(cast: Cast) -> Cast:
    """A house that falls below its mortgage in August and recovers in October 2026."""
    house = add_position(cast.household, "House", Side.ASSET, "real_estate")
    mortgage = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
    for month, value in ((6, 300), (7, 280), (8, 190), (9, 180), (10, 260)):
        add_value(cast.household, house, date(2026, month, 28), value * 1000)
    add_value(cast.household, mortgage, "2026-06-28", 240_000)
    return cast


def rows(page: str) -> list[list[str]]:
    """The cells of each month, as read."""
    found = re.findall(r'<tr[^>]*>\s*<th[^>]* scope="row">(.*?)</tr>', page, re.S)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split(r"</t[hd]>", row)]
        for row in found
    ]


def row_of(page: str, month: str) -> list[str]:
    return next(row for row in rows(page) if row[0] == month)


def history(cast: Cast, query: str = "") -> str:
    return path(cast, f"history/{query}")


def download(client: ApplicationClient, cast: Cast, query: str = "") -> list[dict[str, str]]:
    answer = client.get(path(cast, f"history/download/{query}"))
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_empty_household_is_told_what_will_appear(cast: Cast, owner_client) -> None:
    assert "Each month you enter appears here" in read(owner_client, history(cast))


def test_every_month_has_its_figures_and_change_newest_first(crossing: Cast, owner_client) -> None:
    page = read(owner_client, history(crossing))
    assert [row[:5] for row in rows(page)] == [
        ["Nov 2026", "260,000", "240,000", "20,000", "0 0.0%"],
        ["Oct 2026", "260,000", "240,000", "20,000", "+80,000"],
        ["Sep 2026", "180,000", "240,000", "\u221260,000", "\u221210,000 \u221220.0%"],
        ["Aug 2026", "190,000", "240,000", "\u221250,000", "\u221290,000"],
        ["Jul 2026", "280,000", "240,000", "40,000", "\u221220,000 \u221233.3%"],
        ["Jun 2026", "300,000", "240,000", "60,000", ""],
    ]
    assert "US Dollar (USD) · Today&#x27;s value" in page


def test_every_row_adds_up_as_it_is_shown_with_its_categories(cast: Cast, owner_client) -> None:
    for name, side, category, amount in (
        ("Savings", Side.ASSET, "cash", "300000.24"),
        ("House", Side.ASSET, "real_estate", "421978.25"),
        ("Mortgage", Side.LIABILITY, "mortgage", "537100.51"),
    ):
        position = add_position(cast.household, name, side, category)
        add_value(cast.household, position, date(2026, 10, 28), amount)
    month = row_of(read(owner_client, history(cast)), "Oct 2026")
    assert month[1:4] == ["721,979", "537,101", "184,878"]
    by_category = row_of(read(owner_client, history(cast, "?by=category")), "Oct 2026")
    assert by_category[1:7] == [
        "184,878",
        "300,000",
        "421,979",
        "721,979",
        "537,101",
        "537,101",
    ]


def test_below_zero_is_said_in_words_with_onset_lowest_and_recovery(
    crossing: Cast, owner_client
) -> None:
    page = read(owner_client, history(crossing))
    assert row_of(page, "Aug 2026")[5].startswith("Went below zero")
    assert row_of(page, "Sep 2026")[5].startswith("Below zero Lowest")
    assert row_of(page, "Oct 2026")[5].startswith("Back above zero")
    assert "zero" not in row_of(page, "Jul 2026")[5]


def test_a_month_says_whether_it_is_closed_running_or_empty(crossing: Cast, owner_client) -> None:
    with tenant(crossing.household.id):
        close_snapshot(
            crossing.household,
            actor=crossing.owner.pk,
            today=date(2026, 11, 21),
            as_of=date(2026, 9, 28),
        )
    add_value(crossing.household, find("House"), "2026-05-31", 300_000)
    add_value(crossing.household, find("House"), "2026-03-31", 300_000)
    page = read(owner_client, history(crossing))
    assert row_of(page, "Nov 2026")[5] == "so far"
    assert row_of(page, "Sep 2026")[5].endswith("closed")
    assert row_of(page, "Jul 2026")[5] == ""
    assert row_of(page, "Apr 2026")[5] == "nothing entered"


def test_what_a_month_lacks_is_named_and_not_compared(crossing: Cast, owner_client) -> None:
    flat = add_position(crossing.household, "Flat", category="other", opened_on=date(2026, 7, 1))
    add_value(crossing.household, flat, "2026-09-15", 1000)
    page = read(owner_client, history(crossing))
    assert "Missing: Flat" in row_of(page, "Jul 2026")[5]
    assert "Not certain" in row_of(page, "Aug 2026")[5]
    assert row_of(page, "Jul 2026")[4] == "not comparable"
    assert row_of(page, "Aug 2026")[4] == "\u221290,000"
    assert row_of(page, "Sep 2026")[4] == "not comparable"


def test_each_month_leads_to_its_sheet_snapshot_and_page(crossing: Cast, owner_client) -> None:
    page = read(owner_client, history(crossing, "?basis=book"))
    for address in (
        "balance/?basis=book&amp;date=2026-09-30",
        "balance/?basis=book",
        "months/2026-09-28/",
        "history/2026-09-30/card/",
        "history/year/2026/",
    ):
        assert f'href="{path(crossing, address)}"' in page, address
        assert owner_client.get(path(crossing, address.replace("&amp;", "&"))).status_code == 200


def test_the_figures_are_the_command_line_s(crossing: Cast, owner_client) -> None:
    found = json.loads(run("networth", "--household", crossing.household.slug, "--format", "json"))
    for row, told in zip(reversed(rows(read(owner_client, history(crossing)))), found, strict=True):
        shown = [Decimal(text.replace(",", "").replace("\u2212", "-")) for text in row[1:4]]
        assert shown == [Decimal(told[name]) for name in ("assets", "liabilities", "net_worth")]


def test_members_and_shared_have_their_parts(crossing: Cast, owner_client) -> None:
    with tenant(crossing.household.id):
        dewi = people.add_member(crossing.household.id, name="Dewi")
        Ownership.objects.create(
            household_id=crossing.household.id,
            position=find("House"),
            member=dewi,
            since="2026-01-01",
            parts=1,
        )
    page = read(owner_client, history(crossing, f"?person={dewi.pk}"))
    assert row_of(page, "Oct 2026")[1:4] == ["260,000", "0", "260,000"]
    assert "the part of Dewi" in page
    assert f"balance/?person={dewi.pk}&amp;date=2026-09-30" in page
    shared = read(owner_client, history(crossing, "?person=shared"))
    assert row_of(shared, "Oct 2026")[1:4] == ["0", "240,000", "\u2212240,000"]
    csv_rows = download(owner_client, crossing, f"?person={dewi.pk}")
    assert csv_rows[-1]["net_worth"] == "260000"


def test_by_category_an_empty_cell_is_not_zero(crossing: Cast, owner_client) -> None:
    add_value(crossing.household, add_position(crossing.household, "Cash"), "2026-09-30", 0)
    page = read(owner_client, history(crossing, "?by=category"))
    assert ">Cash and deposits</th>" in page
    assert row_of(page, "Sep 2026")[1:] == [
        *("\u221260,000", "0", "180,000", "180,000", "240,000", "240,000"),
        "",
    ]
    assert row_of(page, "Aug 2026")[2] == ""
    owed = read(owner_client, history(crossing, "?by=category&side=owe"))
    assert row_of(owed, "Sep 2026")[1:3] == ["240,000", "240,000"]
    assert "Property" not in owed


def test_another_currency_is_a_choice_and_not_a_guess(crossing: Cast, owner_client) -> None:
    page = read(owner_client, history(crossing, "?currency=eur"))
    assert "Euro (EUR)" in page
    assert "Missing: House, Mortgage" in page
    answer = owner_client.get(history(crossing, "?currency=XYZQ"))
    assert answer.status_code == 422
    assert "“XYZQ” is not a currency" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=1800-01-01", "out of range"),
        ("?to=2026-11-22", "in the future"),
        ("?from=2026-02-30", "does not exist"),
        ("?from=2026-09-01&to=2026-08-01", "first date is after the second"),
    ],
)
def test_a_span_that_cannot_be_is_a_sentence_and_keeps_what_was_typed(
    crossing: Cast, owner_client, query: str, sentence: str
) -> None:
    answer = owner_client.get(history(crossing, query))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert f'value="{query.split("=")[1].split("&")[0]}"' in page
    assert owner_client.get(path(crossing, f"history/download/{query}")).status_code == 422


def test_a_span_shows_its_months_and_downloads_them(crossing: Cast, owner_client) -> None:
    query = "?from=2026-08-31&to=2026-09-01"
    page = read(owner_client, history(crossing, query))
    assert [row[0] for row in rows(page)] == ["Sep 2026", "Aug 2026"]
    assert row_of(page, "Aug 2026")[4] == "\u221290,000"
    assert [row["month"] for row in download(owner_client, crossing, query)] == [
        "2026-08-31",
        "2026-09-30",
    ]


def test_thirty_years_come_in_blocks_and_whole_when_asked(crossing: Cast, owner_client) -> None:
    house = find("House")
    for year in range(1997, 2026):
        add_value(crossing.household, house, date(year, 1, 31), 100_000 + year)
    page = read(owner_client, history(crossing))
    assert len(rows(page)) == 59
    assert "?from=2017-01-01&amp;to=2021-12-31" in page
    whole = read(owner_client, history(crossing, "?from=1997-01-01&to=2026-11-21"))
    assert len(rows(whole)) == 359
    assert len(whole) < 420_000


def test_the_download_is_safe_in_a_spreadsheet(crossing: Cast, owner_client) -> None:
    add_value(
        crossing.household,
        add_position(crossing.household, "=cmd|'/c calc'!A1", currency="BTN"),
        "2026-10-31",
        5,
    )
    answer = owner_client.get(path(crossing, "history/download/?by=category"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        'attachment; filename="santoso-history-2026-11-21.csv"'
    )
    assert answer.content.startswith(b"\xef\xbb\xbfmonth,")
    assert b",'=cmd" in answer.content
    last = download(owner_client, crossing, "?by=category")[-1]
    assert (last["asset:real_estate"], last["provisional"]) == ("260000", "true")


def test_the_json_download_is_the_command_line_s(crossing: Cast, owner_client) -> None:
    answer = owner_client.get(path(crossing, "history/download/?format=json"))
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    told = run("networth", "--household", crossing.household.slug, "--format", "json")
    assert json.loads(answer.content) == json.loads(told)


def test_notes_stand_in_their_month(crossing: Cast, owner_client) -> None:
    with tenant(crossing.household.id):
        add_note(
            crossing.household,
            actor=None,
            today=date(2026, 11, 21),
            on=date(2026, 8, 3),
            text="<b>Lost</b> a job",
            reason="job",
        )
    page = read(owner_client, history(crossing))
    assert row_of(page, "Aug 2026")[5].endswith("3 Aug 2026 &lt;b&gt;Lost&lt;/b&gt; a job")


def test_htmx_gets_the_table_alone(crossing: Cast, owner_client) -> None:
    answer = owner_client.get(history(crossing), headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="months">')


def test_more_months_and_items_take_the_same_number_of_statements(
    crossing: Cast, owner_client
) -> None:
    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            read(owner_client, history(crossing, query))
        return len(queries)

    queries = ("", "?by=category")
    for query in queries:
        count(query)
    before = [count(query) for query in queries]
    for at in range(6):
        item = add_position(crossing.household, f"Item {at}", category="crypto")
        for back in range(12):
            add_value(
                crossing.household, item, add_months(date(2026, 10, 31), -back * 3), at + back
            )
    assert [count(query) for query in queries] == before


def test_a_viewer_reads_it_and_a_stranger_finds_nothing(
    crossing: Cast, viewer_client, stranger_client, owner_client
) -> None:
    assert row_of(read(viewer_client, history(crossing)), "Oct 2026")[3] == "20,000"
    for rest in ("", "download/"):
        assert stranger_client.get(history(crossing, rest)).status_code == 404
        foreign = list_members(crossing.others.id)[0].id
        for person in (foreign, "x"):
            answer = owner_client.get(history(crossing, f"{rest}?person={person}"))
            assert answer.status_code == 404
