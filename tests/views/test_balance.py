"""The balance sheet of any date, basis and person."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import DebtTerms, Ownership, Position, Rate
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day_in_november")]
OCTOBER = "2026-10-31"


@pytest.fixture
def on_a_day_in_november():
    with time_machine.travel("2026-11-21T05:00:00Z"):
        yield


@pytest.fixture
def household(cast: Cast) -> Cast:
    """A house of 300,000.55 (cost 250,000), cash of 1,000 and a mortgage of 260,000."""
    house = add_position(cast.household, "House", category="real_estate")
    cash = add_position(cast.household, "Cash")
    loan = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
    add_value(cast.household, house, "2026-07-31", "300000.55", book=Decimal(250_000))
    add_value(cast.household, cash, OCTOBER, 1000)
    add_value(cast.household, loan, OCTOBER, 260_000)
    return cast


def path(cast: Cast, query: str = "") -> str:
    return f"/h/{cast.household.slug}/balance/{query}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    # What keeps a minus beside its currency is not seen.
    return response.content.decode().replace("\u2060", "")


def amounts(page: str) -> list[Decimal]:
    """The items' amounts as shown, in the order of the page."""
    shown = re.findall(
        r'<tr class="item">.*?<td class="num"><span class="money">(.*?)</span>', page
    )
    return [Decimal(text.replace(",", "").replace("\u2212", "-")) for text in shown]


def test_an_empty_sheet_says_so(cast: Cast, owner_client) -> None:
    assert "Nothing was owned or owed on this date." in read(owner_client, path(cast))


def test_both_sides_subtotals_and_net_worth_stand_with_date_currency_and_basis(
    household: Cast, owner_client
) -> None:
    page = read(owner_client, path(household))
    for text in ("21 Nov 2026 · US Dollar (USD) · Today", "301,000.55", "260,000.00"):
        assert text in page
    assert "$41,000.55" in page
    assert "Above zero" in page
    assert "valued 31 Jul 2026" in page
    assert "At cost net worth is −$9,000.00." in page
    assert "If everything were sold fast, net worth would be −$18,999.56." in page


def test_another_basis_has_its_own_figures_and_carries_no_status(
    household: Cast, owner_client
) -> None:
    page = read(owner_client, path(household, "?basis=book"))
    assert "−$9,000" in page
    assert "Below zero" not in page.partition("<main")[2]
    assert "For 0% of what you own no cost was entered" in page
    assert "At today&#x27;s values net worth is $41,0" in page


def test_the_sheet_of_a_past_day_knows_only_what_was_known(household: Cast, owner_client) -> None:
    page = read(owner_client, path(household, "?date=2026-08-15"))
    assert "15 Aug 2026" in page
    assert "$300,000.55" in page
    assert "Cash" not in page
    assert 'href="?date=2026-08-15&amp;basis=book"' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-11-22", "in the future"),
        ("1899-12-31", "out of range"),
        ("2026-02-30", "does not exist"),
        ("yesterday", "is not a date"),
    ],
)
def test_a_day_that_cannot_be_is_a_sentence(
    household: Cast, owner_client, typed: str, sentence: str
) -> None:
    answer = owner_client.get(path(household, f"?date={typed}"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_shown_parts_add_up_however_they_are_rounded(cast: Cast, owner_client) -> None:
    for at in range(3):
        item = add_position(cast.household, f"Account {at}", currency="EUR")
        add_value(cast.household, item, OCTOBER, "10.01")
    debt = add_position(cast.household, "Card", Side.LIABILITY, "credit_card", currency="EUR")
    add_value(cast.household, debt, OCTOBER, "7.77")
    with tenant(cast.household.id):
        Rate.objects.create(
            household_id=cast.household.id, base="EUR", quote="USD", as_of=OCTOBER, rate="1.11111"
        )
    page = read(owner_client, path(cast))
    *owned, owed = amounts(page)
    net = (Decimal("30.03") - Decimal("7.77")) * Decimal("1.11111")
    assert sum(owned) - owed == round(net, 2) == Decimal("24.73")
    assert "1 EUR = 1.1111 USD, 31 Oct 2026" in page
    assert "€10.01" in page


def test_what_is_missing_is_named_and_a_status_it_could_turn_is_withheld(
    household: Cast, owner_client
) -> None:
    yen = add_position(household.household, "Yen loan", Side.LIABILITY, "mortgage", currency="JPY")
    add_value(household.household, yen, OCTOBER, 5)
    add_position(household.household, "Flat", category="real_estate", opened_on=date(2026, 1, 1))
    page = read(owner_client, path(household))
    assert "2 items are not in them: Flat (not entered); Yen loan (no rate of JPY)." in page
    assert "Not certain: values or prices are missing" in page
    assert "Above zero" not in page


def test_possible_debts_stand_below_with_what_they_would_leave(
    household: Cast, owner_client
) -> None:
    for name, amount, probability in (("Guarantee", 40_000, 60), ("Co-signed", 2_000, None)):
        item = add_position(
            household.household, name, Side.LIABILITY, "guarantees", probability=probability
        )
        add_value(household.household, item, OCTOBER, amount)
    page = read(owner_client, path(household))
    assert "Not counted above" in page
    assert "$41,000.55" in page
    assert "would leave $1,000.55" in page
    assert "would leave $39,000.55" in page
    assert "60% likely to be called · more likely than not" in page
    assert "likelihood not set" in page
    found = re.findall(r"<tr><th scope=\"row\">(If|By).*?</tr>", page)
    assert found == ["If", "By"]
    assert "would leave −$999.45" in page
    assert "1 without a likelihood is left out" in page
    assert "would leave $17,000.55" in page


def test_possible_debts_of_unknown_amount_are_named_and_a_half_asks_nothing(
    household: Cast, owner_client
) -> None:
    half = add_position(
        household.household, "Guarantee", Side.LIABILITY, "guarantees", probability=50
    )
    add_value(household.household, half, OCTOBER, 40_000)
    yen = add_position(
        household.household,
        "Co-signed",
        Side.LIABILITY,
        "joint_debts",
        currency="JPY",
        due_on=date(2027, 3, 31),
    )
    add_value(household.household, yen, OCTOBER, 5)
    page = read(owner_client, path(household))
    assert "more likely than not" not in page
    assert "no rate of JPY" in page
    assert "may be called or ends on 31 Mar 2027, within 12 months" in page
    assert "would leave $21,000.55" in page
    assert "1 of unknown amount is left out" in page
    assert "If all were called" not in page


def test_without_possible_debts_nothing_is_said_of_them(household: Cast, owner_client) -> None:
    assert "Not counted above" not in read(owner_client, path(household))


def test_a_persons_sheet_holds_that_persons_part(household: Cast, owner_client) -> None:
    owner, editor = list_members(household.household.id)
    house = Position.objects.get(name="House")
    with tenant(household.household.id):
        for member, parts in ((owner, 2), (editor, 1)):
            Ownership.objects.create(
                household_id=household.household.id,
                position=house,
                member_id=member.id,
                since="2020-01-01",
                parts=parts,
            )
    first = amounts(read(owner_client, path(household, f"?person={owner.id}")))
    second = amounts(read(owner_client, path(household, f"?person={editor.id}")))
    assert sum(first + second) == Decimal("300000.55")
    shared = read(owner_client, path(household, "?person=shared"))
    assert ">House<" not in shared
    assert "−$259,000" in shared


def test_a_debts_terms_of_that_day_stand_beside_it(household: Cast, owner_client) -> None:
    loan = Position.objects.get(name="Mortgage")
    with tenant(household.household.id):
        for since, rate in (("2026-01-01", "8.1"), ("2026-11-01", "7.5")):
            DebtTerms.objects.create(
                household_id=household.household.id, position=loan, since=since, rate=rate
            )
    assert "8.1%" in read(owner_client, path(household, "?date=2026-10-31"))
    assert "7.5%" in read(owner_client, path(household))


def test_closed_items_are_gone_and_archived_ones_count(household: Cast, owner_client) -> None:
    Position.objects.filter(name="Cash").update(closed_on="2026-11-01")
    Position.objects.filter(name="House").update(archived_at="2026-11-01T00:00Z")
    page = read(owner_client, path(household))
    assert "Cash<" not in page
    assert "$40,000.55" in page


def test_htmx_gets_the_sheet_alone(household: Cast, owner_client) -> None:
    part = owner_client.get(path(household), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="sheet">')
    assert "<html" not in part


def test_twice_the_items_take_the_same_number_of_statements(household: Cast, owner_client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(owner_client, path(household))
        return len(queries)

    read(owner_client, path(household))
    before = count()
    for at in range(6):
        item = add_position(household.household, f"Item {at}", category="crypto")
        add_value(household.household, item, OCTOBER, at)
    assert count() == before


def test_a_viewer_reads_it_and_a_stranger_finds_nothing(
    household: Cast, viewer_client, stranger_client, owner_client
) -> None:
    assert "$41,000.55" in read(viewer_client, path(household))
    assert stranger_client.get(path(household)).status_code == 404
    foreign = list_members(household.others.id)[0].id
    assert owner_client.get(path(household, f"?person={foreign}")).status_code == 404
    assert owner_client.get(path(household, "?person=x")).status_code == 404
