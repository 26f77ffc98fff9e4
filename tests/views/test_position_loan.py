"""On an item's page: loan to value over time, and what is said of a possible debt."""

import json
import re
from datetime import date
from typing import Any

import pytest

from accounts.access import tenant
from tests.architecture.statements import recorded
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, find, path, read
from tracker.models import DebtTerms, Position, SecuredBy
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def item(cast: Cast, name: str) -> str:
    return path(cast, f"items/{find(name).pk}/")


def card(page: str, name: str) -> str:
    found = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found[1].replace("\u2060", "") if found else ""


def words(html: str) -> str:
    text = re.sub(r"<(script|time).*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def chart_of(page: str, name: str = "loan-0") -> dict[str, Any]:
    found = re.search(rf'<script id="{name}-data" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def secure(cast: Cast, debt: str, *assets: str) -> None:
    with tenant(cast.household.id):
        for asset in assets:
            SecuredBy.objects.create(
                household_id=cast.household.id, debt=find(debt), asset=find(asset)
            )


@pytest.fixture
def secured(books: Cast) -> Cast:
    """The house is worth less than its mortgage since October, at most 120 % of it in between."""
    for day, worth, owed in (
        ("2026-08-31", 400_000, 350_000),
        ("2026-09-30", 290_000, 348_000),
    ):
        add_value(books.household, find("House"), day, worth)
        add_value(books.household, find("Mortgage"), day, owed)
    secure(books, "Mortgage", "House")
    return books


def test_the_house_says_since_when_how_high_and_at_which_worth_it_is_level(
    secured: Cast, owner_client
) -> None:
    page = read(owner_client, item(secured, "House"))
    found = words(card(page, "loan-0-head"))
    assert "113.3% of what House is worth is owed on it: it is worth less than its loan." in found
    assert "It has been worth less than its loan since September 2026: 3 months." in found
    assert "Highest: 120.0%, in September 2026." in found
    assert "It is level at a worth of $340,000, 13.3% more than today." in found
    assert "No month can be told in which it would be level" in found
    assert 'aria-label="113.3% of what House is worth' in page
    area, line, _last = chart_of(page)["data"]
    assert line["y"] == [-12.5, 20, 13.33, 13.33]
    assert area["fillpattern"]["shape"] == "/"


def test_its_table_says_the_same_newest_first(secured: Cast, owner_client) -> None:
    page = read(owner_client, item(secured, "House"))
    table = card(page, "loan-0-head").split("<tbody>")[1]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", table)]
    assert cells[:4] == ["300,000", "340,000", "113.3%", "worth less than its loan"]
    assert cells[-4:] == ["400,000", "350,000", "87.5%", ""]


def test_by_its_terms_the_month_it_is_level_is_said_with_what_that_takes(
    secured: Cast, owner_client
) -> None:
    with tenant(secured.household.id):
        DebtTerms.objects.create(
            household_id=secured.household.id,
            position=find("Mortgage"),
            since="2026-01-01",
            rate=0,
            minimum=10_000,
        )
    found = words(card(read(owner_client, item(secured, "House")), "loan-0-head"))
    assert (
        "It would be level around February 2027, if its value stays what it is today and its "
        "debts are paid by their terms." in found
    )


def test_worth_more_than_its_loan_it_says_what_it_may_lose(secured: Cast, owner_client) -> None:
    add_value(secured.household, find("House"), "2026-11-20", 425_000)
    found = words(card(read(owner_client, item(secured, "House")), "loan-0-head"))
    assert "80.0% of what House is worth is owed on it." in found
    assert (
        "It was worth less than its loan from September 2026 on, for 2 months, until it was level "
        "again in November 2026." in found
    )
    assert "It is level at a worth of $340,000, 20.0% less than today." in found
    assert "would be level" not in found


def test_a_debt_has_the_chart_of_each_item_it_is_secured_on(secured: Cast, owner_client) -> None:
    land = add_position(secured.household, "Land", category="real_estate")
    add_value(secured.household, land, OCTOBER, 100_000)
    secure(secured, "Mortgage", "Land")
    page = read(owner_client, item(secured, "Mortgage"))
    assert "Loan to value of House" in card(page, "loan-0-head")
    assert "Loan to value of Land" in card(page, "loan-1-head")
    assert "85.0% of what Land is worth" in card(page, "loan-1-head")
    assert "shared out by what they are worth each month" in card(page, "loan-1-head")
    assert chart_of(page, "loan-1")


def test_a_worth_of_nothing_has_no_percent_and_a_missing_one_is_said(
    secured: Cast, owner_client
) -> None:
    add_value(secured.household, find("House"), "2026-11-20", 0)
    found = words(card(read(owner_client, item(secured, "House")), "loan-0-head"))
    assert "House is worth nothing and $340,000 is owed on it." in found
    assert "It is level at a worth of $340,000." in found
    assert "worth nothing: no percent" in found
    add_position(secured.household, "Late", Side.LIABILITY, "mortgage", opened_on=date(2026, 1, 1))
    secure(secured, "Late", "House")
    page = read(owner_client, item(secured, "House"))
    assert "What is owed on House cannot be set against its worth" in page
    assert "loan-0-data" not in page


def test_without_a_secured_debt_there_is_no_such_chart(books: Cast, owner_client) -> None:
    guarantee = add_possible(books, "For Budi", 40)
    secure(books, "For Budi", "House")
    for name in ("House", "Mortgage", guarantee.name):
        assert "Loan to value" not in read(owner_client, item(books, name))


def add_possible(cast: Cast, name: str, amount: object, **given: Any) -> Position:
    position = add_position(cast.household, name, Side.LIABILITY, "guarantees", **given)
    add_value(cast.household, position, OCTOBER, amount)
    return position


class TestPossibleDebt:
    def test_its_page_says_that_it_is_not_counted_how_likely_and_when(
        self, books: Cast, owner_client
    ) -> None:
        add_possible(books, "For Budi", 40, probability=60, due_on=date(2029, 12, 31))
        found = card(read(owner_client, item(books, "For Budi")), "possible")
        assert "Not counted in net worth" in found
        assert "60% likely to be called · may be called or ends on 31 Dec 2029" in found
        assert "more likely than not: it may be counted as a debt" in found
        assert "it changes the figures of the past too" in found
        assert 'class="btn primary"' in found

    def test_at_one_half_nothing_is_asked_but_it_can_be_counted(
        self, books: Cast, owner_client, viewer_client
    ) -> None:
        add_possible(books, "For Budi", 40, probability=50)
        found = card(read(owner_client, item(books, "For Budi")), "possible")
        assert "more likely than not" not in found
        assert "primary" not in found
        assert "Count it as a debt" in found
        seen = card(read(viewer_client, item(books, "For Budi")), "possible")
        assert "50% likely to be called" in seen
        assert "<form" not in seen

    def test_who_may_edit_is_led_to_its_likelihood_where_there_is_none(
        self, books: Cast, owner_client, viewer_client
    ) -> None:
        add_possible(books, "For Budi", 40, probability=None)
        add_possible(books, "For Sari", 40, probability=10)
        address = item(books, "For Budi")
        link = f'href="{address}edit/#id_probability"'
        assert link in card(read(owner_client, address), "possible")
        assert 'id="id_probability"' in read(owner_client, f"{address}edit/")
        assert "#id_probability" not in read(viewer_client, address)
        assert "#id_probability" not in read(owner_client, item(books, "For Sari"))

    def test_one_button_counts_it(self, books: Cast, owner_client) -> None:
        add_possible(books, "For Budi", 600, probability=60)
        address = item(books, "For Budi")
        answer = owner_client.post(f"{address}count/", follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == address
        assert "It is counted as a debt, on past dates too." in page
        assert not card(page, "possible")
        assert "Not counted" not in read(owner_client, path(books, ""))
        sheet = read(owner_client, path(books, "balance/?date=2026-10-31"))
        assert "$1,999.50" in sheet.replace("\u2060", "")

    def test_an_ordinary_item_has_nothing_of_it(self, books: Cast, owner_client) -> None:
        assert not card(read(owner_client, item(books, "Mortgage")), "possible")


def test_twice_the_items_take_no_more_statements(secured: Cast, owner_client) -> None:
    read(owner_client, item(secured, "House"))
    with recorded() as before:
        read(owner_client, item(secured, "House"))
    for at in range(4):
        debt = add_position(secured.household, f"Loan {at}", Side.LIABILITY, "mortgage")
        add_value(secured.household, debt, OCTOBER, 5)
        secure(secured, f"Loan {at}", "House")
    with recorded() as after:
        page = read(owner_client, item(secured, "House"))
    assert "113.3%" in page
    assert len(after) == len(before)
