"""In the entry grid a sum of nothing known is missing; it is not zero."""

import re
from datetime import date

import pytest

from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, month, path, post_cell, read
from tracker.models import Commodity
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SEPTEMBER = date(2026, 9, 30)


def subtotals(page: str) -> dict[str, str]:
    heads = r'<tr class="group".*?<th[^>]*>(.*?)</th>.*?subtotal money">(.*?)</td>'
    return dict(re.findall(heads, page))


def changes(page: str) -> list[str]:
    return re.findall(r'subtotal money">.*?</td><td class="num money">(.*?)</td>', page)


def totals(page: str) -> list[str]:
    return re.findall(r'<dt>.*?</dt><dd class="num money">([^ <]*)', page)


def test_a_month_before_the_first_value_has_no_sums(
    owner_client: ApplicationClient, books: Cast
) -> None:
    page = read(owner_client, month(books, on=SEPTEMBER))
    assert subtotals(page) == {"Cash and deposits": "—", "Property": "—", "Mortgages": "—"}
    assert totals(page) == ["—", "—", "—"]
    assert changes(page) == ["", "", ""]


def test_the_first_value_makes_its_own_sums_and_no_others(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    for name, side, category in (
        ("Savings", Side.ASSET, "cash"),
        ("Wallet", Side.ASSET, "cash"),
        ("House", Side.ASSET, "real_estate"),
        ("Mortgage", Side.LIABILITY, "mortgage"),
    ):
        add_position(cast.household, name, side, category)
    assert totals(read(owner_client, path(cast))) == ["—", "—", "—"]
    answer = post_cell(owner_client, cast, "Savings", "500")
    assert answer.status_code == 200
    page = read(owner_client, path(cast))
    assert subtotals(page) == {"Cash and deposits": "500", "Property": "—", "Mortgages": "—"}
    assert totals(page) == ["500", "—", "500"]
    assert totals(answer.content.decode()) == ["500", "—", "500"]


def test_a_zero_that_was_entered_is_a_sum(owner_client: ApplicationClient, cast: Cast) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, OCTOBER, 0)
    page = read(owner_client, path(cast))
    assert subtotals(page) == {"Cash and deposits": "0"}
    assert totals(page) == ["0", "0", "0"]


def test_gold_without_a_price_makes_no_sum(
    owner_client: ApplicationClient, cast: Cast, gold: Commodity
) -> None:
    page = read(owner_client, path(cast))
    assert list(subtotals(page).values()) == ["—"]
    # Nothing is owed, which is known.
    assert totals(page) == ["—", "0", "—"]


def test_an_archived_item_that_counts_is_part_of_the_sums(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    add_position(cast.household, "Savings")
    old = add_position(cast.household, "Old account", archived_at="2026-11-01T00:00:00Z")
    add_value(cast.household, old, OCTOBER, 70)
    page = read(owner_client, path(cast))
    assert subtotals(page) == {"Cash and deposits": "70"}
    assert totals(page) == ["70", "0", "70"]
