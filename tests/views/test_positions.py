"""The list of what is owned and owed, and adding to it, through its addresses."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Commodity, Ownership, Position, SecuredBy, Valuation
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day_in_november")]


@pytest.fixture
def on_a_day_in_november():
    with time_machine.travel("2026-11-21T05:00:00Z"):
        yield


def path(cast: Cast, end: str = "") -> str:
    return f"/h/{cast.household.slug}/items/{end}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sent(**changed: str) -> dict[str, str]:
    essentials = {"name": "Savings", "category": "asset:cash", "currency": "USD"}
    return essentials | {"amount": "1,234.50", "as_of": "2026-10-31", "beginning": "had"} | changed


def test_an_empty_list_says_what_will_stand_there(cast: Cast, owner_client) -> None:
    page = read(owner_client, path(cast))
    assert "everything you own and everything you owe" in page
    assert "Add what you own" in page


def test_items_stand_by_category_with_subtotals_owner_and_age(cast: Cast, owner_client) -> None:
    one = add_position(cast.household, "Current account")
    two = add_position(cast.household, "Savings")
    loan = add_position(cast.household, "Loan", Side.LIABILITY, "mortgage")
    add_value(cast.household, one, "2026-10-31", "1000.25")
    add_value(cast.household, two, "2026-03-31", "500")
    add_value(cast.household, loan, "2026-10-31", "900")
    page = read(owner_client, path(cast))
    for text in ("$1,000.25", "$1,500.25", "$900.00", "31 Oct 2026", "Valued 7 months ago"):
        assert text in page
    assert "Shared" in page


def test_money_owed_stands_there_as_entered_beside_what_is_counted_of_it(
    cast: Cast, owner_client
) -> None:
    loan = add_position(cast.household, "Loan to Rina", category="receivables", allowance=25)
    add_value(cast.household, loan, "2026-10-31", "12000")
    page = read(owner_client, path(cast))
    assert "$12,000<" in page
    assert "$9,000<" in page


def test_what_is_missing_is_said_and_is_no_zero(cast: Cast, owner_client) -> None:
    add_position(cast.household, "Flat", category="real_estate", opened_on=date(2026, 1, 1))
    yen = add_position(cast.household, "Yen", currency="JPY")
    add_value(cast.household, yen, "2026-10-31", 5000)
    page = read(owner_client, path(cast))
    assert "not entered" in page
    assert "no rate of JPY" in page
    assert "¥5,000" in page


def test_archived_and_closed_items_are_out_of_sight_while_totals_stay(
    cast: Cast, owner_client
) -> None:
    kept = add_position(cast.household, "Kept")
    hidden = add_position(cast.household, "Hidden", archived_at="2026-01-01T00:00Z")
    gone = add_position(cast.household, "Gone", closed_on=date(2026, 2, 1))
    for item in (kept, hidden):
        add_value(cast.household, item, "2026-10-31", 100)
    add_value(cast.household, gone, "2026-01-31", 7)
    page = read(owner_client, path(cast))
    assert ">Kept<" in page
    assert ">Hidden<" not in page
    assert ">Gone<" not in page
    assert "1 archived item" in page
    assert "$200" in page
    assert ">Hidden<" in read(owner_client, path(cast, "?show=archived"))
    closed = read(owner_client, path(cast, "?show=closed"))
    assert ">Gone<" in closed
    assert "closed on 1 Feb 2026" in closed


def test_twice_the_items_take_the_same_number_of_statements(cast: Cast, owner_client) -> None:
    def add(number: int) -> None:
        for at in range(number):
            item = add_position(cast.household, f"Item {Position.objects.count()} {at}")
            add_value(cast.household, item, "2026-10-31", 100)

    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(owner_client, address)
        return len(queries)

    add(3)
    read(owner_client, path(cast))
    addresses = [path(cast), path(cast, "new/")]
    before = [count(address) for address in addresses]
    add(3)
    assert [count(address) for address in addresses] == before


def test_an_item_is_added_with_its_first_value(cast: Cast, owner_client) -> None:
    answer = owner_client.post(path(cast, "new/"), sent())
    assert answer.status_code == 302
    held = Position.objects.get()
    assert (held.name, held.side, held.opened_on) == ("Savings", "asset", None)
    value = Valuation.objects.get()
    assert (value.amount, value.as_of) == (Decimal("1234.50"), date(2026, 10, 31))
    assert "“Savings” was added." in read(owner_client, answer.url)


def test_a_double_submit_adds_one_item(cast: Cast, owner_client) -> None:
    for _ in range(2):
        assert owner_client.post(path(cast, "new/"), sent()).status_code == 302
    assert Position.objects.count() == Valuation.objects.count() == 1


def test_something_new_begins_on_the_day_of_its_first_value(cast: Cast, owner_client) -> None:
    owner_client.post(path(cast, "new/"), sent(beginning="new"))
    assert Position.objects.get().opened_on == date(2026, 10, 31)


def test_owners_units_and_security_can_be_said_at_once(cast: Cast, owner_client) -> None:
    house = add_position(cast.household, "House", category="real_estate")
    owner, editor = list_members(cast.household.id)
    parts = {f"parts_{owner.id}": "2", f"parts_{editor.id}": "1"}
    owner_client.post(
        path(cast, "new/"),
        sent(name="Loan", category="liability:mortgage", secured_on=str(house.pk), **parts),
    )
    assert SecuredBy.objects.get().asset_id == house.pk
    assert sorted(Ownership.objects.values_list("parts", flat=True)) == [1, 2]
    owner_client.post(
        path(cast, "new/"),
        sent(name="Fund", category="asset:investments", units_code="VWCE", amount="12.345678"),
    )
    assert Commodity.objects.get().code == "VWCE"
    assert Valuation.objects.get(position__name="Fund").amount == Decimal("12.345678")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Enter a name."),
        ({"category": ""}, "Choose a category."),
        ({"category": "asset:mortgage"}, "Choose one of the categories."),
        ({"currency": "ZZZ"}, "Choose one of the currencies."),
        ({"amount": "abc"}, "“abc” is not a number"),
        ({"amount": "1.2.3"}, "stands more than once"),
        ({"amount": "１２"}, "written in other digits"),
        ({"amount": "1e400"}, "in short form"),
        ({"amount": "NaN"}, "is not a number"),
        ({"amount": "1.234"}, "Too many decimals: 3, where at most 2 can be kept."),
        ({"amount": "1.5", "currency": "JPY"}, "Too many decimals: 1, where at most 0"),
        ({"amount": "9" * 16}, "too large"),
        ({"as_of": "2026-11-22"}, "in the future"),
        ({"as_of": "1899-01-01"}, "out of range"),
        ({"as_of": "31/10/2026"}, "not a date in the form"),
        ({"opened_on": "2026-11-01"}, "from before the day it began"),
        ({"selling_discount": "101"}, "Enter a number from 0 to 100."),
        ({"interval_months": "1.5"}, "Too many decimals: 1, where at most 0"),
        ({"probability": "10"}, "A likelihood belongs only"),
        ({"contingent": "yes"}, "Only something you owe can depend"),
        ({"allowance": "25"}, "only to money that others owe you"),
        ({"due_on": "2029-06-30"}, "Only something you owe falls due"),
        ({"due_on": "2201-01-01", "category": "liability:taxes"}, "out of range"),
        ({"units_code": "a b"}, "is not a code"),
        ({"units_code": "EUR"}, "EUR is a currency"),
        ({"units_code": "X", "currency": "EUR"}, "kept in the household"),
        ({"parts_1": "1"}, "not a member of this household"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_typed_is_lost(
    cast: Cast, owner_client, changed: dict[str, str], sentence: str
) -> None:
    answer = owner_client.post(path(cast, "new/"), sent(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    for name in {"name", "amount"} - changed.keys():
        assert f'value="{sent()[name]}"' in page
    if (typed := changed.get("amount")) is not None:
        assert f'value="{typed}"' in page
    assert not Position.objects.exists()


def test_a_taken_name_is_said_at_the_name(cast: Cast, owner_client) -> None:
    add_position(cast.household, "Savings", category="crypto")
    page = owner_client.post(path(cast, "new/"), sent()).content.decode()
    assert "There is an item called “Savings” already" in page


def test_foreign_ids_in_the_form_are_unknown_choices(cast: Cast, owner_client) -> None:
    add_position(cast.household, "House", category="real_estate")
    theirs = add_position(cast.others, "Theirs", category="real_estate")
    stranger = list_members(cast.others.id)[0]
    loan = sent(name="Loan", category="liability:mortgage")
    for body in (
        loan | {"secured_on": str(theirs.pk)},
        loan | {f"parts_{stranger.id}": "1"},
    ):
        assert owner_client.post(path(cast, "new/"), body).status_code == 422
    assert not Position.objects.filter(name="Loan").exists()


def test_numbers_are_read_as_the_reader_writes_them(cast: Cast, owner_client) -> None:
    cast.owner.format_locale = "de"
    cast.owner.save()
    assert owner_client.post(path(cast, "new/"), sent()).status_code == 422
    assert owner_client.post(path(cast, "new/"), sent(amount="1.234,50")).status_code == 302
    assert Valuation.objects.get().amount == Decimal("1234.50")


def test_a_script_for_a_name_is_text(cast: Cast, owner_client) -> None:
    owner_client.post(path(cast, "new/"), sent(name="<script>alert(1)</script>"))
    page = read(owner_client, path(cast))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_viewer_sees_the_list_and_no_way_to_add(cast: Cast, viewer_client) -> None:
    add_position(cast.household, "Savings")
    page = read(viewer_client, path(cast))
    assert "Savings" in page
    assert "new/" not in page
    assert viewer_client.get(path(cast, "new/")).status_code == 403
    assert viewer_client.post(path(cast, "new/"), sent()).status_code == 403


def test_a_stranger_finds_nothing(cast: Cast, stranger_client) -> None:
    for end in ("", "new/"):
        assert stranger_client.get(path(cast, end)).status_code == 404
