"""The dashboard through its address, as people see it."""

import json
import re
from datetime import date

import pytest
import time_machine

from accounts import commands as people
from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Ownership
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db
NOON = "2026-11-21T05:00:00Z"


@pytest.fixture
def crossing(cast: Cast) -> Cast:
    """A house that falls below its mortgage in August and recovers in October 2026."""
    house = add_position(cast.household, "House", Side.ASSET, "real_estate")
    mortgage = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
    for month, value in ((6, 300), (7, 280), (8, 190), (9, 180), (10, 260)):
        add_value(cast.household, house, date(2026, month, 28), value * 1000)
    add_value(cast.household, mortgage, "2026-06-28", 240_000)
    return cast


def path(cast: Cast, query: str = "") -> str:
    return f"/h/{cast.household.slug}/{query}"


def read(client: ApplicationClient, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers or None)
    assert response.status_code == 200
    # What keeps a minus beside its currency is not seen.
    return response.content.decode().replace("\u2060", "")


def figure_of(page: str) -> dict:
    found = re.search(r'<script id="waterline-data" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found.group(1))


@time_machine.travel(NOON)
def test_a_household_without_values_sees_the_first_steps(owner_client, cast: Cast) -> None:
    page = read(owner_client, path(cast))
    assert "What you own, minus what you owe." in page
    assert "data-figure" not in page


@time_machine.travel(NOON)
def test_the_figure_stands_with_its_date_currency_basis_and_standing(
    owner_client, crossing: Cast
) -> None:
    page = read(owner_client, path(crossing))
    assert "Net worth on 21 Nov 2026 · USD · today" in page
    assert "$20,000" in page
    assert "Above zero" in page
    assert "for 2 months, since October 2026" in page
    assert "this is what would be left" in page


@time_machine.travel(NOON)
def test_the_headline_equals_the_last_point_of_the_chart(owner_client, crossing: Cast) -> None:
    figure = figure_of(read(owner_client, path(crossing)))
    worth = next(trace for trace in figure["data"] if trace.get("name") == "Net worth")
    assert worth["x"][-1] == "2026-11-21"
    assert worth["y"][-1] == 20_000
    assert worth["y"] == [60_000, 40_000, -50_000, -60_000, 20_000, 20_000]


@time_machine.travel(NOON)
def test_the_chart_marks_the_episode_below_zero(owner_client, crossing: Cast) -> None:
    words = [
        note["text"]
        for note in figure_of(read(owner_client, path(crossing)))["layout"]["annotations"]
    ]
    assert "Went below<br>Aug 2026" in words
    assert "Back above<br>Oct 2026" in words
    assert "Lowest −60,000, Sep 2026 · 2 months" in words


@time_machine.travel("2026-09-30T05:00:00Z")
def test_below_zero_is_said_in_words_and_is_not_called_bankruptcy(
    owner_client, crossing: Cast
) -> None:
    page = read(owner_client, path(crossing))
    assert "−$60,000" in page
    assert "Below zero" in page
    assert "for 2 months, since August 2026" in page
    assert "Below zero is not bankruptcy" in page


@time_machine.travel(NOON)
def test_the_change_is_that_of_the_month_entered_last(owner_client, crossing: Cast) -> None:
    page = read(owner_client, path(crossing))
    assert "What changed in October 2026" in page
    assert "against 30 Sep 2026" in page
    assert "Net worth rose by $80,000, mostly from what you own." in page


@time_machine.travel(NOON)
def test_another_basis_is_a_view_without_a_status(owner_client, crossing: Cast) -> None:
    page = read(owner_client, path(crossing, "?basis=liquidation"))
    assert "−$32,000" in page  # 260,000 less 20 percent, less 240,000
    assert '<p class="status"><span>' in page
    assert "your status follows today&#x27;s values" in page


@time_machine.travel(NOON)
def test_members_and_shared_add_up_to_the_household(owner_client, crossing: Cast) -> None:
    with tenant(crossing.household.id):
        dewi = people.add_member(crossing.household.id, name="Dewi")
        house = crossing_position("House")
        Ownership.objects.create(
            household_id=crossing.household.id,
            position=house,
            member=dewi,
            since="2026-01-01",
            parts=1,
        )
    assert "$260,000" in read(owner_client, path(crossing, f"?person={dewi.pk}"))
    assert "−$240,000" in read(owner_client, path(crossing, "?person=shared"))


def crossing_position(name: str):
    from tracker.models import Position

    return Position.objects.get(name=name)


@time_machine.travel(NOON)
def test_a_person_of_another_household_is_not_found(owner_client, crossing: Cast) -> None:
    stranger = people.add_member(crossing.others.id, name="Elsewhere")
    assert owner_client.get(path(crossing, f"?person={stranger.pk}")).status_code == 404
    assert owner_client.get(path(crossing, "?person=nonsense")).status_code == 404


@time_machine.travel(NOON)
def test_htmx_gets_the_part_and_a_browser_the_page(owner_client, crossing: Cast) -> None:
    part = read(owner_client, path(crossing), **{"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="position">')
    assert "<html" not in part
    assert "<html" in read(owner_client, path(crossing))


@time_machine.travel(NOON)
def test_the_range_cuts_the_months_but_not_the_standing(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    for year in (2023, 2024, 2025):
        add_value(cast.household, cash, f"{year}-11-30", 1000)
    page = read(owner_client, path(cast, "?range=1y"))
    worth = next(t for t in figure_of(page)["data"] if t.get("name") == "Net worth")
    assert len(worth["x"]) == 13
    assert "since the first record in November 2023" in page


@time_machine.travel(NOON)
def test_the_table_of_a_long_history_has_its_newest_months_and_leads_to_the_others(
    owner_client, cast: Cast
) -> None:
    cash = add_position(cast.household, "Cash")
    add_value(cast.household, cash, "2021-11-30", 100)
    page = read(owner_client, path(cast, "?basis=book"))
    assert "Earlier months are in History" not in page, "61 months, up to today, are all there"
    add_value(cast.household, cash, "2021-10-31", 50)
    page = read(owner_client, path(cast, "?basis=book"))
    table = re.search(r'<table class="table months">(.*?)</table>', page, re.DOTALL)
    assert table
    rows = re.findall(r'<th scope="row"><a href="[^"]*">(.*?)</a></th>', table[1])
    assert (rows[0], rows[-1], len(rows)) == ("Nov 2026", "Nov 2021", 61)
    assert f'<a href="{path(cast, "history/")}?basis=book">Earlier months are in History' in page
    worth = next(t for t in figure_of(page)["data"] if t.get("name") == "Net worth")
    assert len(worth["x"]) == 62, "the chart has every month"


@time_machine.travel(NOON)
def test_the_figures_lead_to_the_rows_behind_them(owner_client, crossing: Cast) -> None:
    house = crossing_position("House")
    add_value(crossing.household, house, "2025-11-20", 280_000)
    page = read(owner_client, path(crossing, "?basis=book"))
    sheet = f'href="{path(crossing, "balance/")}?basis=book'
    for link in (
        f'{sheet}">See everything',
        f'{sheet}#sheet-asset">',
        f'{sheet}#sheet-liability">',
    ):
        assert link in page
    span = "?basis=book&amp;from=2025-11-30&amp;to=2026-11-21"
    assert f'href="{path(crossing, "history/compare/")}{span}">12 months' in page
    assert f'href="{path(crossing, "history/2026-10-31/card/")}">Oct 2026' in page
    sheet_page = read(owner_client, path(crossing, "balance/?basis=book"))
    assert 'id="sheet-asset"' in sheet_page
    assert 'id="sheet-liability"' in sheet_page


@time_machine.travel(NOON)
def test_the_ends_of_the_chart_s_lines_are_rounded_as_the_figures_beside_the_headline(
    owner_client, cast: Cast
) -> None:
    # Rounded by themselves: 325.2 less 125.1 of a net worth of 200.0.
    add_value(cast.household, add_position(cast.household, "Cash"), "2026-10-31", 325_150_000)
    debt = add_position(cast.household, "Loan", Side.LIABILITY, "mortgage")
    add_value(cast.household, debt, "2026-10-31", 125_140_000)
    page = read(owner_client, path(cast))
    labels = {note["text"] for note in figure_of(page)["layout"]["annotations"]}
    shown = re.findall(r'<dd class="num"><span class="money">(.*?)</span>', page)
    assert len(shown) == 2
    for amount in shown:
        bare = amount.removeprefix("$").removesuffix("\u00a0m")
        assert any(label.endswith(f" {bare}") for label in labels), (amount, labels)


@time_machine.travel(NOON)
def test_what_is_missing_old_or_unpriced_is_said(owner_client, cast: Cast) -> None:
    cash = add_position(cast.household, "Cash")
    dong = add_position(cast.household, "Dong account", currency="VND")
    add_position(cast.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
    add_value(cast.household, cash, "2026-06-30", 1000)
    add_value(cast.household, dong, "2026-11-20", 5_000_000)
    page = read(owner_client, path(cast))
    assert "1 item has no value yet: Boat." in page
    assert "No price or rate is known for Dong account." in page
    assert "1 value is older than it should be: Cash." in page


@time_machine.travel(NOON)
def test_possible_debts_are_not_counted_but_said(owner_client, crossing: Cast) -> None:
    guarantee = add_position(crossing.household, "For Budi", Side.LIABILITY, "guarantees")
    add_value(crossing.household, guarantee, "2026-10-28", 50_000)
    page = read(owner_client, path(crossing))
    assert "Not counted: guarantees of $50,000." in page
    assert "If it were called, net worth would be −$30,000." in page
    assert "$20,000" in page


@time_machine.travel(NOON)
def test_a_viewer_sees_no_way_to_enter(viewer_client, crossing: Cast) -> None:
    page = read(viewer_client, path(crossing))
    assert "Enter November" not in page
    assert "Enter values" not in page


@time_machine.travel("2026-10-31T18:00:00Z")
def test_today_is_the_households_date_in_its_zone(owner_client, crossing: Cast) -> None:
    # 18:00 in UTC on the last of October is the first of November in Jakarta.
    assert "Net worth on 1 Nov 2026" in read(owner_client, path(crossing))


@time_machine.travel(NOON)
@pytest.mark.parametrize("place", ["", "deficit/"])
def test_bases_that_nothing_was_entered_on_are_not_offered(
    owner_client: ApplicationClient, cast: Cast, place: str
) -> None:
    account = add_position(cast.household, "Account")
    value = add_value(cast.household, account, "2026-10-31", -1_500)
    plain = read(owner_client, path(cast, place))
    assert "seg-basis" not in plain
    assert "strips=all" not in plain
    assert "If sold fast" in read(owner_client, path(cast, f"{place}?basis=liquidation"))
    with tenant(cast.household.id):
        value.book = -1_400
        value.save()
    offered = re.findall(r'id="seg-basis-\d".*?>(.*?)</a>', read(owner_client, path(cast, place)))
    assert offered == ["Today&#x27;s value", "Cost"]
