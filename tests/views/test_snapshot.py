"""The monthly snapshot as one plain form: what it shows, and what it saves."""

import re
from decimal import Decimal

import pytest

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import (
    OCTOBER,
    TODAY,
    fields_of,
    find,
    month,
    path,
    read,
    row_of,
    typed,
    value_of,
)
from tracker.models import Commodity, Price, Rate, Snapshot, Valuation
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_opening_a_month_shows_last_values_and_makes_nothing(owner_client, books: Cast) -> None:
    page = read(owner_client, path(books))
    assert "21 Nov 2026 · USD" in page
    assert Snapshot.objects.count() == 1
    row = row_of(page, "Joint savings")
    assert "38,600.50" in row
    assert "same as Oct" in row
    assert value_of(row, "amount") == ""
    assert "0 of 3" in page


def test_rows_stand_by_category_with_subtotals_that_add_up_to_the_totals(
    owner_client, books: Cast
) -> None:
    page = read(owner_client, path(books))
    headings = re.findall(
        r'<tr class="group".*?<th[^>]*>(.*?)</th>.*?subtotal money">(.*?)</td>', page
    )
    assert headings == [
        ("Cash and deposits", "38,600.50"),
        ("Property", "300,000.00"),
        ("Mortgages", "340,000.00"),
    ]
    totals = re.findall(r'<dt>(.*?)</dt><dd class="num money">(\S+)', page)
    assert totals == [
        ("Assets", "338,600.50"),
        ("Debts", "340,000.00"),
        ("Net worth so far", "−1,399.50"),
    ]


def test_one_plain_form_saves_every_cell_that_was_filled(owner_client, books: Cast) -> None:
    form = typed(read(owner_client, path(books)), Joint_savings="39100", Mortgage="339,000.25")
    response = owner_client.post(month(books), form, follow=True)
    assert response.redirect_chain == [(month(books), 302)]
    page = response.content.decode()
    assert "Saved." in page
    assert value_of(row_of(page, "Joint savings"), "amount") == "39,100"
    assert "+499.50" in row_of(page, "Joint savings")
    assert "−999.75" in row_of(page, "Mortgage")
    assert "2 of 3" in page
    assert Valuation.objects.filter(as_of=TODAY).count() == 2


def test_the_same_form_twice_is_the_same_row_and_the_same_answer(owner_client, books: Cast) -> None:
    form = typed(read(owner_client, path(books)), House="310000")
    answers = {owner_client.post(month(books), form).status_code for _ in range(2)}
    assert answers == {302}
    assert Valuation.objects.get(as_of=TODAY).version == 1


@pytest.mark.parametrize(
    "text",
    ["abc", "1.2.3", "１２３", "1e400", "NaN", "Infinity", "1.234", "12,5", "--5", "10" * 9, "<b>"],
)
def test_what_is_no_amount_stays_typed_with_a_sentence_and_all_else_is_saved(
    owner_client, books: Cast, text: str
) -> None:
    form = typed(read(owner_client, path(books)), Joint_savings=text, House="310000")
    response = owner_client.post(month(books), form)
    assert response.status_code == 422
    row = row_of(response.content.decode(), "Joint savings")
    escaped = text.replace("<", "&lt;").replace(">", "&gt;")
    assert value_of(row, "amount") == escaped
    assert 'aria-invalid="true"' in row
    assert "The totals use 38,600.50 until you fix it." in row
    assert list(Valuation.objects.filter(as_of=TODAY).values_list("amount", flat=True)) == [310000]


def test_numbers_are_read_in_the_readers_own_marks(owner_client, books: Cast) -> None:
    books.owner.format_locale = "id"
    books.owner.save()
    page = read(owner_client, path(books))
    assert "38.600,50" in page
    owner_client.post(month(books), typed(page, Joint_savings="39.100,25"))
    assert Valuation.objects.get(as_of=TODAY).amount == Decimal("39100.25")
    refused = owner_client.post(month(books), typed(page, House="1.5"))
    assert refused.status_code == 422


def test_blank_clears_a_value_and_zero_is_one(owner_client, books: Cast) -> None:
    owner_client.post(month(books), typed(read(owner_client, path(books)), House="0"))
    assert Valuation.objects.get(as_of=TODAY).amount == 0
    owner_client.post(month(books), typed(read(owner_client, path(books)), House=""))
    assert not Valuation.objects.filter(as_of=TODAY).exists()


def test_a_note_needs_a_value(owner_client, books: Cast) -> None:
    form = fields_of(read(owner_client, path(books))) | {f"note-{find('House').pk}": "painted"}
    response = owner_client.post(month(books), form)
    row = row_of(response.content.decode(), "House")
    assert response.status_code == 422
    assert "A note needs a value" in row
    assert value_of(row, "note") == "painted"


def test_an_imported_amount_with_more_decimals_may_stay_beside_a_new_note(
    owner_client, books: Cast
) -> None:
    add_value(books.household, find("House"), TODAY, "300000.123456789")
    page = read(owner_client, path(books))
    form = fields_of(page) | {f"note-{find('House').pk}": "seen"}
    assert owner_client.post(month(books), form).status_code == 302
    assert Valuation.objects.get(as_of=TODAY).note == "seen"


class TestUnitsAndCurrencies:
    @pytest.fixture
    def mixed(self, books: Cast) -> Cast:
        household = books.household
        with tenant(household.id):
            gold = Commodity.objects.create(household_id=household.id, code="XAUG")
            Price.objects.create(
                household_id=household.id,
                commodity=gold,
                currency="USD",
                as_of=OCTOBER,
                price="98.5",
            )
            Rate.objects.create(
                household_id=household.id, base="EUR", quote="USD", as_of=OCTOBER, rate="1.1"
            )
        bars = add_position(household, "Gold", Side.ASSET, "bullion", commodity=gold)
        add_value(household, bars, OCTOBER, "20.5")
        euro = add_position(household, "Euros", currency="EUR")
        add_value(household, euro, OCTOBER, "100.50")
        add_value(household, add_position(household, "Francs", currency="CHF"), OCTOBER, 10)
        add_position(household, "Guarantee", Side.LIABILITY, "guarantees")
        add_value(household, find("Guarantee"), OCTOBER, 777)
        return books

    def test_each_row_is_in_its_own_unit_and_says_what_it_comes_to(self, owner_client, mixed):
        page = read(owner_client, path(mixed))
        gold, euros = row_of(page, "Gold"), row_of(page, "Euros")
        assert "XAUG" in gold
        assert "20.5" in gold
        assert "worth $2,019.25" in gold
        assert ">EUR<" in euros
        assert "100.50" in euros
        assert "worth $110.55" in euros
        assert "no rate of CHF" in row_of(page, "Francs")

    def test_what_has_no_rate_is_named_and_left_out(self, owner_client, mixed) -> None:
        page = read(owner_client, path(mixed))
        assert "Left out, no price or rate known: Francs." in page
        assert "Net worth, incomplete" in page

    def test_possible_debts_stand_apart_and_are_not_in_the_totals(self, owner_client, mixed):
        page = read(owner_client, path(mixed))
        assert page.index("Owed only if something happens") > page.index("Mortgages")
        assert "340,777" not in page

    def test_units_take_18_decimals_and_money_its_minor_unit(self, owner_client, mixed) -> None:
        page = read(owner_client, path(mixed))
        fine = typed(page, Gold="20.123456789012345678")
        assert owner_client.post(month(mixed), fine).status_code == 302
        too_fine = typed(page, Gold="20.1234567890123456789", Euros="1.001")
        response = owner_client.post(month(mixed), too_fine)
        assert response.status_code == 422
        assert "at most 18 can be kept" in row_of(response.content.decode(), "Gold")
        assert "at most 2 can be kept" in row_of(response.content.decode(), "Euros")
