"""Sums, sources, estimates with a cautious end, money paid in and prices on the snapshot page."""

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
    post_cell,
    read,
    row_of,
    typed,
    value_of,
)
from tracker.models import Commodity, Position, Price, Snapshot, Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def held(name: str) -> Valuation:
    return Valuation.objects.get(position__name=name, as_of=TODAY)


def with_fields(page: str, name: str, **texts: str) -> dict[str, str]:
    """The form with these fields of one row typed."""
    return fields_of(page) | {f"{field}-{find(name).pk}": text for field, text in texts.items()}


class TestSums:
    def test_a_sum_is_saved_as_what_it_comes_to(self, owner_client, books: Cast) -> None:
        response = post_cell(owner_client, books, "House", "=300000+2*5,000.25")
        assert response.status_code == 200
        assert value_of(response.content.decode(), "amount") == "310,000.50"
        assert "was rounded" not in response.content.decode()
        assert held("House").amount == Decimal("310000.5")

    def test_a_rounded_division_says_so_in_the_row_and_on_the_page(self, owner_client, books):
        response = post_cell(owner_client, books, "House", "=1000/3")
        assert "=1000/3 was rounded" in response.content.decode()
        assert held("House").amount == Decimal("333.33")
        form = typed(read(owner_client, path(books)), Mortgage="=2000/3")
        page = owner_client.post(month(books), form, follow=True).content.decode()
        assert "This sum was rounded to what its currency can keep: =2000/3." in page
        assert held("Mortgage").amount == Decimal("666.67")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("=1/0", "divides by zero"),
            ("=9**9**9", "stands in the sum where a number is expected"),
            ("=(1", "not opened or not closed"),
            ("=1+", "not finished"),
            ("=__import__(1)", "cannot stand in a number"),
        ],
    )
    def test_nonsense_is_refused_and_kept(self, owner_client, books, text, sentence) -> None:
        response = post_cell(owner_client, books, "House", text)
        assert response.status_code == 422
        assert value_of(response.content.decode(), "amount") == text
        assert sentence in response.content.decode()
        assert not Valuation.objects.filter(as_of=TODAY).exists()


class TestSource:
    def test_the_last_one_is_proposed_and_shown(self, owner_client, books: Cast) -> None:
        Valuation.objects.filter(position=find("House")).update(source="appraisal")
        row = row_of(read(owner_client, path(books)), "House")
        assert '<option value="appraisal" selected>Appraisal</option>' in row
        assert 'value="import"' not in row
        post_cell(owner_client, books, "House", "5")
        assert held("House").source == "appraisal"

    def test_another_can_be_chosen_and_nothing_that_is_none(self, owner_client, books) -> None:
        page = read(owner_client, path(books))
        form = with_fields(page, "House", amount="5", source="tax_assessment")
        assert owner_client.post(month(books), form).status_code == 302
        assert held("House").source == "tax_assessment"
        form = with_fields(page, "Mortgage", amount="5", source="rumour")
        response = owner_client.post(month(books), form)
        assert response.status_code == 422
        assert "Choose from the list" in row_of(response.content.decode(), "Mortgage")

    def test_a_choice_without_a_value_says_what_is_missing(self, owner_client, books) -> None:
        form = with_fields(read(owner_client, path(books)), "House", source="quote")
        response = owner_client.post(month(books), form)
        row = row_of(response.content.decode(), "House")
        assert response.status_code == 422
        assert "needs the value" in row
        assert '<option value="quote" selected>' in row

    def test_a_viewer_reads_where_a_value_comes_from(self, viewer_client, books: Cast) -> None:
        add_value(books.household, find("House"), TODAY, 5, source="appraisal")
        row = row_of(read(viewer_client, path(books)), "House")
        assert "<small>Appraisal</small>" in row
        assert "<select" not in row


class TestEstimates:
    def test_the_range_is_shown_and_the_likely_value_counts(self, owner_client, books) -> None:
        page = read(owner_client, path(books))
        form = with_fields(page, "House", amount="310000", source="estimate", low="=300000-5000")
        page = owner_client.post(month(books), form, follow=True).content.decode()
        row = row_of(page, "House")
        assert "295,000 to 310,000" in row
        assert value_of(row, "low") == "295,000"
        assert "348,600.50" in page
        assert (held("House").low, held("House").amount) == (295_000, 310_000)

    def test_a_cautious_end_above_the_likely_value_is_refused_at_its_field(
        self, owner_client, books
    ) -> None:
        page = read(owner_client, path(books))
        form = with_fields(page, "House", amount="310000", source="estimate", low="310001")
        response = owner_client.post(month(books), form)
        row = row_of(response.content.decode(), "House")
        assert response.status_code == 422
        assert "above the likely value" in row
        assert re.search(r'id="low-[^>]*aria-invalid="true"', row)
        assert not re.search(r'id="amount-[^>]*aria-invalid="true"', row)
        assert "<details" in row
        assert re.search(r"<details[^>]* open", row)

    def test_it_goes_when_the_value_is_no_estimate_any_more(self, owner_client, books) -> None:
        add_value(books.household, find("House"), TODAY, 310, low=300, source="estimate")
        page = read(owner_client, path(books))
        form = with_fields(page, "House", source="appraisal")
        assert owner_client.post(month(books), form).status_code == 302
        assert (held("House").low, held("House").source) == (None, "appraisal")

    def test_a_form_that_does_not_know_of_it_leaves_it(self, owner_client, books) -> None:
        value = add_value(books.household, find("House"), TODAY, 310, low=300, source="estimate")
        house = find("House").pk
        token = f"{value.pk.hex}.1.x"
        data = {f"amount-{house}": "320", f"token-{house}": token}
        assert owner_client.post(month(books), data).status_code == 302
        assert (held("House").amount, held("House").low) == (320, 300)


class TestContributions:
    @pytest.fixture
    def fund(self, books: Cast) -> Position:
        fund = add_position(books.household, "Fund", category="investments")
        add_value(books.household, fund, OCTOBER, 1000)
        return fund

    @pytest.mark.parametrize(
        ("text", "shown", "kept"),
        [("200", "200 paid in", 200), ("−50.5", "50.50 taken out", -50.5)],
    )
    def test_money_paid_in_stands_beside_the_change(
        self, owner_client, books, fund, text, shown, kept
    ) -> None:
        form = with_fields(read(owner_client, path(books)), "Fund", amount="1300", paid=text)
        page = owner_client.post(month(books), form, follow=True).content.decode()
        assert shown in row_of(page, "Fund")
        assert held("Fund").contribution == Decimal(str(kept))

    def test_only_investments_kept_in_money_ask_for_it(self, owner_client, books, fund) -> None:
        page = read(owner_client, path(books))
        assert "Paid in since" in row_of(page, "Fund")
        assert "Paid in since" not in row_of(page, "House")

    def test_a_wrong_one_says_which_field_it_is(self, owner_client, books, fund) -> None:
        form = with_fields(read(owner_client, path(books)), "Fund", amount="1300", paid="much")
        response = owner_client.post(month(books), form)
        assert response.status_code == 422
        assert "Paid in: “much” is not a number" in row_of(response.content.decode(), "Fund")


class TestPrices:
    @pytest.fixture
    def gold(self, books: Cast) -> Position:
        with tenant(books.household.id):
            unit = Commodity.objects.create(household_id=books.household.id, code="GOLD-G")
            Price.objects.create(
                household_id=books.household.id,
                commodity=unit,
                currency="USD",
                as_of=OCTOBER,
                price="98.5",
            )
        gold = add_position(books.household, "Gold", category="bullion", commodity=unit)
        add_value(books.household, gold, OCTOBER, 20)
        return gold

    def test_the_last_price_is_shown_with_its_age(self, owner_client, books, gold) -> None:
        row = row_of(read(owner_client, path(books)), "Gold")
        assert "last 98.50, 21 days ago" in row
        assert 'small class="money old"' not in row
        assert value_of(row, "price") == ""
        Price.objects.update(as_of="2026-08-31")
        row = row_of(read(owner_client, path(books)), "Gold")
        assert "last 98.50, 2 months ago" in row
        assert 'small class="money old"' in row

    def test_units_and_price_in_one_post_give_the_value(self, owner_client, books, gold) -> None:
        page = read(owner_client, path(books))
        form = with_fields(page, "Gold", amount="41.3", price="100.25")
        page = owner_client.post(month(books), form, follow=True).content.decode()
        row = row_of(page, "Gold")
        assert "worth $4,140.33" in row
        assert value_of(row, "price") == "100.25"
        assert value_of(row, "priceseen") == "100.25"
        assert Price.objects.get(as_of=TODAY).currency == "USD"
        assert held("Gold").amount == Decimal("41.3")

    def test_a_price_alone_moves_the_value_of_a_blank_cell(self, owner_client, books, gold) -> None:
        form = with_fields(read(owner_client, path(books)), "Gold", price="100")
        page = owner_client.post(month(books), form, follow=True).content.decode()
        assert "worth $2,000" in row_of(page, "Gold")
        assert not Valuation.objects.filter(position=gold, as_of=TODAY).exists()

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("0", "A price is above zero."),
            ("-3", "A price is above zero."),
            ("dear", "Price of one: “dear” is not a number"),
        ],
    )
    def test_what_is_no_price_is_refused_at_its_field(
        self, owner_client, books, gold, text, sentence
    ) -> None:
        form = with_fields(read(owner_client, path(books)), "Gold", amount="21", price=text)
        response = owner_client.post(month(books), form)
        row = row_of(response.content.decode(), "Gold")
        assert response.status_code == 422
        assert sentence in row
        assert value_of(row, "price") == text
        assert re.search(r'id="price-[^>]*aria-invalid="true"', row)
        assert Price.objects.count() == 1
        assert not Valuation.objects.filter(as_of=TODAY).exists()

    def test_somebody_else_s_price_is_told_and_can_be_replaced(
        self, owner_client, books, gold
    ) -> None:
        form = with_fields(read(owner_client, path(books)), "Gold", price="100")
        with tenant(books.household.id):
            Price.objects.create(
                household_id=books.household.id,
                commodity_id=gold.commodity_id,
                currency="USD",
                as_of=TODAY,
                price="99.125",
            )
        response = owner_client.post(month(books), form)
        page = response.content.decode()
        assert response.status_code == 422
        assert "changed its price to 99.125" in row_of(page, "Gold")
        assert owner_client.post(month(books), fields_of(page)).status_code == 302
        assert Price.objects.get(as_of=TODAY).price == 100

    def test_a_price_nobody_touched_is_left_alone(self, owner_client, books, gold) -> None:
        post = with_fields(read(owner_client, path(books)), "Gold", price="100")
        owner_client.post(month(books), post)
        page = read(owner_client, path(books))
        Price.objects.filter(as_of=TODAY).update(price=101)
        form = with_fields(page, "Gold", amount="21")
        assert owner_client.post(month(books), form).status_code == 302
        assert Price.objects.get(as_of=TODAY).price == 101
        assert held("Gold").amount == 21

    def test_the_day_after_today_has_no_price(self, owner_client, books, gold) -> None:
        data = {f"amount-{gold.pk}": "", f"token-{gold.pk}": "0.", f"price-{gold.pk}": "3"}
        response = owner_client.post(path(books, f"months/2026-11-22/cell/{gold.pk}/"), data)
        assert response.status_code == 422
        assert "has not come yet" in response.content.decode()
        assert Price.objects.count() == 1


def test_a_household_whose_items_are_all_closed_is_told_so(owner_client, books: Cast) -> None:
    Position.objects.update(closed_on="2026-11-01")
    page = read(owner_client, path(books))
    assert "Everything is closed or put away on this date" in page


def test_filters_lead_to_the_month_from_every_answer(owner_client, books: Cast) -> None:
    form = typed(read(owner_client, path(books)), House="x")
    page = owner_client.post(month(books, "copy/"), form).content.decode()
    assert f'href="{month(books)}?show=todo"' in page
    assert not Snapshot.objects.filter(as_of=TODAY).exists()
