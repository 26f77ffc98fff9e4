"""The entry grid as the browser tests find it and fill it in."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from playwright.sync_api import Page, expect

from accounts.access import local_date
from tests.cast import Cast, add_position, add_value
from tests.e2e.conftest import come_back
from tracker.models import Position, Valuation
from tracker.services.categories import Side

ROWS = 22


def make_rows(cast: Cast, count: int = ROWS) -> list[Position]:
    """Items in the order of the grid, with last month's values."""
    kinds = [
        (Side.ASSET, "cash"),
        (Side.ASSET, "investments"),
        (Side.LIABILITY, "mortgage"),
        (Side.LIABILITY, "credit_card"),
    ]
    before = local_date(cast.household.zone).replace(day=1) - timedelta(days=1)
    positions = []
    for number in range(count):
        side, category = kinds[number * len(kinds) // count]
        position = add_position(cast.household, f"Row {number:02}", side, category, order=number)
        add_value(cast.household, position, before, 100 + number)
        positions.append(position)
    return positions


def open_month(page: Page, site: str, cast: Cast, email: str = "owner@example.com") -> Page:
    come_back(page, site, email)
    page.goto(f"{site}/h/{cast.household.slug}/months/current/")
    return page


def amount(page: Page, position: Position) -> Any:
    return page.locator(f"#amount-{position.pk}")


def saved(page: Page) -> None:
    """Wait until nothing is on its way any more: rows are sent one after the other."""
    expect(page.locator(".saving, .unsaved")).to_have_count(0, timeout=20_000)
    expect(page.locator("#saved")).to_contain_text("Saved")


def now_values(cast: Cast) -> dict[str, Decimal]:
    today = local_date(cast.household.zone)
    return dict(Valuation.objects.filter(as_of=today).values_list("position__name", "amount"))
