"""Beside each total stands how much of it is up to date, the same on every page."""

import re

import pytest

from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import TODAY, find, month, path, read
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def aged(books: Cast) -> Cast:
    """Assets of 38,600.50 and 300,000, a mortgage of 340,000, all of October, and two old ones:
    11,399.50 of cash, and a card of 60,000."""
    for name, side, category, amount in (
        ("Old account", Side.ASSET, "cash", "11399.50"),
        ("Old card", Side.LIABILITY, "credit_card", 60_000),
    ):
        position = add_position(books.household, name, side, category)
        add_value(books.household, position, "2026-05-31", amount)
    return books


def shares(page: str) -> list[str]:
    return re.findall(r'class="fresh">([^<]*) up to date<', page)


def test_the_grid_has_it_in_its_footer_and_beside_old_categories(
    owner_client: ApplicationClient, aged: Cast
) -> None:
    page = read(owner_client, path(aged))
    footer = page.split('id="totals"')[1].split("</dl>")[0]
    # 338,600.50 of 350,000; 340,000 of 400,000; 678,600.50 of 750,000.
    assert shares(footer) == ["97%", "85%", "90%"]
    # Cash: 38,600.50 of 50,000. Property and mortgages are whole, and quiet.
    assert shares(page.split('id="totals"')[0]) == ["77%", "0%"]


def test_a_value_of_today_makes_its_total_fresh(owner_client, aged: Cast) -> None:
    add_value(aged.household, find("Old card"), TODAY, 60_000)
    page = read(owner_client, month(aged))
    assert shares(page.split('id="totals"')[1].split("</dl>")[0]) == ["97%", "100%", "98%"]


def test_sheet_list_and_dashboard_say_the_same(owner_client, aged: Cast) -> None:
    sheet = read(owner_client, path(aged, "balance/"))
    assert shares(sheet) == ["97%", "77%", "85%", "0%", "90%"]
    assert shares(read(owner_client, path(aged, "items/"))) == ["97%", "77%", "85%", "0%"]
    dashboard = read(owner_client, path(aged, ""))
    assert shares(dashboard) == ["97%", "85%"]
    assert "90% of the amounts behind it" in dashboard
    assert f'href="{path(aged)}?show=stale"' in dashboard


def test_where_all_is_fresh_nothing_leads_to_old_values(owner_client, books: Cast) -> None:
    dashboard = read(owner_client, path(books, ""))
    assert "All amounts behind it were valued within their usual interval." in dashboard
    assert "?show=stale" not in dashboard
