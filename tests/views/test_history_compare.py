"""Two dates side by side: every category and item then, now, and the change."""

import re
from datetime import date

import pytest

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import find, path, read
from tracker.models import Commodity, Ownership
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def household(cast: Cast) -> Cast:
    """Cash and a house of two years, a car bought on a loan in between, a bike that was sold."""
    for name, side, category, values in (
        ("Cash", Side.ASSET, "cash", {"2024-10-31": "1000.25", "2026-10-31": "1500.50"}),
        ("House", Side.ASSET, "real_estate", {"2024-10-31": 300_000, "2026-10-15": 310_000}),
        ("Car", Side.ASSET, "vehicles", {"2026-03-01": 20_000}),
        ("Bike", Side.ASSET, "vehicles", {"2024-01-31": 700}),
        ("Car loan", Side.LIABILITY, "car_loan", {"2026-03-01": 18_000}),
        ("Guarantee", Side.LIABILITY, "guarantees", {"2024-01-31": 5_000}),
    ):
        item = add_position(cast.household, name, side, category)
        for on, amount in values.items():
            add_value(cast.household, item, on, amount)
    bike = find("Bike")
    bike.closed_on = date(2026, 1, 5)
    with tenant(cast.household.id):
        bike.save()
    return cast


def compare(cast: Cast, query: str = "") -> str:
    return path(cast, f"history/compare/{query}")


def row_of(page: str, name: str) -> list[str]:
    """Then, now and change, as read."""
    rows = re.findall(r"<tr[^>]* class=\"[^\"]*\">(.*?)</tr>", page, re.S)
    for row in rows:
        cells = [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split(r"</t[hd]>", row)
        ]
        if cells[0] == name:
            return cells[1:4]
    raise AssertionError(name)


def test_last_month_s_end_stands_against_a_year_before(household: Cast, owner_client) -> None:
    page = read(owner_client, compare(household))
    assert 'name="from" value="2025-10-31"' in page
    assert 'name="to" value="2026-10-31"' in page
    assert row_of(page, "Cash") == ["1,000.25", "1,500.50", "+500.25"]
    assert row_of(page, "House") == ["300,000.00", "310,000.00", "+10,000.00"]
    assert row_of(page, "Car") == ["not there yet", "20,000.00", "+20,000.00"]
    assert row_of(page, "Bike") == ["700.00", "closed", "\u2212700.00"]
    assert row_of(page, "Car loan") == ["not there yet", "18,000.00", "+18,000.00"]
    assert row_of(page, "Vehicles") == ["700.00", "20,000.00", "+19,300.00"]
    assert row_of(page, "What you own") == ["301,700.25", "331,500.50", "+29,800.25"]
    assert row_of(page, "What you owe") == ["0.00", "18,000.00", "+18,000.00"]
    assert row_of(page, "Net worth") == ["$301,700.25", "$313,500.50", "+$11,800.25"]
    assert "Net worth rose by $11,800.25, mostly from what you own." in page
    assert "What you own rose by $29,800.25; what you owe grew by $18,000.00." in page
    assert "+3.9%" in page
    assert "Guarantee" not in page


def test_the_change_is_explained_to_the_digit_that_the_table_shows(
    household: Cast, owner_client
) -> None:
    page = read(owner_client, compare(household))
    groups = re.findall(
        r'<span class="name">(.*?)</span><span class="num money">(.*?)</span>', page
    )
    assert groups == [
        ("Cash and deposits", "+500.25"),
        ("Property", "+10,000.00"),
        ("Vehicles", "+19,300.00"),
        ("Car loans", "\u221218,000.00"),
    ]
    assert '<span class="num money">+11,800.25</span></p>' in page
    moved = re.findall(r"<a href=\"[^\"]*\">(\w+)</a></th><td>(.*?)</td>", page)
    assert ("Bike", "sold or closed") in moved
    assert ("Car", "first known, was there before") in moved
    assert "The totals of" not in page
    assert "$2,000.00 of it only became known" in page


def test_the_sums_are_the_balance_sheet_s(household: Cast, owner_client) -> None:
    page = read(owner_client, compare(household, "?from=2024-10-31&to=2026-10-31"))
    for on, net in zip(("2024-10-31", "2026-10-31"), row_of(page, "Net worth"), strict=False):
        assert net in read(owner_client, path(household, f"balance/?date={on}"))


def test_what_is_missing_on_one_date_is_not_compared(household: Cast, owner_client) -> None:
    add_position(household.household, "Flat", category="real_estate", opened_on=date(2026, 1, 1))
    page = read(owner_client, compare(household))
    assert row_of(page, "Flat") == ["not there yet", "not entered", "not comparable"]
    assert row_of(page, "Property") == ["300,000.00", "310,000.00", "not comparable"]
    assert row_of(page, "Net worth")[2] == "not comparable"
    assert "The totals of 31 Oct 2026 lack one item: Flat (not entered)." in page
    assert "the change of net worth is not certain" in page


def test_what_is_missing_on_both_dates_leaves_the_rest_comparable(
    household: Cast, owner_client
) -> None:
    with tenant(household.household.id):
        gold = Commodity.objects.create(household_id=household.household.id, code="XAUG")
    bars = add_position(household.household, "Bars", category="bullion", commodity=gold)
    add_value(household.household, bars, "2024-01-31", 5)
    page = read(owner_client, compare(household))
    assert row_of(page, "Bars") == ["no price of XAUG", "no price of XAUG", "not comparable"]
    assert row_of(page, "Net worth")[2] == "+$11,800.25"


def test_a_person_s_part_and_another_basis(household: Cast, owner_client) -> None:
    owner, editor = list_members(household.household.id)
    with tenant(household.household.id):
        for member, since in ((owner, "2020-01-01"), (editor, "2026-01-01")):
            Ownership.objects.create(
                household_id=household.household.id,
                position=find("House"),
                member_id=member.id,
                since=since,
                parts=1,
            )
    page = read(owner_client, compare(household, f"?person={editor.id}"))
    assert row_of(page, "House") == ["no part", "310,000", "+310,000"]
    sold = read(owner_client, compare(household, "?basis=liquidation"))
    assert row_of(sold, "House") == ["240,000.00", "248,000.00", "+8,000.00"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=1800-01-01", "out of range"),
        ("?to=2027-01-01", "in the future"),
        ("?from=2026-10-31&to=2026-10-30", "first date is after the second"),
        ("?from=soon", "is not a date"),
    ],
)
def test_dates_that_cannot_be_are_a_sentence(
    household: Cast, owner_client, query: str, sentence: str
) -> None:
    answer = owner_client.get(compare(household, query))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{query.split("=")[1].split("&")[0]}"' in answer.content.decode()


@pytest.mark.parametrize("on", ["1900-01-01", "2026-11-21", "2026-10-31"])
def test_one_date_against_itself_is_no_change(household: Cast, owner_client, on: str) -> None:
    page = read(owner_client, compare(household, f"?from={on}&to={on}"))
    assert "did not change" in page or "Nothing was owned or owed" in page


def test_an_empty_household_is_told_so(cast: Cast, owner_client) -> None:
    assert "Nothing was owned or owed on either date." in read(owner_client, compare(cast))


def test_a_stranger_and_an_unknown_person_find_nothing(
    household: Cast, stranger_client, owner_client, viewer_client
) -> None:
    assert stranger_client.get(compare(household)).status_code == 404
    assert owner_client.get(compare(household, "?person=x")).status_code == 404
    assert viewer_client.get(compare(household)).status_code == 200
