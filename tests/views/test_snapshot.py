"""The monthly snapshot through its addresses, as a browser without scripts and htmx see it."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Closing, Commodity, Ownership, Position, Price, Rate, Snapshot, Valuation
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db
NOON = "2026-11-21T05:00:00Z"
OCTOBER = date(2026, 10, 31)
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def books(cast: Cast) -> Cast:
    """A house, its mortgage and a card with October's values."""
    for name, side, category, amount in (
        ("Joint savings", Side.ASSET, "cash", "38600.50"),
        ("House", Side.ASSET, "real_estate", "300000"),
        ("Mortgage", Side.LIABILITY, "mortgage", "340000"),
    ):
        position = add_position(cast.household, name, side, category)
        add_value(cast.household, position, OCTOBER, amount, updated_by_id=cast.editor.pk)
    return cast


def path(cast: Cast, rest: str = "months/current/") -> str:
    return f"/h/{cast.household.slug}/{rest}"


def month(cast: Cast, rest: str = "", on: date = TODAY) -> str:
    return path(cast, f"months/{on}/{rest}")


def find(name: str) -> Position:
    return Position.objects.get(name=name)


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def row_of(page: str, name: str) -> str:
    """The row and the message below it."""
    row_id = find(name).pk
    found = re.search(
        rf'<tr id="row-{row_id}".*?</tr>\s*<tr class="message-row".*?</tr>', page, re.S
    )
    assert found, f"no row of {name}"
    return found.group()


def value_of(text: str, field: str) -> str:
    found = re.search(rf'name="{field}-[^"]*" value="([^"]*)"', text)
    assert found, field
    return found.group(1)


def fields_of(page: str) -> dict[str, str]:
    """Every field of the form, as a browser would send it."""
    return dict(
        re.findall(r'name="((?:amount|note|token|month_note_seen)[^"]*)" value="([^"]*)"', page)
    )


def typed(page: str, **amounts: str) -> dict[str, str]:
    """The form with these amounts typed; underscores stand for spaces in names."""
    changed = {f"amount-{find(name.replace('_', ' ')).pk}": text for name, text in amounts.items()}
    return fields_of(page) | changed


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


class TestConflicts:
    """Arif (the editor) saves while the owner's page is open."""

    @pytest.fixture
    def stale(self, owner_client, books: Cast) -> dict[str, str]:
        house = add_value(books.household, find("House"), TODAY, 1)
        page = read(owner_client, path(books))
        with tenant(books.household.id):
            Valuation.objects.filter(pk=house.pk).update(
                amount=310500, version=2, updated_by=books.editor, updated_at=timezone.now()
            )
        return typed(page, House="309000", Joint_savings="5")

    def test_both_values_are_shown_with_who_and_when(self, owner_client, books, stale) -> None:
        response = owner_client.post(month(books), stale)
        assert response.status_code == 409
        row = row_of(response.content.decode(), "House")
        assert value_of(row, "amount") == "309000"
        assert "Editor saved 310,500 at 12:00, after you opened this page." in row
        assert "You typed 309000." in row
        assert "Use 310,500" in row
        assert "Keep 309000" in row
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == 310500
        assert Valuation.objects.get(position=find("Joint savings"), as_of=TODAY).amount == 5

    def test_saving_again_without_choosing_asks_again(self, owner_client, books, stale) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        assert owner_client.post(month(books), fields_of(page)).status_code == 409

    @pytest.mark.parametrize(("choice", "amount"), [("mine", 309000), ("theirs", 310500)])
    def test_either_value_can_be_chosen(self, owner_client, books, stale, choice, amount) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        button = re.search(rf'name="({choice}-[^"]*)" value="([^"]*)"', page)
        assert button
        form = fields_of(page) | {button[1]: button[2]}
        assert owner_client.post(month(books), form).status_code == 302
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == amount

    def test_a_third_change_before_the_choice_is_a_conflict_too(
        self, owner_client, books, stale
    ) -> None:
        page = owner_client.post(month(books), stale).content.decode()
        button = re.search(r'name="(mine-[^"]*)" value="([^"]*)"', page)
        Valuation.objects.filter(as_of=TODAY, amount=310500).update(amount=7, version=3)
        response = owner_client.post(month(books), fields_of(page) | {button[1]: button[2]})
        assert response.status_code == 409
        assert "saved 7 at" in response.content.decode()

    def test_a_row_that_nobody_touched_is_no_conflict(self, owner_client, books, stale) -> None:
        stale[f"amount-{find('House').pk}"] = "1"
        assert owner_client.post(month(books), stale).status_code == 302
        assert Valuation.objects.get(position=find("House"), as_of=TODAY).amount == 310500

    def test_a_value_that_was_cleared_meanwhile_is_one(self, owner_client, books, stale) -> None:
        Valuation.objects.filter(position=find("House"), as_of=TODAY).delete()
        response = owner_client.post(month(books), stale)
        assert response.status_code == 409
        row = row_of(response.content.decode(), "House")
        assert "The value was cleared after you opened this page." in row
        assert "Leave it blank" in row


class TestOneCell:
    """What htmx sends and gets."""

    def post(self, client, cast, name, amount, token="0.", note="", **more):
        position = find(name)
        data = {f"amount-{position.pk}": amount, f"token-{position.pk}": token}
        data |= {f"note-{position.pk}": note} | more
        return client.post(
            month(cast, f"cell/{position.pk}/"), data, headers={"HX-Request": "true"}
        )

    def test_a_saved_cell_answers_with_its_row_and_all_that_moves(
        self, owner_client, books
    ) -> None:
        response = self.post(owner_client, books, "House", "310000")
        text = response.content.decode()
        assert response.status_code == 200
        assert text.lstrip().startswith(f'<tr id="row-{find("House").pk}"')
        assert value_of(text, "amount") == "310,000"
        assert "+10,000" in text
        assert '<dl hx-swap-oob="innerHTML:#totals">' in text
        assert "348,600.50" in text
        assert "1 of 3" in text
        assert "Saved 12:00" in text
        assert "<html" not in text

    def test_a_refused_cell_answers_422_with_what_was_typed(self, owner_client, books) -> None:
        response = self.post(owner_client, books, "House", "31o")
        text = response.content.decode()
        assert response.status_code == 422
        assert value_of(text, "amount") == "31o"
        assert 'role="alert"' in text
        assert not Valuation.objects.filter(as_of=TODAY).exists()

    def test_a_conflict_answers_409_with_both_values(self, owner_client, books) -> None:
        add_value(books.household, find("House"), TODAY, 7, updated_by_id=books.editor.pk)
        response = self.post(owner_client, books, "House", "8")
        text = response.content.decode()
        assert response.status_code == 409
        assert "Use 7" in text
        assert "Keep 8" in text

    def test_a_month_that_was_closed_meanwhile_keeps_what_was_typed(self, owner_client, books):
        Snapshot.objects.create(
            household_id=books.household.id, as_of=TODAY, closed_at=timezone.now()
        )
        response = self.post(owner_client, books, "House", "310000")
        text = response.content.decode()
        assert response.status_code == 422
        assert value_of(text, "amount") == "310000"
        assert "21 Nov 2026 is closed" in text

    def test_an_item_that_was_closed_meanwhile_keeps_what_was_typed(self, owner_client, books):
        Position.objects.filter(name="House").update(closed_on=date(2026, 11, 2))
        response = self.post(owner_client, books, "House", "310000")
        assert response.status_code == 422
        assert "It was closed on 2 Nov 2026" in response.content.decode()
        assert "House" not in read(owner_client, path(books))

    def test_an_unknown_and_a_foreign_item_are_equally_missing(self, owner_client, books) -> None:
        foreign = add_position(books.others, "Theirs")
        answers = set()
        for position_id in (foreign.pk, uuid4()):
            response = owner_client.post(
                month(books, f"cell/{position_id}/"), {f"amount-{position_id}": "5"}
            )
            answers.add(
                (response.status_code, response.content.replace(str(position_id).encode(), b""))
            )
        assert {status for status, _ in answers} == {404}
        bulk = owner_client.post(
            month(books),
            typed(read(owner_client, path(books)), House="9") | {f"amount-{foreign.pk}": "5"},
        )
        assert bulk.status_code == 404
        assert not Valuation.objects.filter(as_of=TODAY).exists()


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
        assert page.index("Owed only if someone else does not pay") > page.index("Mortgages")
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


class TestWhatIsShown:
    def test_closed_archived_and_later_items_are_hidden(self, owner_client, books: Cast) -> None:
        household = books.household
        add_position(household, "Sold car", closed_on=OCTOBER)
        add_position(household, "Not yet", opened_on=date(2026, 11, 22))
        away = add_position(household, "Put away", archived_at=timezone.now())
        add_value(household, away, OCTOBER, 50)
        page = read(owner_client, path(books))
        assert "Sold car" not in page
        assert "Not yet" not in page
        assert "Archived and still counted: Put away." in page
        assert "338,650.50" in page
        assert "Sold car" in read(owner_client, month(books, on=date(2026, 10, 30)))

    def test_an_old_value_says_its_age_and_its_date(self, owner_client, books: Cast) -> None:
        old = add_position(books.household, "Old card", Side.LIABILITY, "credit_card")
        add_value(books.household, old, "2026-07-31", 5)
        page = read(owner_client, path(books))
        assert "Valued 3 months ago" in row_of(page, "Old card")
        assert "31 Jul 2026" in row_of(page, "Old card")
        stale = read(owner_client, path(books, "months/current/?show=stale"))
        assert "Old card" in stale
        assert "Joint savings" not in stale

    def test_filters_are_links_that_keep_saving_where_they_are(self, owner_client, books) -> None:
        owner_client.post(month(books), typed(read(owner_client, path(books)), House="1"))
        page = read(owner_client, month(books, "?show=todo"))
        assert "All 3" in page
        assert "To do 2" in page
        assert f"row-{find('House').pk}" not in page
        response = owner_client.post(month(books, "?show=todo"), typed(page, Mortgage="2"))
        assert response.url == month(books, "?show=todo")

    def test_owners_are_named_where_there_are_several_people(self, owner_client, books) -> None:
        members = {"Owner": 1, "Editor": 1}
        with tenant(books.household.id):
            from accounts.models import Member

            for name, parts in members.items():
                member = Member.objects.get(household_id=books.household.id, name=name)
                Ownership.objects.create(
                    household_id=books.household.id,
                    position=find("House"),
                    member=member,
                    since=OCTOBER,
                    parts=parts,
                )
        page = read(owner_client, path(books))
        assert "<small>Shared</small>" in row_of(page, "Mortgage")
        house = re.search(r"<small>(.*?)</small>", row_of(page, "House"))
        assert house
        assert set(house[1].split(", ")) == {"Owner", "Editor"}

    def test_names_are_text_and_nothing_else(self, owner_client, books: Cast) -> None:
        Position.objects.filter(name="House").update(name='<script>alert(1)</script>" onx="')
        page = read(owner_client, path(books))
        assert "<script>alert" not in page
        assert '" onx="' not in page

    def test_a_viewer_reads_and_cannot_write(self, viewer_client, books: Cast) -> None:
        page = read(viewer_client, path(books))
        assert "38,600.50" in page
        assert "<input" not in page.split('id="entry"')[1].split("</form>")[0].replace(
            '<input type="hidden" name="csrfmiddlewaretoken"', ""
        )
        assert "Close November" not in page
        house = find("House").pk
        for rest in ("", f"cell/{house}/", "copy/", "note/", "close/", "reopen/"):
            assert viewer_client.post(month(books, rest), {}).status_code == 403, rest
        assert viewer_client.get(month(books, "close/")).status_code == 403

    def test_nothing_owned_yet_says_what_to_do(self, owner_client, cast: Cast) -> None:
        page = read(owner_client, path(cast))
        assert "There is nothing to enter on this date yet" in page

    def test_as_many_statements_for_many_rows_as_for_few(self, owner_client, books: Cast) -> None:
        def count(rest: str = "") -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                read(owner_client, month(books, rest))
            return len(queries)

        def count_cell() -> int:
            position = find("House")
            with CaptureQueriesContext(connection) as queries:
                TestOneCell().post(owner_client, books, "House", str(len(amounts)))
            assert position
            return len(queries)

        amounts = [1]
        add_value(books.household, find("House"), TODAY, 1, updated_by_id=books.owner.pk)
        read(owner_client, month(books))
        few, few_cell = count(), count_cell()
        for number in range(12):
            position = add_position(books.household, f"Account {number}")
            add_value(books.household, position, OCTOBER, number)
            add_value(books.household, position, TODAY, number, updated_by_id=books.viewer.pk)
        amounts.append(2)
        assert (count(), count_cell()) == (few, few_cell)


class TestDates:
    def test_the_running_month_is_its_open_record_else_its_latest_else_today(
        self, owner_client, books: Cast
    ) -> None:
        household = books.household
        add_value(household, find("House"), "2026-11-05", 5)
        add_value(household, find("House"), "2026-11-10", 5)
        Snapshot.objects.filter(as_of="2026-11-10").update(closed_at=timezone.now())
        assert "5 Nov 2026 · USD" in read(owner_client, path(books))
        Snapshot.objects.filter(as_of="2026-11-05").update(closed_at=timezone.now())
        page = read(owner_client, path(books))
        assert "10 Nov 2026 · USD" in page
        assert "Enter today" in page

    def test_a_record_that_holds_nothing_is_none(self, owner_client, books: Cast) -> None:
        Snapshot.objects.create(household_id=books.household.id, as_of="2026-11-05")
        assert "21 Nov 2026 · USD" in read(owner_client, path(books))

    def test_any_past_date_can_be_entered(self, owner_client, books: Cast) -> None:
        day = date(1999, 12, 31)
        page = read(owner_client, month(books, on=day))
        assert owner_client.post(month(books, on=day), typed(page, House="9")).status_code == 302
        assert Valuation.objects.get(as_of=day).amount == 9

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ("2026-11-22", "is in the future"),
            ("1899-12-31", "is out of range"),
            ("31.10.2026", "is not a date in the form"),
            ("2026-02-30", "does not exist"),
            ("", "Enter a date."),
        ],
    )
    def test_a_day_that_cannot_be_entered_stays_typed_with_a_sentence(
        self, owner_client, books: Cast, asked: str, sentence: str
    ) -> None:
        response = owner_client.get(path(books, "months/"), {"date": asked})
        page = response.content.decode()
        assert response.status_code == 422
        assert sentence in page
        assert f'name="date" value="{asked}"' in page

    def test_the_picker_leads_to_its_day(self, owner_client, books: Cast) -> None:
        response = owner_client.get(path(books, "months/"), {"date": "2026-05-31"})
        assert response.url == month(books, on=date(2026, 5, 31))

    def test_a_day_to_come_is_refused_on_every_path(self, owner_client, books: Cast) -> None:
        tomorrow = date(2026, 11, 22)
        asked = owner_client.get(month(books, on=tomorrow), follow=True)
        assert asked.status_code == 422
        assert "in the future" in asked.content.decode()
        form = typed(read(owner_client, path(books)), House="9")
        response = owner_client.post(month(books, on=tomorrow), form)
        assert response.status_code == 422
        assert value_of(row_of(response.content.decode(), "House"), "amount") == "9"
        for rest in ("copy/", "close/", "note/"):
            owner_client.post(month(books, rest, tomorrow), {"month_note": "x", "confirm": "1"})
        assert not Snapshot.objects.filter(as_of=tomorrow).exists()


class TestCopying:
    def test_blanks_are_filled_after_what_was_typed_is_saved(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        response = owner_client.post(month(books, "copy/"), form, follow=True)
        assert "2 values were copied into blanks." in response.content.decode()
        values = dict(Valuation.objects.filter(as_of=TODAY).values_list("position__name", "amount"))
        assert values == {
            "House": 310000,
            "Joint savings": Decimal("38600.50"),
            "Mortgage": 340000,
        }

    def test_nothing_is_copied_while_something_typed_is_wrong(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="31o")
        response = owner_client.post(month(books, "copy/"), form)
        assert response.status_code == 422
        assert value_of(row_of(response.content.decode(), "House"), "amount") == "31o"
        assert not Valuation.objects.filter(as_of=TODAY).exists()


class TestClosing:
    def test_blanks_are_listed_before_a_month_is_closed(self, owner_client, books: Cast) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        asked = owner_client.post(month(books, "close/"), form)
        page = asked.content.decode()
        assert "2 items have no value on 21 Nov 2026" in page
        assert "Mortgage" in page
        assert not Closing.objects.exists()
        assert Valuation.objects.get(as_of=TODAY).amount == 310000
        assert read(owner_client, month(books, "close/"))
        owner_client.post(month(books, "close/"), {"confirm": "1"})
        assert Closing.objects.get().net_worth == Decimal("8600.50")

    def test_a_full_month_closes_at_once_and_says_who_and_when(self, owner_client, books) -> None:
        owner_client.post(month(books, "copy/"))
        response = owner_client.post(month(books, "close/"), follow=True)
        page = response.content.decode()
        assert "Closed by Owner on 21 Nov 2026, 12:00." in page
        assert 'inputmode="decimal"' not in page
        assert "<dt>Net worth</dt>" in page
        assert "so far" not in page

    def test_a_closed_month_is_changed_on_no_path_of_this_page(self, owner_client, books) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        owner_client.post(month(books, "copy/"))
        owner_client.post(month(books, "close/"))
        before = list(Valuation.objects.order_by("pk").values_list("pk", "amount", "version"))
        house = find("House").pk
        for rest in ("", f"cell/{house}/", "copy/", "close/"):
            owner_client.post(month(books, rest), form | {"month_note": "no", "confirm": "1"})
        after = list(Valuation.objects.order_by("pk").values_list("pk", "amount", "version"))
        assert after == before
        assert Snapshot.objects.get(as_of=TODAY).note == ""
        assert Closing.objects.count() == 1

    def test_what_was_typed_into_a_month_that_closed_is_saved_by_reopening(
        self, owner_client, books: Cast
    ) -> None:
        form = typed(read(owner_client, path(books)), House="310000")
        Snapshot.objects.create(
            household_id=books.household.id, as_of=TODAY, closed_at=timezone.now()
        )
        response = owner_client.post(month(books), form)
        page = response.content.decode()
        assert response.status_code == 422
        assert value_of(row_of(page, "House"), "amount") == "310000"
        again = owner_client.post(month(books, "reopen/"), fields_of(page))
        assert again.status_code == 302
        assert Valuation.objects.get(as_of=TODAY).amount == 310000

    def test_other_figures_since_the_closing_are_said(self, owner_client, books: Cast) -> None:
        owner_client.post(month(books, "copy/"))
        owner_client.post(month(books, "close/"))
        assert "Net worth was" not in read(owner_client, path(books))
        Closing.objects.update(net_worth=5)
        assert "Net worth was $5.00 then" in read(owner_client, path(books))


class TestTheNote:
    def test_it_is_saved_with_the_form_and_by_itself(self, owner_client, books: Cast) -> None:
        form = {"month_note": "A gift\r\nand more", "month_note_seen": ""}
        owner_client.post(month(books), form)
        assert Snapshot.objects.get(as_of=TODAY).note == "A gift\nand more"
        response = owner_client.post(
            month(books, "note/"), {"month_note": "B", "month_note_seen": "A gift\nand more"}
        )
        assert response.status_code == 200
        assert Snapshot.objects.get(as_of=TODAY).note == "B"

    def test_a_note_that_changed_meanwhile_keeps_both(self, owner_client, books: Cast) -> None:
        Snapshot.objects.create(household_id=books.household.id, as_of=TODAY, note="Theirs")
        response = owner_client.post(
            month(books, "note/"), {"month_note": "Mine", "month_note_seen": ""}
        )
        page = response.content.decode()
        assert response.status_code == 422
        assert "Theirs" in page
        assert "Mine" in page
        assert Snapshot.objects.get(as_of=TODAY).note == "Theirs"
