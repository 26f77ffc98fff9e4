"""One item's page: its values on all bases, owners, terms, security, closing."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import (
    Commodity,
    DebtTerms,
    Ownership,
    Position,
    Price,
    SecuredBy,
    Snapshot,
    Valuation,
)
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day_in_november")]
OCTOBER = date(2026, 10, 31)
SMALL_FORMS = ("close", "reopen", "archive", "value", "owners", "terms", "secured", "model")


@pytest.fixture
def on_a_day_in_november():
    with time_machine.travel("2026-11-21T05:00:00Z"):
        yield


@pytest.fixture
def house(cast: Cast) -> Position:
    held = add_position(cast.household, "House", category="real_estate")
    add_value(cast.household, held, OCTOBER, 300_000)
    return held


@pytest.fixture
def loan(cast: Cast) -> Position:
    return add_position(cast.household, "Loan", Side.LIABILITY, "mortgage")


def path(cast: Cast, position: Position | UUID, end: str = "") -> str:
    key = position.pk if isinstance(position, Position) else position
    return f"/h/{cast.household.slug}/items/{key}/{end}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def value(as_of: str = "2026-09-30", amount: str = "1", version: str = "", **more: str) -> dict:
    return {"as_of": as_of, "amount": amount, "version": version} | more


def test_the_page_shows_the_figure_its_date_and_what_was_said(
    cast: Cast, owner_client, house: Position
) -> None:
    page = read(owner_client, path(cast, house))
    for text in ("$300,000", "31 Oct 2026", "Property", "every year", "20%"):
        assert text in page


def test_a_value_of_any_past_day_is_added_on_all_bases(
    cast: Cast, owner_client, house: Position
) -> None:
    body = value("2025-03-01", "310,000.50", book="250,000", liquidation="200,000", note="Bank")
    answer = owner_client.post(path(cast, house, "value/"), body | {"source": "appraisal"})
    assert answer.status_code == 302
    held = Valuation.objects.get(as_of="2025-03-01")
    assert (held.amount, held.book) == (Decimal("310000.5"), 250_000)
    assert (held.liquidation, held.source, held.note) == (200_000, "appraisal", "Bank")
    assert held.updated_by_id == cast.owner.pk
    page = read(owner_client, path(cast, house))
    for text in ("$310,000.50", "$250,000.00", "$200,000.00", "Appraisal", "Bank"):
        assert text in page


def test_a_value_is_changed_by_its_version_and_cleared_to_remove_it(
    cast: Cast, owner_client, house: Position
) -> None:
    page = read(owner_client, path(cast, house, "?edit=2026-10-31"))
    assert "Change the value of 31 Oct 2026" in page
    assert 'value="300,000.00"' in page
    address = path(cast, house, "value/")
    owner_client.post(address, value("2026-10-31", "305,000", version="1"))
    held = Valuation.objects.get()
    assert (held.amount, held.version) == (305_000, 2)
    owner_client.post(address, value("2026-10-31", "", version="2"))
    assert not Valuation.objects.exists()


def test_the_remove_button_needs_no_empty_field(cast: Cast, owner_client, house: Position) -> None:
    body = value("2026-10-31", "300,000.00", version="1", remove="1")
    assert owner_client.post(path(cast, house, "value/"), body).status_code == 302
    assert not Valuation.objects.exists()


def test_a_conflict_shows_both_values_who_and_when_and_can_be_decided(
    cast: Cast, owner_client, house: Position
) -> None:
    address = path(cast, house, "value/")
    cast.client(cast.editor).post(address, value("2026-10-31", "290,000", version="1"))
    answer = owner_client.post(address, value("2026-10-31", "305,000", version="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    for text in ("Editor changed this value", "21 Nov 2026", "$290,000.00", "305,000"):
        assert text in page
    assert 'name="version" value="2"' in page
    assert Valuation.objects.get().amount == 290_000
    owner_client.post(address, value("2026-10-31", "305,000", version="2"))
    assert Valuation.objects.get().amount == 305_000


def test_adding_where_a_value_is_does_not_overwrite_it(
    cast: Cast, owner_client, house: Position
) -> None:
    answer = owner_client.post(path(cast, house, "value/"), value("2026-10-31", "5"))
    assert answer.status_code == 409
    assert Valuation.objects.get().amount == 300_000


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (value(amount=""), "Enter a number."),
        (value(amount="", book="5"), "stand beside a value"),
        (value(amount="twelve"), "is not a number"),
        (value(amount="1.005"), "Too many decimals: 3"),
        (value(book="1,2"), "groups thousands here"),
        (value(as_of=""), "Enter a date."),
        (value(as_of="2026-12-01"), "in the future"),
        (value(as_of="2019-12-31"), "It began on 1 Jan 2020"),
        (value(note="a\x07b"), "control characters"),
    ],
)
def test_a_bad_value_is_a_sentence_and_what_was_typed_stays(
    cast: Cast, owner_client, house: Position, body: dict[str, str], sentence: str
) -> None:
    Position.objects.update(opened_on="2020-01-01")
    answer = owner_client.post(path(cast, house, "value/"), body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    if body["amount"]:
        assert f'value="{body["amount"]}"' in page
    assert Valuation.objects.count() == 1


def test_a_closed_month_keeps_its_value(cast: Cast, owner_client, house: Position) -> None:
    Snapshot.objects.update(closed_at="2026-11-01T00:00Z")
    page = read(owner_client, path(cast, house, "?edit=2026-10-31"))
    assert "This month is closed" in page
    assert "Change the value of" not in page
    for body in (value("2026-10-31", "1", version="1"), value("2026-10-31", "", version="1")):
        answer = owner_client.post(path(cast, house, "value/"), body)
        assert answer.status_code == 422
        assert "31 Oct 2026 is closed: reopen it" in answer.content.decode()
    assert Valuation.objects.get().amount == 300_000


def test_what_an_import_kept_in_full_can_be_saved_as_it_is(
    cast: Cast, owner_client, house: Position
) -> None:
    Valuation.objects.update(amount=Decimal("1.23456"))
    page = read(owner_client, path(cast, house, "?edit=2026-10-31"))
    assert 'value="1.23456"' in page
    body = value("2026-10-31", "1.23456", version="1", note="seen")
    assert owner_client.post(path(cast, house, "value/"), body).status_code == 302
    assert Valuation.objects.get().note == "seen"


def test_daily_values_come_by_the_hundred_or_the_year(cast: Cast, owner_client) -> None:
    held = add_position(cast.household, "Daily")
    days = [date(2022, 1, 1) + timedelta(days=at) for at in range(1500)]
    with tenant(cast.household.id):
        Snapshot.objects.bulk_create(
            Snapshot(household_id=cast.household.id, as_of=day) for day in days
        )
        Valuation.objects.bulk_create(
            Valuation(household_id=cast.household.id, position=held, as_of=day, amount=1)
            for day in days
        )
    page = read(owner_client, path(cast, held))
    assert page.count("?edit=") == 100
    assert "100 of 1,500 values" in page
    assert read(owner_client, path(cast, held, "?year=2024")).count("?edit=") == 366


def test_twice_the_rows_take_the_same_number_of_statements(
    cast: Cast, owner_client, house: Position
) -> None:
    members = list_members(cast.household.id)

    def grow(year: int) -> None:
        for month in (1, 2, 3):
            on = date(year, month, 28)
            add_value(cast.household, house, on, 1, updated_by_id=cast.owner.pk)
            debt = add_position(cast.household, f"Debt {on}", Side.LIABILITY, "mortgage")
            with tenant(cast.household.id):
                row: dict[str, Any] = {"household_id": cast.household.id}
                SecuredBy.objects.create(**row, debt=debt, asset=house)
                for member in members:
                    Ownership.objects.create(
                        **row, position=house, member_id=member.id, since=on, parts=1
                    )

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(owner_client, path(cast, house))
        return len(queries)

    grow(2024)
    read(owner_client, path(cast, house))
    before = count()
    grow(2025)
    assert count() == before


def test_owners_change_from_a_date_and_sets_are_removed(
    cast: Cast, owner_client, house: Position
) -> None:
    owner, editor = list_members(cast.household.id)
    address = path(cast, house, "owners/")
    halves = {f"parts_{owner.id}": "1", f"parts_{editor.id}": "1"}
    owner_client.post(address, halves | {"since": "2020-01-01"})
    owner_client.post(address, {f"parts_{owner.id}": "1", "since": "2025-01-01"})
    page = read(owner_client, path(cast, house))
    assert "from 1 Jan 2025" in page
    assert "Owner 1/2, Editor 1/2" in page or "Editor 1/2, Owner 1/2" in page
    owner_client.post(address, {"remove": "2025-01-01"})
    assert Ownership.objects.count() == 2
    for body, sentence in (
        ({"since": "2025-01-01"}, "Give at least one person a part."),
        ({"since": ""}, "Enter a date."),
        ({"since": "2025-01-01", f"parts_{uuid4()}": "1"}, "not a member of this household"),
        ({"since": "2025-01-01", f"parts_{owner.id}": "-1"}, "Enter a number from 0 to 1,000."),
    ):
        answer = owner_client.post(address, body)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_terms_are_dated_and_only_a_debt_has_them(
    cast: Cast, owner_client, house: Position, loan: Position
) -> None:
    address = path(cast, loan, "terms/")
    body = {"since": "2026-01-01", "rate": "8.125", "method": "reducing", "minimum": "1,500.00"}
    assert owner_client.post(address, body).status_code == 302
    held = DebtTerms.objects.get()
    assert (held.rate, held.minimum, held.limit) == (Decimal("8.125"), 1500, None)
    page = read(owner_client, path(cast, loan))
    assert "8.125%" in page
    assert "$1,500.00" in page
    assert owner_client.post(address, {"since": "2026-01-01"}).status_code == 422
    assert owner_client.post(path(cast, house, "terms/"), body).status_code == 404
    owner_client.post(address, {"remove": "2026-01-01"})
    assert not DebtTerms.objects.exists()


def test_a_debt_is_secured_on_an_asset_from_either_page(
    cast: Cast, owner_client, house: Position, loan: Position
) -> None:
    owner_client.post(path(cast, loan, "secured/"), {"others": str(house.pk)})
    assert SecuredBy.objects.count() == 1
    assert "Loan" in read(owner_client, path(cast, house))
    owner_client.post(path(cast, house, "secured/"), {})
    assert not SecuredBy.objects.exists()
    theirs = add_position(cast.others, "Theirs", category="real_estate")
    for other in (theirs.pk, uuid4(), loan.pk):
        answer = owner_client.post(path(cast, loan, "secured/"), {"others": str(other)})
        assert answer.status_code == 422
        assert "not among those to choose from" in answer.content.decode()


@pytest.mark.parametrize(
    ("part", "body", "sentence", "place"),
    [
        ("value", value(amount="many"), "", "#value-amount"),
        ("value", value("2026-10-31", "5"), "", "#values"),
        ("owners", {"since": "2025-01-01"}, "Give at least one person a part.", "#owners"),
        ("terms", {"since": ""}, "Enter a date.", "#terms-since"),
        ("secured", {"others": str(uuid4())}, "", "#secured"),
        ("close", {"closed_on": ""}, "Enter a date.", "#closing-closed_on"),
    ],
)
def test_the_top_of_the_page_says_what_was_not_saved_and_leads_there(
    cast: Cast,
    owner_client,
    house: Position,
    loan: Position,
    part: str,
    body: dict,
    sentence: str,
    place: str,
) -> None:
    position = loan if part in ("terms", "secured") else house
    page = owner_client.post(path(cast, position, f"{part}/"), body).content.decode()
    notice = page.split("<main")[1].split("<section")[0]
    assert 'role="alert"' in notice
    assert f"Not saved: {sentence}" in notice
    assert f'href="{place}"' in notice
    assert f'id="{place[1:]}"' in page
    assert "Not saved" not in read(owner_client, path(cast, position))


def test_what_was_saved_leads_back_to_its_part_of_the_page(
    cast: Cast, owner_client, house: Position, loan: Position
) -> None:
    owner, _ = list_members(cast.household.id)
    parts = {f"parts_{owner.id}": "1", "since": "2020-01-01"}
    for item, part, body, place in (
        (house, "value", value() | {"year": "2026"}, "?year=2026#values"),
        (house, "owners", parts, "#owners"),
        (house, "owners", {"remove": "2020-01-01"}, "#owners"),
        (loan, "terms", {"since": "2026-01-01", "rate": "8"}, "#terms"),
        (loan, "terms", {"remove": "2026-01-01"}, "#terms"),
        (loan, "secured", {"others": str(house.pk)}, "#secured"),
        (house, "archive", {"archived": "1"}, "#closing"),
    ):
        answer = owner_client.post(path(cast, item, f"{part}/"), body)
        assert answer.headers["Location"] == path(cast, item, place)
        assert f'id="{place.rpartition("#")[2]}"' in read(owner_client, path(cast, item))


def test_closing_is_refused_by_name_of_later_values_and_can_be_undone(
    cast: Cast, owner_client, house: Position
) -> None:
    address = path(cast, house, "close/")
    answer = owner_client.post(address, {"closed_on": "2026-10-01"})
    assert answer.status_code == 422
    assert "there are values on or after that day (31 Oct 2026)" in answer.content.decode()
    assert owner_client.post(address, {"closed_on": "2026-11-01"}).status_code == 302
    page = read(owner_client, path(cast, house))
    assert "closed on 1 Nov 2026" in page
    answer = owner_client.post(path(cast, house, "value/"), value("2026-11-02"))
    assert "It was closed on 1 Nov 2026" in answer.content.decode()
    owner_client.post(path(cast, house, "reopen/"))
    assert Position.objects.get().closed_on is None


def test_archiving_hides_and_can_be_undone(cast: Cast, owner_client, house: Position) -> None:
    owner_client.post(path(cast, house, "archive/"), {"archived": "1"})
    assert Position.objects.get().archived_at is not None
    assert "Show it in lists again" in read(owner_client, path(cast, house))
    owner_client.post(path(cast, house, "archive/"), {"archived": "0"})
    assert Position.objects.get().archived_at is None


def test_units_and_foreign_money_lead_to_where_they_are_priced(
    cast: Cast, owner_client, viewer_client, house: Position
) -> None:
    with tenant(cast.household.id):
        unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD-G")
    gold = add_position(cast.household, "Gold", category="bullion", commodity=unit)
    euros = add_position(cast.household, "Euros", currency="EUR")
    prices = f"/h/{cast.household.slug}/prices/"
    for item, to in ((gold, f"{prices}{unit.pk}/"), (euros, f"{prices}rates/EUR/USD/")):
        assert f'href="{to}#entry"' in read(owner_client, path(cast, item))
        shown = read(viewer_client, path(cast, item))
        assert f'href="{to}"' in shown
        assert "#entry" not in shown
    assert prices + "rates" not in read(owner_client, path(cast, house))


def test_a_price_that_nothing_converts_lacks_the_rate_and_not_the_price(
    cast: Cast, owner_client
) -> None:
    with tenant(cast.household.id):
        unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD-G")
        Price.objects.create(
            household_id=cast.household.id,
            commodity=unit,
            currency="VND",
            as_of="2026-10-30",
            price=2_000_000,
        )
    gold = add_position(cast.household, "Gold", category="bullion", commodity=unit)
    add_value(cast.household, gold, "2026-10-30", 20)
    page = read(owner_client, path(cast, gold))
    assert "no rate of VND" in page
    assert "no price of" not in page


def test_what_is_said_of_an_item_can_be_changed(cast: Cast, owner_client, house: Position) -> None:
    page = read(owner_client, path(cast, house, "edit/"))
    assert 'value="House"' in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    body = {
        "name": "Big house",
        "category": "asset:real_estate",
        "currency": "USD",
        "selling_discount": "12.5",
        "interval_months": "6",
        "opened_on": "2020-01-01",
        "seen": seen,
    }
    assert owner_client.post(path(cast, house, "edit/"), body).status_code == 302
    held = Position.objects.get()
    assert (held.name, held.selling_discount, held.interval_months) == (
        "Big house",
        Decimal("12.5"),
        6,
    )
    answer = owner_client.post(path(cast, house, "edit/"), body | {"name": "Mine"})
    assert answer.status_code == 422
    assert "Somebody else has changed this item" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    seen = answer.content.decode().split('name="seen" value="')[1].split('"')[0]
    body |= {"name": "Mine", "seen": seen}
    assert owner_client.post(path(cast, house, "edit/"), body).status_code == 302
    assert Position.objects.get().name == "Mine"


def test_money_lent_is_counted_less_what_is_not_expected_and_the_form_says_what_moves_the_past(
    cast: Cast, owner_client
) -> None:
    lent = add_position(cast.household, "Loan to Rina", category="receivables")
    add_value(cast.household, lent, OCTOBER, 12_000)
    form = read(owner_client, path(cast, lent, "edit/"))
    assert form.count("figures of the past too") == 4  # category, discount, likelihood, allowance
    seen = form.split('name="seen" value="')[1].split('"')[0]
    body = {
        "name": "Loan to Rina",
        "category": "asset:receivables",
        "currency": "USD",
        "allowance": "25",
        "seen": seen,
    }
    assert owner_client.post(path(cast, lent, "edit/"), body).status_code == 302
    page = read(owner_client, path(cast, lent))
    for text in ("$9,000", "$12,000", "Not expected to come in", "25%"):
        assert text in page
    assert 'value="25"' in read(owner_client, path(cast, lent, "edit/"))


def test_the_day_a_debt_falls_due_stands_among_its_facts(cast: Cast, owner_client) -> None:
    for name, category, label in (
        ("Tax", "taxes", "Falls due"),
        ("For Dewi", "guarantees", "May be called or ends"),
    ):
        debt = add_position(cast.household, name, Side.LIABILITY, category)
        with tenant(cast.household.id):
            Position.objects.filter(pk=debt.pk).update(due_on=date(2029, 6, 30))
        page = read(owner_client, path(cast, debt))
        assert label in page
        assert "30 Jun 2029" in page
        assert 'value="2029-06-30"' in read(owner_client, path(cast, debt, "edit/"))


def test_a_viewer_sees_everything_and_no_control_that_would_be_refused(
    cast: Cast, viewer_client, house: Position, loan: Position
) -> None:
    for item in (house, loan):
        page = read(viewer_client, path(cast, item))
        assert all(path(cast, item, f"{end}/") not in page for end in (*SMALL_FORMS, "edit"))
        assert "?edit=" not in page
        for end in SMALL_FORMS:
            assert viewer_client.post(path(cast, item, f"{end}/")).status_code == 403
        assert viewer_client.get(path(cast, item, "edit/")).status_code == 403


def test_a_foreign_item_answers_like_a_missing_one(cast: Cast, owner_client) -> None:
    foreign = add_position(cast.others, "Theirs").pk
    missing = uuid4()
    for end in ("", "edit/"):
        answers = [owner_client.get(path(cast, key, end)) for key in (foreign, missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies = [answer.content.decode() for answer in answers]
        assert bodies[0].replace(str(foreign), "") == bodies[1].replace(str(missing), "")
    for end in SMALL_FORMS:
        body = value() | {"remove": "2026-01-01", "closed_on": "2026-01-01"}
        for key in (foreign, missing):
            assert owner_client.post(path(cast, key, f"{end}/"), body).status_code == 404


def test_reading_changes_nothing_and_the_small_forms_only_post(
    cast: Cast, owner_client, house: Position
) -> None:
    for end in SMALL_FORMS:
        assert owner_client.get(path(cast, house, f"{end}/")).status_code == 405
