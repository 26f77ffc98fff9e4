"""The dashboard's ratios and the room before zero through its address, as people see them."""

import re
from datetime import date
from typing import Any

import pytest

from accounts.access import tenant
from accounts.queries import list_members
from tests.architecture.statements import recorded
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, path, read
from tracker.models import Budget, DebtTerms, Ownership, Position, RatioGuide, ReferenceRate
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def words(html: str) -> str:
    """What is read: without tags, and with plain spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.replace("\u2060", "")).split())


def tile(page: str, ratio: str) -> str:
    """One ratio, "" where it is not there."""
    found = re.search(rf'aria-labelledby="ratio-{ratio}">(.*?)</section>', page, re.DOTALL)
    return found[1] if found else ""


def headroom(page: str) -> str:
    found = re.search(r'<div class="headroom">(.*?)</div>', page, re.DOTALL)
    return found[1] if found else ""


def spend(cast: Cast, currency: str = "USD", **figures: Any) -> None:
    with tenant(cast.household.id):
        Budget.objects.create(
            household_id=cast.household.id, since="2026-01-01", currency=currency, **figures
        )


def add_card(cast: Cast, name: str, balance: int, limit: int) -> Position:
    card = add_position(cast.household, name, Side.LIABILITY, "credit_card")
    add_value(cast.household, card, OCTOBER, balance)
    with tenant(cast.household.id):
        DebtTerms.objects.create(
            household_id=cast.household.id, position=card, since="2026-01-01", limit=limit
        )
    return card


def test_a_household_below_zero_reads_how_far_it_is_and_leverage_is_not_shown(
    owner_client: ApplicationClient, books: Cast
) -> None:
    page = read(owner_client, path(books, ""))
    assert "Debt to assets High 100.4%" in words(tile(page, "debt_to_assets"))
    assert 'aria-label="100.4% on a scale to 200%. Guide 50% to 80%."' in tile(
        page, "debt_to_assets"
    )
    assert not tile(page, "leverage")
    assert "a rise of 0.5% in its value would bring net worth back to zero" in headroom(page)


def test_what_is_not_entered_is_one_line_with_the_way_there_for_who_may_edit(
    owner_client: ApplicationClient, viewer_client: ApplicationClient, books: Cast
) -> None:
    page = read(owner_client, path(books, ""))
    assert "Add monthly spending to see how long ready money lasts." in page
    assert f'{path(books, "settings/")}#budgets">Enter it</a>' in page
    assert not tile(page, "liquidity_months")
    seen = read(viewer_client, path(books, ""))
    assert "Monthly spending is not entered: how long ready money lasts cannot be told." in seen
    assert "#budgets" not in seen
    assert "Enter it" not in seen


def test_spending_brings_the_months_that_ready_money_lasts(
    owner_client: ApplicationClient, books: Cast
) -> None:
    spend(books, essential_spending=3860)
    page = read(owner_client, path(books, ""))
    found = words(tile(page, "liquidity_months"))
    assert "10.0 months" in found
    assert "$38,601 of ready money; essentials take $3,860 a month." in found
    assert "Without Mortgage: no payment entered." in found
    assert "Add monthly spending" not in page


def test_spending_in_a_currency_of_nothing_else_is_converted_at_the_reference_rate(
    owner_client: ApplicationClient, books: Cast
) -> None:
    spend(books, "CHF", essential_spending=1000)
    assert "Spending and income are in CHF, which has no rate" in read(
        owner_client, path(books, "")
    )
    for currency, rate in (("CHF", "0.5"), ("USD", "1")):
        ReferenceRate.objects.create(base="EUR", currency=currency, as_of=OCTOBER, rate=rate)
    page = read(owner_client, path(books, ""))
    assert "essentials take $2,000 a month" in tile(page, "liquidity_months")


def test_each_card_is_shown_on_demand_and_leads_to_its_page(
    owner_client: ApplicationClient, books: Cast
) -> None:
    assert not tile(read(owner_client, path(books, "")), "credit_use")
    add_card(books, "Visa", 900, 1000)
    store = add_card(books, "Store", 100, 1000)
    found = tile(read(owner_client, path(books, "")), "credit_use")
    assert "Over 30% 50.0%" in words(found)
    assert "Paying $400 off the cards reaches the 30% guide." in found
    assert "Visa $900 of $1,000 90.0% Store $100 of $1,000 10.0%" in words(found)
    assert path(books, f"items/{store.pk}/") in found


def test_a_households_own_guide_is_the_one_that_counts(
    owner_client: ApplicationClient, books: Cast
) -> None:
    add_card(books, "Visa", 500, 1000)
    with tenant(books.household.id):
        RatioGuide.objects.create(
            household_id=books.household.id, ratio="credit_use", low="0.5", high="0.5"
        )
    found = tile(read(owner_client, path(books, "")), "credit_use")
    assert "In guide 50.0%" in words(found)
    assert f'href="{path(books, "settings/")}#guides"' in found
    assert "Guide 50%" in found


def test_one_persons_view_has_their_part_and_leaves_spending_to_the_household(
    owner_client: ApplicationClient, books: Cast
) -> None:
    spend(books, essential_spending=1000)
    member = list_members(books.household.id)[0].id
    with tenant(books.household.id):
        for name in ("House", "Mortgage"):
            Ownership.objects.create(
                household_id=books.household.id,
                position=Position.objects.get(name=name),
                member_id=member,
                since="2026-01-01",
                parts=1,
            )
    page = read(owner_client, path(books, f"?person={member}"))
    assert "113.3%" in words(tile(page, "debt_to_assets"))
    assert not tile(page, "liquidity_months")
    assert "see its own view for the rest" in page


def test_the_month_that_was_entered_last_says_what_was_saved_in_it(
    owner_client: ApplicationClient, books: Cast
) -> None:
    savings = Position.objects.get(name="Joint savings")
    assert not tile(read(owner_client, path(books, "")), "saved")
    add_value(books.household, savings, date(2026, 11, 20), "39600.50")
    spend(books, net_income=4000)
    found = words(tile(read(owner_client, path(books, "")), "saved"))
    assert "Saved so far in November +$1,000 25.0% of a whole month" in found


def test_other_bases_keep_the_ratios_at_market_and_leave_the_room_out(
    owner_client: ApplicationClient, books: Cast
) -> None:
    add_value(books.household, Position.objects.get(name="House"), date(2026, 11, 1), 1, book=9)
    market, cost = (read(owner_client, path(books, query)) for query in ("", "?basis=book"))
    assert tile(cost, "debt_to_assets") == tile(market, "debt_to_assets")
    assert headroom(market)
    assert not headroom(cost)


def test_a_household_with_one_account_has_no_tiles(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    account = add_position(cast.household, "Account")
    add_value(cast.household, account, OCTOBER, 500)
    page = read(owner_client, path(cast, ""))
    assert "tile" not in page
    assert not headroom(page)


def test_a_household_without_values_sees_no_ratios(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    spend(cast, essential_spending=1000)
    page = read(owner_client, path(cast, ""))
    assert "ratio" not in page


def test_amounts_in_tiles_can_be_hidden(owner_client: ApplicationClient, books: Cast) -> None:
    add_card(books, "Visa", 900, 1000)
    found = read(owner_client, path(books, ""))
    bare = re.sub(r'<(\w+)[^>]*class="[^"]*\bmoney\b[^"]*"[^>]*>.*?</\1>', "", found)
    for ratio in ("debt_to_assets", "credit_use", "liquid_net_worth"):
        assert tile(bare, ratio)
        assert "$" not in tile(bare, ratio)


def test_twice_the_cards_and_budgets_take_no_more_statements(
    owner_client: ApplicationClient, books: Cast
) -> None:
    add_card(books, "Visa", 900, 1000)
    spend(books, essential_spending=1000)
    read(owner_client, path(books, ""))
    with recorded() as before:
        read(owner_client, path(books, ""))
    add_card(books, "Store", 100, 1000)
    with tenant(books.household.id):
        Budget.objects.create(
            household_id=books.household.id, since="2026-02-01", currency="USD", net_income=1
        )
    with recorded() as after:
        read(owner_client, path(books, ""))
    assert len(after) == len(before)
