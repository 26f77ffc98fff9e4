"""The page of all ratios: every figure with the items that it is made of."""

import re

import pytest

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, path, read
from tracker.models import Budget, DebtTerms, Ownership, Position
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.replace("\u2060", "")).split())


def tile(page: str, ratio: str) -> str:
    found = re.search(rf'aria-labelledby="ratio-{ratio}">(.*?)</section>', page, re.DOTALL)
    return found[1] if found else ""


@pytest.fixture
def living(books: Cast) -> Cast:
    """The household with its spending and income, and a payment on its mortgage."""
    with tenant(books.household.id):
        Budget.objects.create(
            household_id=books.household.id,
            since="2026-01-01",
            currency="USD",
            essential_spending=2000,
            net_income=6000,
        )
        DebtTerms.objects.create(
            household_id=books.household.id,
            position=Position.objects.get(name="Mortgage"),
            since="2026-01-01",
            rate=4,
            minimum=1800,
        )
    return books


def test_each_figure_is_followed_to_the_items_it_adds_up(
    owner_client: ApplicationClient, living: Cast
) -> None:
    page = read(owner_client, path(living, "ratios/"))
    assert "Values on 21 Nov 2026, in USD" in page
    found = tile(page, "liquidity_months")
    assert "Joint savings ready $38,601 Mortgage a month $1,800" in words(found)
    savings = Position.objects.get(name="Joint savings")
    assert path(living, f"items/{savings.pk}/") in found
    assert "Mortgage a month $1,800" in words(tile(page, "debt_service_net"))
    assert path(living, "balance/") in tile(page, "debt_to_assets")


def test_the_dashboard_leads_to_the_same_persons_page(
    owner_client: ApplicationClient, living: Cast
) -> None:
    member = list_members(living.household.id)[0].id
    with tenant(living.household.id):
        Ownership.objects.create(
            household_id=living.household.id,
            position=Position.objects.get(name="Mortgage"),
            member_id=member,
            since="2026-01-01",
            parts=1,
        )
    page = read(owner_client, path(living, f"?person={member}"))
    address = path(living, f"ratios/?person={member}")
    assert f'href="{address}"' in page
    theirs = read(owner_client, address)
    assert "the part of" in theirs
    assert not tile(theirs, "liquidity_months")
    assert 'aria-current="true"' in theirs
    assert tile(read(owner_client, path(living, "ratios/")), "liquidity_months")


def test_a_card_beside_another_is_listed(owner_client: ApplicationClient, living: Cast) -> None:
    for name, owed in (("Visa", 100), ("Store", 300)):
        card = add_position(living.household, name, Side.LIABILITY, "credit_card")
        add_value(living.household, card, OCTOBER, owed)
        with tenant(living.household.id):
            DebtTerms.objects.create(
                household_id=living.household.id, position=card, since="2026-01-01", limit=1000
            )
    found = words(tile(read(owner_client, path(living, "ratios/")), "credit_use"))
    assert "Store $300 of $1,000 30.0% Visa $100 of $1,000 10.0%" in found


def test_a_household_without_values_is_told_what_ratios_come_from(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    page = read(owner_client, path(cast, "ratios/"))
    assert "Nothing to compare yet" in page


def test_a_viewer_reads_it_without_a_way_to_enter_anything(
    viewer_client: ApplicationClient, books: Cast
) -> None:
    page = read(viewer_client, path(books, "ratios/"))
    assert tile(page, "debt_to_assets")
    assert "Enter it" not in page
