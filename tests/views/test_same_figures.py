"""One household on every page: the same sides, the same net worth, the same doubts."""

import re
from datetime import date
from decimal import Decimal

import pytest

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, path, read
from tracker.models import Commodity, Price, Rate
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SHEET = r'<h2 id="sheet-\w+" class="\w+"><span>[^<]*</span><span class="num money">([^<]*)<'
ITEMS = r'<h2 id="side-\w+" class="\w+">[^<]*</h2><span class="num money strong">([^<]*)<'


@pytest.fixture
def mixed(books: Cast) -> Cast:
    """Units, foreign money, and items that are archived, closed, possible or overdrawn."""
    household = books.household
    with tenant(household.id):
        gold = Commodity.objects.create(household_id=household.id, code="XAUG")
        Price.objects.create(
            household_id=household.id,
            commodity=gold,
            currency="EUR",
            as_of=OCTOBER,
            price="98.5123",
        )
        Rate.objects.create(
            household_id=household.id, base="EUR", quote="USD", as_of=OCTOBER, rate="1.09517"
        )
    for name, side, category, amount, fields in (
        ("Gold", Side.ASSET, "bullion", "20.123", {"commodity": gold}),
        ("Euros", Side.ASSET, "cash", "-100.55", {"currency": "EUR"}),
        ("Euro card", Side.LIABILITY, "credit_card", "77.77", {"currency": "EUR"}),
        ("Put away", Side.ASSET, "vehicles", "12345.67", {"archived_at": "2026-11-01T00:00Z"}),
        ("Sold", Side.ASSET, "valuables", "999.99", {"closed_on": date(2026, 11, 21)}),
        ("Guarantee", Side.LIABILITY, "guarantees", "4000.01", {}),
    ):
        position = add_position(household, name, side, category, **fields)
        add_value(household, position, OCTOBER, amount)
    return books


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text.replace("\u2212", "-")))


def net_worths(client: ApplicationClient, cast: Cast) -> dict[str, Decimal]:
    """What each page calls net worth."""
    found = {
        "dashboard": (r'<p class="figure num money">([^<]*)<', ""),
        "balance": (r'sheet-total">.*?money">([^<]*)<', "balance/"),
        "snapshot": (r'Net worth[^<]*</dt><dd class="num money">([^<]*)<', "months/current/"),
        "snapshots": (r'<td class="num"><span class="money">([^<]*)<', "months/"),
    }
    pages = {name: read(client, path(cast, rest)) for name, (_, rest) in found.items()}
    matches = {name: re.search(pattern, pages[name]) for name, (pattern, _) in found.items()}
    return {name: number(match[1]) for name, match in matches.items() if match}


def test_every_page_has_the_same_net_worth(owner_client, mixed: Cast) -> None:
    worths = net_worths(owner_client, mixed)
    assert len(worths) == 4
    # Large headlines leave the cents away.
    whole = worths.pop("dashboard")
    foreign = Decimal("20.123") * Decimal("98.5123") - Decimal("100.55") - Decimal("77.77")
    net = Decimal("-1399.50") + Decimal("12345.67") + foreign * Decimal("1.09517")
    assert set(worths.values()) == {round(net, 2)} == {Decimal("12921.90")}
    assert whole == 12922


def test_the_list_the_sheet_and_the_grid_have_the_same_sides(owner_client, mixed: Cast) -> None:
    sheet = re.findall(SHEET, read(owner_client, path(mixed, "balance/")))
    items = re.findall(ITEMS, read(owner_client, path(mixed, "items/")))
    grid = re.findall(
        r'<dt>(?:Assets|Debts)</dt><dd class="num money">([^<]*)<',
        read(owner_client, path(mixed)),
    )
    assert len(sheet) == 2
    assert [*map(number, sheet)] == [*map(number, items)] == [*map(number, grid)]


def test_what_is_missing_is_said_on_every_page(owner_client, mixed: Cast) -> None:
    francs = add_position(mixed.household, "Francs", currency="CHF")
    add_value(mixed.household, francs, OCTOBER, 10)
    for rest, words in (
        ("", "No price or rate is known for Francs."),
        ("balance/", "Francs (no rate of CHF)"),
        ("items/", "no rate of CHF"),
        ("months/current/", "Net worth, incomplete"),
        ("months/", "incomplete"),
    ):
        assert words in read(owner_client, path(mixed, rest)), rest
