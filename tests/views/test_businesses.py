"""Businesses and funds on screen: the list, one of them, its entries, and its part elsewhere."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.commands.businesses import Business, Figures, open_business
from tracker.models import Entity, EntityFigures, EntityFlow, Position, Snapshot, Valuation
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = date(2026, 11, 21)


def address(name: str, *args: object) -> str:
    return reverse(f"tracker:{name}", args=["santoso", *args])


def money_of(cast: Cast, name: str, business: UUID, amount: object, debt: bool = False) -> Position:
    with tenant(cast.household.id):
        entity = Entity.objects.get(pk=business)
    side, category = (Side.LIABILITY, "business_loan") if debt else (Side.ASSET, "cash")
    position = add_position(cast.household, name, side, category, entity=entity)
    add_value(cast.household, position, "2026-10-31", amount)
    return position


@pytest.fixture
def bakery(cast: Cast) -> UUID:
    """350,000 of book value in 1,000 shares, 600 of them the household's, at 420 each."""
    with tenant(cast.household.id):
        business = open_business(
            cast.household,
            actor=None,
            today=TODAY,
            business=Business("Bakery", "company", "USD"),
            since=date(2026, 1, 1),
            figures=Figures(Decimal(1000), Decimal(600), share_price=Decimal(420)),
        )
    money_of(cast, "Oven", business, 2_000_000)
    money_of(cast, "Bank loan", business, 1_650_000, debt=True)
    return business


def stake_of(cast: Cast, business: UUID) -> Position:
    with tenant(cast.household.id):
        return Position.objects.get(stake_in_id=business)


def text(client: ApplicationClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_the_list_has_each_with_its_figure_and_the_households_part(
    bakery: UUID, viewer_client: ApplicationClient
) -> None:
    page = text(viewer_client, address("businesses"))
    for words in ("Bakery", "Company", "$350,000", "$350.00", "60%", "$210,000"):
        assert words in page
    assert "Add a business or fund" not in page


def test_its_page_says_what_it_is_worth_per_share_and_how_the_price_compares(
    bakery: UUID, owner_client: ApplicationClient
) -> None:
    page = text(owner_client, address("business", bakery))
    assert "Book value" in page
    assert "21 Nov 2026 · US Dollar (USD) · Cost" in page
    assert "$350.00" in page
    assert "20.0% above the figure per share" in page
    assert "Your part is 60%. It counts in your net worth with $210,000." in page
    assert "2,000,000" in page
    assert "1,650,000" in page


def test_what_its_part_is_a_part_of_is_said_where_the_headline_is_another_figure(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    """350,000 at cost; 50,000 more at today's values, 20,000 of it preferred equity's."""
    url = address("business", bakery)
    assert "That is your part of" not in text(owner_client, url)
    with tenant(cast.household.id):
        oven = Position.objects.get(name="Oven")
        Valuation.objects.filter(position=oven).update(amount=2_050_000, book=2_000_000)
    page = text(owner_client, url)
    assert "$350,000" in page
    assert (
        "It counts in your net worth with $240,000. That is your part of $400,000: what it owns "
        "at today&#x27;s values, less what it owes."
    ) in page
    with tenant(cast.household.id):
        EntityFigures.objects.filter(entity_id=bakery).update(preferred=20_000)
    assert (
        "It counts in your net worth with $228,000. That is your part of $380,000: what it owns "
        "at today&#x27;s values, less what it owes and its preferred equity."
    ) in text(owner_client, url)


def test_the_part_of_a_property_fund_is_one_of_its_intangibles_too(
    cast: Cast, owner_client: ApplicationClient
) -> None:
    with tenant(cast.household.id):
        towers = open_business(
            cast.household,
            actor=None,
            today=TODAY,
            business=Business("Towers", "reit", "USD"),
            since=date(2026, 1, 1),
            figures=Figures(Decimal(1000), Decimal(10)),
        )
        entity = Entity.objects.get(pk=towers)
    money_of(cast, "Rent", towers, 600_000)
    goodwill = add_position(cast.household, "Name", Side.ASSET, "intangibles", entity=entity)
    add_value(cast.household, goodwill, "2026-10-31", 50_000)
    page = text(owner_client, address("business", towers))
    assert "$600.00" in page
    assert (
        "It counts in your net worth with $6,500. That is your part of $650,000: what it owns at "
        "today&#x27;s values, goodwill and other intangibles too, less what it owes."
    ) in page


def test_what_moved_it_adds_up_and_bad_dates_are_told(
    bakery: UUID, owner_client: ApplicationClient
) -> None:
    page = text(owner_client, address("business", bakery) + "?from=2026-10-01&to=2026-11-21")
    assert "Net assets on 1 Oct 2026" in page
    assert "Items recorded for the first time, or no longer known" in page
    assert "+350,000" in page
    page = text(owner_client, address("business", bakery) + "?from=2026-11-21&to=2026-10-01")
    assert "The first date must lie before the last one." in page
    page = text(owner_client, address("business", bakery) + "?from=soon")
    assert 'value="soon"' in page


def test_a_society_has_net_assets_and_no_part(cast: Cast, owner_client: ApplicationClient) -> None:
    owner_client.post(
        address("business_new"), {"name": "Choir", "kind": "non_profit", "currency": "USD"}
    )
    with tenant(cast.household.id):
        choir = Entity.objects.get(name="Choir")
    money_of(cast, "Kitty", choir.pk, 90)
    page = text(owner_client, address("business", choir.pk))
    for words in ("Net assets", "Restricted", "Unrestricted", "$90"):
        assert words in page
    for words in ("Your part", "Per share", "Shares, your part"):
        assert words not in page


def test_one_below_zero_says_since_when_and_counts_for_nothing(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    money_of(cast, "Tax", bakery, 900_000, debt=True)
    page = text(owner_client, address("business", bakery))
    assert "Below zero since 31 Oct 2026" in page
    assert "It counts in your net worth with $0" in page


def test_what_is_missing_makes_the_part_unknown(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    with tenant(cast.household.id):
        entity = Entity.objects.get(pk=bakery)
    add_position(cast.household, "Van", category="vehicles", entity=entity, opened_on="2026-01-01")
    page = text(owner_client, address("business", bakery))
    assert "Incomplete: something it owns or owes has no value or no price." in page
    assert "Its value is not known today, so it is missing from your net worth." in page
    item = text(owner_client, address("position", stake_of(cast, bakery).pk))
    assert "not known: its balance sheet is incomplete" in item


def test_adding_one_leads_to_its_page_with_the_households_part(
    cast: Cast, owner_client: ApplicationClient
) -> None:
    response = owner_client.post(
        address("business_new"),
        {
            "name": "Kiosk",
            "kind": "company",
            "currency": "USD",
            "since": "2026-10-01",
            "percent": "25",
        },
    )
    with tenant(cast.household.id):
        kiosk = Entity.objects.get(name="Kiosk")
        [figures] = EntityFigures.objects.filter(entity=kiosk)
    assert response["Location"] == address("business", kiosk.pk)
    assert (figures.as_of, figures.percent) == (date(2026, 10, 1), 25)
    page = text(owner_client, address("business", kiosk.pk))
    assert "no values yet" in page
    assert "Nothing is entered yet." in page


def test_a_bad_form_says_why_and_keeps_what_was_typed(owner_client: ApplicationClient) -> None:
    response = owner_client.post(
        address("business_new"),
        {"name": "Choir", "kind": "non_profit", "currency": "USD", "percent": "5"},
    )
    assert response.status_code == 422
    assert "It belongs to nobody in parts: leave this empty." in response.text
    assert 'value="Choir"' in response.text


def test_figures_and_payments_are_entered_and_removed(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    url = address("business_figures", bakery)
    owner_client.post(url, {"since": "2026-11-01", "preferred": "50000"})
    assert "−$50,000" in text(owner_client, address("business", bakery))
    refused = owner_client.post(url, {"since": "2026-11-01"})
    assert refused.status_code == 422
    assert "Enter at least one of the figures." in refused.text
    owner_client.post(url, {"remove": "2026-11-01"})
    url = address("business_payments", bakery)
    owner_client.post(url, {"on": "2026-11-01", "kind": "distribution", "amount": "500"})
    assert "Paid out to its owners" in text(owner_client, address("business", bakery))
    assert owner_client.post(url, {"on": "2026-11-01", "kind": "gift"}).status_code == 422
    owner_client.post(url, {"remove": "2026-11-01 distribution"})
    with tenant(cast.household.id):
        assert EntityFigures.objects.filter(entity_id=bakery).count() == 1
        assert not EntityFlow.objects.exists()


def test_an_item_of_its_own_is_added_and_has_a_page_that_leads_back(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    response = owner_client.post(
        address("business_item", bakery),
        {"name": "Till", "category": "asset:cash", "currency": "USD", "amount": "40"},
    )
    assert response["Location"] == address("business", bakery)
    with tenant(cast.household.id):
        till = Position.objects.get(name="Till")
    assert till.entity_id == bakery
    page = text(owner_client, address("position", till.pk))
    assert "It stands on the balance sheet of Bakery" in page
    assert address("business", bakery) in page
    assert "Who owns it" not in page
    owner_client.post(
        address("position_value", till.pk),
        {"as_of": "2026-11-20", "amount": "55", "version": "0", "source": "statement"},
    )
    with tenant(cast.household.id):
        assert Valuation.objects.filter(position=till, amount=55).exists()
    assert "Till" not in text(owner_client, address("positions"))
    assert "Till" not in text(owner_client, address("snapshot", date(2026, 11, 21)))


def test_all_values_of_a_date_are_entered_at_once(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    url = address("business_values", bakery)
    page = text(owner_client, f"{url}?date=2026-11-20")
    assert "What each item amounts to on 20 Nov 2026." in page
    with tenant(cast.household.id):
        oven, loan = (Position.objects.get(name=name) for name in ("Oven", "Bank loan"))
    data = {"as_of": "2026-11-20", f"amount-{oven.pk}": "1,900,000", f"amount-{loan.pk}": ""}
    assert owner_client.post(url, data).status_code == 302
    with tenant(cast.household.id):
        values = Valuation.objects.filter(as_of="2026-11-20")
        assert [(v.position_id, v.amount) for v in values] == [(oven.pk, 1_900_000)]
    stale = owner_client.post(url, data | {f"amount-{oven.pk}": "5", f"version-{oven.pk}": "0"})
    assert stale.status_code == 409
    assert "Somebody else has changed one of these values" in stale.text
    bad = owner_client.post(url, data | {f"amount-{oven.pk}": "many"})
    assert bad.status_code == 422


def values_shown(client: ApplicationClient, url: str, data: dict[str, str]) -> str:
    """The form that comes back, of which nothing was written."""
    answer = client.post(url, data)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_values_are_never_written_on_a_date_that_was_not_shown(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    url = address("business_values", bakery)
    with tenant(cast.household.id):
        oven, loan = (Position.objects.get(name=name) for name in ("Oven", "Bank loan"))
    typed = {"shown": "2026-10-31", f"amount-{oven.pk}": "1,900,000"}
    typed |= {f"amount-{loan.pk}": "1,650,000", f"version-{loan.pk}": "1"}
    for button in ({}, {"show": "1"}):
        page = values_shown(owner_client, url, typed | {"as_of": "2026-11-20"} | button)
        assert "Nothing is written yet: this is 20 Nov 2026, with all that you typed." in page
        assert 'name="shown" value="2026-11-20"' in page
        assert f'name="amount-{oven.pk}" value="1,900,000"' in page
        # October's value, which nobody typed, is no value of November.
        assert f'name="amount-{loan.pk}" value=' not in page
    with tenant(cast.household.id):
        assert not Valuation.objects.filter(as_of="2026-11-20").exists()
    saved = {"as_of": "2026-11-20", "shown": "2026-11-20", f"amount-{oven.pk}": "1,900,000"}
    assert owner_client.post(url, saved).status_code == 302
    with tenant(cast.household.id):
        amounts = Valuation.objects.filter(position=oven).order_by("as_of")
        assert [one.amount for one in amounts] == [2_000_000, 1_900_000]
    future = owner_client.post(url, typed | {"as_of": "2026-12-24"})
    assert future.status_code == 422
    assert 'id="id_as_of_error"' in future.text


def test_a_closed_date_has_no_fields_and_keeps_what_was_typed_for_another(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    url = address("business_values", bakery)
    with tenant(cast.household.id):
        oven = Position.objects.get(name="Oven")
        Snapshot.objects.filter(as_of="2026-10-31").update(closed_at=timezone.now())
    typed = {"shown": "2026-11-20", f"amount-{oven.pk}": "5"}
    page = values_shown(owner_client, url, typed | {"as_of": "2026-10-31"})
    assert "31 Oct 2026 is closed, so its values stay as they are." in page
    assert '<span class="money">2,000,000</span>' in page
    assert 'inputmode="decimal"' not in page
    assert 'class="btn primary"' not in page
    assert "Typed and kept for another date: Oven." in page
    again = {"shown": "2026-10-31", "as_of": "2026-10-31", f"amount-{oven.pk}": "5"}
    assert "is closed, so its values" in values_shown(owner_client, url, again)
    page = values_shown(owner_client, url, again | {"as_of": "2026-11-19"})
    assert f'name="amount-{oven.pk}" value="5"' in page
    assert "Typed and kept" not in page


def test_the_part_counts_once_on_every_page_of_figures(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, "2026-10-31", 1000)
    for name in ("dashboard", "balance", "positions", "history"):
        page = text(owner_client, address(name))
        assert "211,000" in page, name
        assert "2,000,000" not in page, name


def test_what_changed_leads_from_a_part_to_its_business(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, "2026-10-31", 1000)
    page = text(owner_client, address("history_compare") + "?from=2026-09-30&to=2026-10-31")
    moved = page.split('class="moved"')[1].split('class="moved-total"')[0]
    assert f'<a href="{address("business", bakery)}">Bakery</a>' in moved
    assert f'<a href="{address("position", savings.pk)}">Savings</a>' in moved
    assert address("position", stake_of(cast, bakery).pk) not in moved


def test_an_own_value_takes_its_place_and_the_page_says_so(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    stake = stake_of(cast, bakery)
    page = text(owner_client, address("position", stake.pk))
    assert "It stands for your part of Bakery and follows its balance sheet by itself." in page
    assert "No value of your own: it follows its balance sheet." in page
    add_value(cast.household, stake, "2026-11-01", 5000)
    page = text(owner_client, address("position", stake.pk))
    assert "From the first value below on, your own values count" in page
    page = text(owner_client, address("business", bakery))
    assert "$5,000, the value you entered yourself." in page


def test_a_part_that_rests_on_old_values_is_among_those_to_look_at(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    """Fresh ones are expected each month, and the newest are of September."""
    stake = stake_of(cast, bakery)
    with tenant(cast.household.id):
        Position.objects.filter(pk=stake.pk).update(interval_months=1)
        items = [*Position.objects.filter(entity_id=bakery)]
        Valuation.objects.filter(position__in=items).delete()
    for item in items:
        add_value(cast.household, item, "2026-09-30", 500 if item.name == "Oven" else 100)
    dashboard = text(owner_client, address("dashboard"))
    assert "0% of the amounts behind it" in dashboard
    assert "1 value is older than it should be: Bakery." in dashboard
    record = text(owner_client, address("snapshot", TODAY) + "?show=stale")
    assert "No value is older than it should be." not in record
    assert "Bakery" in record
    assert "Stale 1" in re.sub(r"<[^>]+>", "", record)


def test_the_months_record_expects_no_value_of_a_part(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    response = owner_client.get(address("snapshot", date(2026, 11, 21)))
    assert "computed 210,000" in response.text
    closing = owner_client.post(address("snapshot_close", date(2026, 11, 21)))
    assert closing.status_code == 302


def test_a_loan_to_it_stands_on_both_sheets_and_is_entered_once(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    owner_client.post(
        address("position_new"),
        {
            "name": "Loan to the bakery",
            "category": "asset:receivables",
            "currency": "USD",
            "amount": "70000",
            "as_of": "2026-11-01",
            "counterparty": str(bakery),
        },
    )
    with tenant(cast.household.id):
        loan = Position.objects.get(name="Loan to the bakery")
    assert loan.counterparty_id == bakery
    page = text(owner_client, address("business", bakery))
    assert "recorded with your household" in page
    assert "$280,000" in page
    assert "Bakery is on the other side" in text(owner_client, address("position", loan.pk))
    # 60 % of 280,000, and the loan itself.
    assert "238,000" in text(owner_client, address("balance"))


def test_a_guarantee_is_named_and_stays_a_possible_debt(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    guarantee = add_position(
        cast.household, "Bank guarantee", Side.LIABILITY, "guarantees", counterparty_id=bakery
    )
    add_value(cast.household, guarantee, "2026-10-31", 30_000)
    page = text(owner_client, address("business", bakery))
    assert "Your household answers for it: Bank guarantee." in page
    assert "$350,000" in page
    assert "180,000" in text(owner_client, address("balance"))


def test_archiving_hides_it_from_the_list_and_totals_stay(
    cast: Cast, bakery: UUID, owner_client: ApplicationClient
) -> None:
    owner_client.post(address("business_archive", bakery), {"archived": "1"})
    page = text(owner_client, address("businesses"))
    assert "1 archived one" in page
    assert "Bakery" not in page
    assert "Bakery" in text(owner_client, address("businesses") + "?show=all")
    assert "210,000" in text(owner_client, address("balance"))


def test_the_way_there_begins_at_what_is_owned(
    cast: Cast, owner_client: ApplicationClient, viewer_client: ApplicationClient
) -> None:
    assert address("business_new") in text(owner_client, address("positions"))
    assert address("business_new") not in text(viewer_client, address("positions"))
    # A non-profit is nobody's part, so that no item leads to it.
    owner_client.post(
        address("business_new"), {"name": "Society", "kind": "non_profit", "currency": "USD"}
    )
    assert address("businesses") in text(viewer_client, address("positions"))
