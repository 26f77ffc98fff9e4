"""The page of being below zero through its address, as people see it."""

import csv
import json
import re
from pathlib import Path

import pytest
import time_machine

from accounts import commands as people
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.management.running import run
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db
NOON = "2026-11-21T05:00:00Z"
DATA = Path(__file__).parents[1] / "data"


def path(cast: Cast, query: str = "") -> str:
    return f"/h/{cast.household.slug}/deficit/{query}"


def read(client: ApplicationClient, address: str, status: int = 200, **headers: str) -> str:
    response = client.get(address, headers=headers or None)
    assert response.status_code == status
    # What keeps a minus beside its currency is not seen.
    return response.content.decode().replace("\u2060", "")


@pytest.fixture
def below(cast: Cast) -> Cast:
    """A house that fell below its mortgage in August 2026."""
    house = add_position(cast.household, "House", Side.ASSET, "real_estate")
    mortgage = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
    for month, value in (("06", 300), ("07", 280), ("08", 190), ("10", 200)):
        add_value(cast.household, house, f"2026-{month}-28", value * 1000)
    add_value(cast.household, mortgage, "2026-06-28", 240_000)
    return cast


@time_machine.travel(NOON)
def test_a_person_below_zero_reads_since_when_by_how_much_and_why(
    owner_client: ApplicationClient, below: Cast
) -> None:
    page = read(owner_client, path(below))
    assert "$40,000 below zero since August 2026, at today&#x27;s values." in page
    assert "Below zero is not bankruptcy" in page
    assert "What you own fell by $90,000; what you owe stayed the same." in page
    assert "Since the lowest month" in page
    whole = re.search(r'href="([^"]+)">The whole way down since June 2026<', page)
    assert whole
    assert owner_client.get(whole[1].replace("&amp;", "&")).status_code == 200


@time_machine.travel(NOON)
def test_every_part_opens_to_its_items_which_lead_to_their_values(
    owner_client: ApplicationClient, below: Cast
) -> None:
    page = read(owner_client, path(below))
    row = page.split('class="split-row"')[1].split("</details>")[0]
    link = re.search(r'href="(/h/santoso/items/[0-9a-f-]+/)\?year=2026#values">House<', row)
    assert link
    assert "value revised" in row
    assert owner_client.get(link[1] + "?year=2026").status_code == 200


@time_machine.travel(NOON)
def test_the_strips_of_other_bases_come_when_asked_for(
    owner_client: ApplicationClient, below: Cast
) -> None:
    def names(page: str) -> list[str]:
        found = re.search(r'<script id="strips-data" type="application/json">(.*?)</script>', page)
        assert found
        return json.loads(found[1])["layout"]["yaxis"]["ticktext"]

    assert names(read(owner_client, path(below))) == ["Today's value  "]
    assert names(read(owner_client, path(below, "?strips=all"))) == [
        "Today's value  ",
        "Cost  ",
        "If sold fast  ",
    ]


@time_machine.travel(NOON)
def test_a_part_of_the_page_is_swapped(owner_client: ApplicationClient, below: Cast) -> None:
    part = read(owner_client, path(below), **{"HX-Request": "true"})
    assert part.startswith('<div id="deficit">')
    assert "<html" not in part


@time_machine.travel(NOON)
def test_a_household_without_values_sees_where_to_enter_them(
    owner_client: ApplicationClient, viewer_client: ApplicationClient, cast: Cast
) -> None:
    assert "As soon as values are entered" in read(owner_client, path(cast))
    assert ">Enter values<" in read(owner_client, path(cast))
    assert ">Enter values<" not in read(viewer_client, path(cast))


@time_machine.travel(NOON)
def test_what_the_address_asks_for_is_read_kindly(
    owner_client: ApplicationClient, below: Cast
) -> None:
    assert "August 2026" in read(owner_client, path(below, "?episode=nonsense&strips=x"))
    assert "is not a currency" in read(owner_client, path(below, "?currency=QQQ"), status=422)
    stranger = people.add_member(below.others.id, name="Elsewhere")
    assert owner_client.get(path(below, f"?person={stranger.pk}")).status_code == 404


@time_machine.travel(NOON)
def test_only_those_who_may_edit_are_led_to_the_settings(
    owner_client: ApplicationClient, viewer_client: ApplicationClient, below: Cast
) -> None:
    page = read(owner_client, path(below))
    assert "Add monthly spending" in page
    assert '/settings/#budgets"' in page
    assert "Add monthly spending" not in read(viewer_client, path(below))


@time_machine.travel("2023-04-01T05:00:00Z")
def test_the_real_deficit_through_the_page(
    owner_client: ApplicationClient, cast: Cast, tmp_path: Path
) -> None:
    with (DATA / "us-bottom-half.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        del row["Consumer durables"]
    out = tmp_path / "without.csv"
    with out.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    run(
        "import_csv", "--household", cast.household.slug, out,
        "--positions", DATA / "us-positions.csv",
    )  # fmt: skip
    page = read(owner_client, path(cast))
    assert "at the lowest −$692,287 in December 2010" in page
    assert '<td class="num">102</td><td>Sep 2016</td>' in page
    assert "What you own fell by $721,814; what you owe grew by $58,689." in page
    assert ">−780,503<" in page
