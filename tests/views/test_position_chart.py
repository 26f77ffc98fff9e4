"""An item's own chart on its page."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import find, path, read
from tracker.models import Commodity, Price, Rate, SecuredBy
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def chart_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script id="item-chart-data" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def label_of(page: str) -> str:
    found = re.search(r'data-figure="item-chart-data" role="img" aria-label="([^"]*)"', page)
    assert found
    return found[1]


def rows_of(page: str) -> list[list[str]]:
    table = page.split('data-figure="item-chart-data"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [
        [" ".join(re.sub(r"<[^>]+>", "", c).split()) for c in re.split(r"</t[hd]>", row)][:-1]
        for row in table.split("</tr>")[:-1]
    ]


def item(cast: Cast, name: str) -> str:
    return path(cast, f"items/{find(name).pk}/")


def test_an_item_without_values_has_no_chart(cast: Cast, owner_client) -> None:
    add_position(cast.household, "New")
    assert "item-chart" not in read(owner_client, item(cast, "New"))


def test_a_house_stands_against_the_debts_secured_on_it(books: Cast, owner_client) -> None:
    house, loan = find("House"), find("Mortgage")
    add_value(books.household, house, "2026-09-30", 350_000, source="estimate")
    with tenant(books.household.id):
        SecuredBy.objects.create(household_id=books.household.id, debt=loan, asset=house)
    page = read(owner_client, item(books, "House"))
    worth, owed, estimates, _ = chart_of(page)["data"]
    assert (worth["x"], worth["y"]) == (
        ["2026-09-30", "2026-10-31", "2026-11-21"],
        [350_000, 300_000, 300_000],
    )
    assert owed["y"] == [None, 340_000, 340_000]
    assert estimates["x"] == ["2026-09-30"]
    assert "worth $300,000, owed on it $340,000. It is worth less than its loan." in label_of(page)
    assert rows_of(page) == [
        ["21 Nov 2026", "300,000", "340,000", ""],
        ["Oct 2026", "300,000", "340,000", ""],
        ["Sep 2026", "350,000", "", "own estimate"],
    ]
    assert "Hollow dots: own estimates." in page


def test_a_debt_is_dashed(books: Cast, owner_client) -> None:
    page = read(owner_client, item(books, "Mortgage"))
    line = chart_of(page)["data"][0]
    assert (line["line"]["dash"], line["line"]["color"]) == ("4px,3px", "@ember")
    assert "Owed over time" in page
    assert label_of(page) == "Mortgage by month: $340,000 on 21 Nov 2026."


def test_units_times_price_in_its_own_currency_with_ours_beside_it(
    cast: Cast, owner_client
) -> None:
    with tenant(cast.household.id):
        fund = Commodity.objects.create(household_id=cast.household.id, code="VWCE")
        for on, price in (("2026-09-30", 100), ("2026-10-31", 110)):
            Price.objects.create(
                household_id=cast.household.id,
                commodity=fund,
                currency="EUR",
                as_of=on,
                price=price,
            )
        Rate.objects.create(
            household_id=cast.household.id,
            base="EUR",
            quote="USD",
            as_of="2026-10-15",
            rate="1.2",
        )
    position = add_position(
        cast.household, "Fund", category="investments", currency="EUR", commodity=fund
    )
    add_value(cast.household, position, "2026-09-30", "41.3")
    page = read(owner_client, item(cast, "Fund"))
    line = chart_of(page)["data"][0]
    assert line["y"] == [4130, 4543, 4543]
    assert line["customdata"][1] == "41.3 VWCE · €4,543 · $5,452"
    assert rows_of(page)[1:] == [
        ["Oct 2026", "41.3", "4,543", "5,452", ""],
        ["Sep 2026", "41.3", "4,130", "", ""],
    ]


def test_the_line_of_a_closed_item_ends_and_says_when(cast: Cast, owner_client) -> None:
    car = add_position(cast.household, "Car", category="vehicles", closed_on=date(2026, 9, 10))
    add_value(cast.household, car, "2026-07-31", 9_000)
    chart = chart_of(read(owner_client, item(cast, "Car")))
    assert chart["data"][0]["x"] == ["2026-07-31", "2026-08-31", "2026-09-09"]
    assert chart["layout"]["shapes"][0]["x0"] == "2026-09-10"
    assert "closed<br>10 Sep 2026" in [note["text"] for note in chart["layout"]["annotations"]]


def test_a_possible_debt_and_an_item_of_nothing_are_drawn_too(cast: Cast, owner_client) -> None:
    for name, category, amount in (("Guarantee", "guarantees", 5000), ("Paid", "bills", 0)):
        position = add_position(cast.household, name, Side.LIABILITY, category)
        add_value(cast.household, position, "2026-10-31", amount)
        assert chart_of(read(owner_client, item(cast, name)))["data"][0]["y"] == [amount, amount]


def test_names_are_never_markup(cast: Cast, owner_client) -> None:
    evil = '"><img src=x onerror=alert(1)></script>'
    position = add_position(cast.household, evil)
    add_value(cast.household, position, "2026-10-31", 5)
    page = read(owner_client, item(cast, evil))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in label_of(page)


def test_more_values_and_debts_take_the_same_number_of_statements(
    books: Cast, owner_client
) -> None:
    house = find("House")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(owner_client, item(books, "House"))
        return len(queries)

    with tenant(books.household.id):
        SecuredBy.objects.create(
            household_id=books.household.id, debt=find("Mortgage"), asset=house
        )
    count()
    before = count()
    for at in range(5):
        loan = add_position(books.household, f"Loan {at}", Side.LIABILITY, "mortgage")
        add_value(books.household, loan, date(2026, 1 + at, 28), 10)
        add_value(books.household, house, date(2026, 1 + at, 28), 10, source="estimate")
        with tenant(books.household.id):
            SecuredBy.objects.create(household_id=books.household.id, debt=loan, asset=house)
    assert count() == before
