"""What units and currencies are worth: what lacks first, each with its age and what rests on it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Commodity, Price, Rate, ReferenceRate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_day_in_november")]
OCTOBER, TODAY = date(2026, 10, 31), date(2026, 11, 21)


@pytest.fixture
def on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel("2026-11-21T05:00:00Z"):
        yield


@pytest.fixture
def gold(cast: Cast) -> Commodity:
    """Ten units of gold in the safe, without a price."""
    unit = make_unit(cast, "GOLD", "Gold, gram")
    bars = add_position(cast.household, "Gold bars", category="bullion", commodity=unit)
    add_value(cast.household, bars, OCTOBER, 10)
    return unit


@pytest.fixture
def theirs(cast: Cast) -> Commodity:
    with tenant(cast.others.id):
        return Commodity.objects.create(household_id=cast.others.id, code="THEIRS")


def make_unit(cast: Cast, code: str, name: str = "") -> Commodity:
    with tenant(cast.household.id):
        return Commodity.objects.create(household_id=cast.household.id, code=code, name=name)


def set_price(cast: Cast, unit: Commodity, price: str, on: date, **more: str) -> None:
    fields = {"currency": "USD"} | more
    with tenant(cast.household.id):
        Price.objects.create(
            household_id=cast.household.id, commodity=unit, as_of=on, price=Decimal(price), **fields
        )


def set_rate(cast: Cast, base: str, rate: str, on: date, quote: str = "USD") -> None:
    with tenant(cast.household.id):
        Rate.objects.create(
            household_id=cast.household.id, base=base, quote=quote, as_of=on, rate=Decimal(rate)
        )


def publish(on: date, **rates: str) -> None:
    ReferenceRate.objects.bulk_create(
        ReferenceRate(base="EUR", currency=code, as_of=on, rate=Decimal(rate))
        for code, rate in rates.items()
    )


def hold(cast: Cast, name: str, currency: str, amount: str = "1000") -> None:
    add_value(
        cast.household, add_position(cast.household, name, currency=currency), OCTOBER, amount
    )


def path(cast: Cast, end: str = "") -> str:
    return f"/h/{cast.household.slug}/prices/{end}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


class TestOverview:
    def test_without_units_and_foreign_money_nothing_is_needed(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        page = read(owner_client, path(cast))
        assert "Nothing is counted in units yet." in page
        assert "Everything is in USD: no rate is needed." in page

    def test_what_has_no_price_comes_first_with_the_day_since_when_it_does_not_count(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        page = read(owner_client, path(cast))
        assert "No price for Gold, gram: Gold bars is not counted since 31 Oct 2026." in page
        assert "no price of GOLD" in page
        assert "is up to date" not in page

    def test_a_price_shows_its_age_source_and_what_rests_on_it(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90.125", date(2026, 11, 18), source="Bank")
        page = read(owner_client, path(cast))
        for text in ("$90.125", "18 Nov 2026", "3 days old", "Bank", "10 GOLD", "$901.25"):
            assert text in page
        assert "Every price and rate that your items rest on is up to date." in page

    @pytest.mark.parametrize(("day", "old"), [("2026-10-17", False), ("2026-10-16", True)])
    def test_a_price_grows_old_after_35_days(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity, day: str, old: bool
    ) -> None:
        set_price(cast, gold, "90", date.fromisoformat(day))
        page = read(owner_client, path(cast))
        assert ("The price for Gold, gram is of" in page) is old

    @pytest.mark.parametrize(("day", "old"), [("2026-11-14", False), ("2026-11-13", True)])
    def test_a_rate_grows_old_after_7_days(
        self, cast: Cast, owner_client: ApplicationClient, day: str, old: bool
    ) -> None:
        hold(cast, "Savings abroad", "SGD")
        set_rate(cast, "SGD", "0.75", date.fromisoformat(day))
        page = read(owner_client, path(cast))
        assert ("The rate for SGD is of" in page) is old

    @pytest.mark.parametrize(
        ("own", "words"),
        [
            ((), "Crossed from two reference rates, through EUR"),
            ((("SGD", "USD", "0.75"),), "Your own rate"),
            ((("USD", "SGD", "1.3"),), "Your own rate of USD in SGD, turned around"),
            ((("SGD", "IDR", "12000"), ("IDR", "USD", "0.00006")),
             "Crossed from two rates of your own, through IDR"),
            ((("EUR", "USD", "1.2"),),
             "Crossed from a rate of your own and a reference rate, through EUR"),
        ],
    )  # fmt: skip
    def test_the_way_to_the_rate_used_today_is_told(
        self,
        cast: Cast,
        owner_client: ApplicationClient,
        own: tuple[tuple[str, str, str], ...],
        words: str,
    ) -> None:
        hold(cast, "Savings abroad", "SGD")
        day = date(2026, 11, 20) if len(own) != 1 or own[0][0] != "EUR" else date(2026, 11, 19)
        publish(date(2026, 11, 19), USD="1.1", SGD="1.5", IDR="17000")
        for base, quote, rate in own:
            set_rate(cast, base, rate, day, quote)
        assert f">{words}</td>" in read(owner_client, path(cast))

    def test_the_dollar_in_a_household_of_euros_is_a_reference_rate_turned_around(
        self, cast: Cast, stranger_client: ApplicationClient
    ) -> None:
        add_value(cast.others, add_position(cast.others, "Dollars", currency="USD"), OCTOBER, 110)
        publish(date(2026, 11, 19), USD="1.1")
        page = read(stranger_client, f"/h/{cast.others.slug}/prices/")
        assert "Reference rate of EUR in USD, turned around" in page
        assert "1 USD = 0.909091 EUR" in page
        assert "loaded up to 19 Nov 2026" in page

    def test_a_currency_that_the_bank_does_not_publish_has_to_be_entered(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        hold(cast, "Account in Hanoi", "VND")
        publish(date(2026, 11, 19), USD="1.1")
        page = read(owner_client, path(cast))
        assert "No rate for VND: Account in Hanoi is not counted since 31 Oct 2026." in page
        assert "The European Central Bank publishes no rate of VND: enter it yourself." in page

    def test_where_no_reference_rates_are_loaded_nothing_is_said_about_the_bank(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        hold(cast, "Euros", "EUR")
        page = read(owner_client, path(cast))
        assert "publishes no rate" not in page
        assert "No reference rates are loaded: every rate must be entered." in page

    def test_reference_rates_grow_old_together_and_are_told_once(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        for name, code in (("Euros", "EUR"), ("Dollars of Singapore", "SGD")):
            hold(cast, name, code)
        publish(date(2026, 11, 1), USD="1.1", SGD="1.5")
        page = read(owner_client, path(cast))
        assert page.count("20 days old: ") == 1
        assert "Euros, Dollars of Singapore are counted with them" in page

    def test_a_price_in_a_currency_without_a_rate_counts_nothing_and_says_which(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "2000000", TODAY, currency="VND")
        page = read(owner_client, path(cast))
        assert "No rate for VND: Gold bars is not counted since 31 Oct 2026." in page
        assert "no rate of VND" in page
        assert "No price for" not in page

    def test_an_item_counts_until_a_price_nobody_can_convert(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90", date(2026, 10, 1))
        set_price(cast, gold, "2000000", date(2026, 11, 10), currency="VND")
        page = read(owner_client, path(cast))
        assert "Gold bars is not counted since 10 Nov 2026." in page

    def test_what_is_settled_or_closed_needs_no_price(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        silver = make_unit(cast, "SILVER")
        spoons = add_position(cast.household, "Spoons", category="bullion", commodity=silver)
        add_value(cast.household, spoons, OCTOBER, 0)
        with tenant(cast.household.id):
            gold.refresh_from_db()
            bars = gold.positions.get()
            bars.closed_on = TODAY
            bars.save()
        page = read(owner_client, path(cast))
        assert "To see to" not in page
        assert "none yet" in page

    def test_viewers_see_all_of_it_and_no_way_to_enter_anything(
        self, cast: Cast, viewer_client: ApplicationClient, gold: Commodity
    ) -> None:
        page = read(viewer_client, path(cast))
        assert "No price for Gold, gram" in page
        assert "See it" in page
        for text in ("Enter", "Import a file", "Rename", "day/", "rates/new/"):
            assert text not in page.partition("<main")[2]
        page = read(viewer_client, path(cast, f"{gold.pk}/"))
        assert "<form" not in page.partition("<main")[2]

    def test_twice_the_prices_cost_as_many_statements(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        hold(cast, "Euros", "EUR")
        publish(date(2026, 11, 19), USD="1.1", SGD="1.5")
        addresses = ["", "day/", f"{gold.pk}/", "rates/EUR/USD/"]

        def count() -> list[int]:
            found = []
            for end in addresses:
                with CaptureQueriesContext(
                    connection,
                ) as caught:
                    read(owner_client, path(cast, end))
                found.append(len(caught))
            return found

        count()
        before = count()
        for number in range(4):
            unit = make_unit(cast, f"UNIT{number}")
            item = add_position(
                cast.household, f"Item {number}", category="bullion", commodity=unit
            )
            add_value(cast.household, item, OCTOBER, 5)
            for day in (1, 2, 3):
                set_price(cast, unit, "5", date(2026, 11, day), currency="EUR")
                set_price(cast, gold, "5", date(2026, 10, day + number * 3))
            set_rate(cast, "EUR", "1.1", date(2026, 11, 1 + number))
            hold(cast, f"Account {number}", ("SGD", "VND", "TWD", "IDR")[number])
        assert count() == before


class TestOneUnit:
    def save(self, client: ApplicationClient, cast: Cast, unit: UUID, **fields: str):
        body = {"as_of": "2026-11-01", "price": "90", "currency": "USD", "source": "", "seen": ""}
        return client.post(path(cast, f"{unit}/save/"), body | fields)

    def test_a_price_is_added_corrected_and_taken_away(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        answer = self.save(owner_client, cast, gold.pk, price="1,090.123456789012345678")
        assert answer.status_code == 302
        held = Price.objects.get()
        assert held.price == Decimal("1090.123456789012345678")
        page = read(owner_client, path(cast, f"{gold.pk}/?edit=2026-11-01&in=USD"))
        assert "Correct the entry of 1 Nov 2026" in page
        assert "Without it there is none at all." in page
        seen = "1090.123456789012345678"
        assert f'name="seen" value="{seen}"' in page
        self.save(owner_client, cast, gold.pk, price="91", source="Bank", seen=seen)
        held.refresh_from_db()
        assert (held.price, held.source) == (91, "Bank")
        self.save(owner_client, cast, gold.pk, remove="1", price="", seen="91")
        assert not Price.objects.exists()

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("price", "0", "A price is above zero."),
            ("price", "-5", "A price is above zero."),
            ("price", "NaN", "“NaN” is not a number"),
            ("price", "", "Enter a number."),
            ("price", "1e5", "“1e5” is in short form"),
            ("price", "0.1234567890123456789", "There are 19 decimals where at most 18 can be"),
            ("price", "1234567890123456", "The number is too large"),
            ("as_of", "2026-11-22", "is in the future"),
            ("as_of", "2026-02-30", "a day that does not exist"),
            ("as_of", "", "Enter a date."),
            ("currency", "XYZ", "“XYZ” is not a currency that is in use."),
            ("currency", "", "Choose a currency."),
            ("source", "a\x07b", "A source cannot have line breaks or control characters."),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
        self,
        cast: Cast,
        owner_client: ApplicationClient,
        gold: Commodity,
        field: str,
        typed: str,
        sentence: str,
    ) -> None:
        answer = self.save(
            owner_client, cast, gold.pk, **({"source": "The shop around"} | {field: typed})
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page.partition(f'id="id_{field}_error"')[2][:600]
        if field != "source":
            assert 'value="The shop around"' in page
        if typed and field in ("price", "as_of"):
            assert f'value="{typed}"' in page
        assert not Price.objects.exists()

    def test_two_who_correct_at_once_see_both_prices_and_the_second_decides(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90", date(2026, 11, 1))
        editor = cast.client(cast.editor)
        assert self.save(editor, cast, gold.pk, price="91", seen="90").status_code == 302
        answer = self.save(owner_client, cast, gold.pk, price="92", seen="90")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody has entered $91.00 for this day meanwhile, you typed 92." in page
        assert 'name="seen" value="91"' in page
        assert Price.objects.get().price == 91
        assert self.save(owner_client, cast, gold.pk, price="92", seen="91").status_code == 302
        assert Price.objects.get().price == 92

    def test_a_day_that_has_a_price_is_not_overwritten_unseen(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90", date(2026, 11, 1))
        answer = self.save(owner_client, cast, gold.pk, price="92")
        assert answer.status_code == 409
        assert "For this day there is $90.00 already" in answer.content.decode()
        answer = self.save(owner_client, cast, gold.pk, remove="1", seen="89")
        assert answer.status_code == 409
        assert "Somebody has changed it to $90.00 meanwhile." in answer.content.decode()
        assert Price.objects.get().price == 90

    def test_what_taking_one_away_changes_is_told(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        for day, price in ((1, "90"), (10, "95"), (20, "99")):
            set_price(cast, gold, price, date(2026, 11, day))
        expected = {
            "01": "Without it there is none before 10 Nov 2026.",
            "10": "Without it, $90.00 of 1 Nov 2026 holds from 10 Nov 2026 until 20 Nov 2026.",
            "20": "Without it, $95.00 of 10 Nov 2026 holds from 20 Nov 2026 on.",
        }
        for day, sentence in expected.items():
            page = read(owner_client, path(cast, f"{gold.pk}/?edit=2026-11-{day}&in=USD"))
            assert sentence in page

    def test_the_form_says_what_becomes_of_closed_months(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        page = read(owner_client, path(cast, f"{gold.pk}/"))
        assert "what was known when a month was closed stays written down as it was" in page

    def test_a_unit_is_renamed_and_bad_codes_are_said_at_their_field(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        address = path(cast, f"{gold.pk}/unit/")
        page = read(owner_client, address)
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        body = {"code": "usd", "name": "Bullion", "kind": "metal", "seen": seen}
        answer = owner_client.post(address, body)
        assert answer.status_code == 422
        assert "USD is a currency" in answer.content.decode()
        assert 'value="Bullion"' in answer.content.decode()
        assert owner_client.post(address, body | {"code": "AU"}).status_code == 302
        gold.refresh_from_db()
        assert (gold.code, gold.name, gold.kind) == ("AU", "Bullion", "metal")
        answer = owner_client.post(address, body | {"code": "AUX"})
        assert answer.status_code == 409
        assert "Somebody else has changed this unit" in answer.content.decode()
        newer = answer.content.decode().partition('name="seen" value="')[2].partition('"')[0]
        assert owner_client.post(address, body | {"code": "AUX", "seen": newer}).status_code == 302

    def test_units_of_another_household_are_not_there(
        self, cast: Cast, owner_client: ApplicationClient, theirs: Commodity
    ) -> None:
        bodies = []
        for unit in (theirs.pk, uuid4()):
            assert self.save(owner_client, cast, unit).status_code == 404
            assert self.save(owner_client, cast, unit, remove="1").status_code == 404
            for end in ("", "unit/", "?edit=2026-11-01&in=USD"):
                answer = owner_client.get(path(cast, f"{unit}/{end}"))
                assert answer.status_code == 404
            bodies.append(answer.content.decode().replace(str(unit), ""))
            body = {f"price-{unit}-USD": "5", f"seen-{unit}-USD": ""}
            assert owner_client.post(path(cast, "day/"), body).status_code == 404
        assert bodies[0] == bodies[1]
        assert not Price.objects.exists()


class TestRates:
    def save(self, client: ApplicationClient, cast: Cast, pair: str, **fields: str):
        body = {"as_of": "2026-11-01", "price": "0.75", "source": "", "seen": ""}
        return client.post(path(cast, f"rates/{pair}/save/"), body | fields)

    def test_an_own_rate_is_added_corrected_and_taken_away(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        assert self.save(owner_client, cast, "SGD/USD").status_code == 302
        self.save(owner_client, cast, "SGD/USD", price="0.76", seen="0.75", source="Bank")
        held = Rate.objects.get()
        assert (held.base, held.quote, held.rate, held.source) == (
            "SGD", "USD", Decimal("0.76"), "Bank",
        )  # fmt: skip
        answer = self.save(owner_client, cast, "SGD/USD", price="0.8", seen="0.75")
        assert answer.status_code == 409
        assert "entered 1 SGD = 0.76 USD for this day meanwhile" in answer.content.decode()
        self.save(owner_client, cast, "SGD/USD", remove="1", seen="0.76")
        assert not Rate.objects.exists()

    @pytest.mark.parametrize("pair", ["EUR/EUR", "EUR/XYZ", "XYZ/USD", "EUR/usd", "EURO/USD"])
    def test_a_pair_that_is_none_is_not_there(
        self, cast: Cast, owner_client: ApplicationClient, pair: str
    ) -> None:
        assert owner_client.get(path(cast, f"rates/{pair}/")).status_code == 404
        assert self.save(owner_client, cast, pair).status_code == 404

    @pytest.mark.parametrize(
        ("fields", "where", "sentence"),
        [
            ({"base": "EUR", "quote": "EUR"}, "quote", "A rate of EUR to itself is always one"),
            ({"base": "XYZ"}, "base", "“XYZ” is not a currency that is in use."),
            ({"price": "0"}, "price", "A price is above zero."),
            ({"as_of": "2027-01-01"}, "as_of", "is in the future"),
        ],
    )
    def test_a_first_rate_that_cannot_be_is_said_at_its_field(
        self,
        cast: Cast,
        owner_client: ApplicationClient,
        fields: dict[str, str],
        where: str,
        sentence: str,
    ) -> None:
        body = {"base": "EUR", "quote": "USD", "price": "1.1", "as_of": "2026-11-01", "source": "?"}
        answer = owner_client.post(path(cast, "rates/new/"), body | fields)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page.partition(f'id="id_{where}_error"')[2][:600]
        assert 'value="?"' in page
        assert not Rate.objects.exists()

    def test_a_first_rate_of_any_pair_is_entered_once(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        body = {"base": "TWD", "quote": "VND", "price": "800", "as_of": "2026-11-01", "seen": ""}
        answer = owner_client.post(path(cast, "rates/new/"), body)
        assert answer.headers["Location"].endswith("/prices/rates/TWD/VND/")
        answer = owner_client.post(path(cast, "rates/new/"), body | {"price": "810"})
        assert answer.status_code == 409
        assert "1 TWD = 800 VND already" in answer.content.decode()
        answer = owner_client.post(path(cast, "rates/new/"), body | {"price": "810", "seen": "800"})
        assert answer.status_code == 302
        assert Rate.objects.get().rate == 810

    def test_reference_rates_stand_there_to_be_read_with_their_source(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        publish(date(2026, 11, 19), USD="1.1", SGD="1.5")
        publish(date(2026, 11, 18), USD="1.2", SGD="1.5")
        publish(date(2026, 11, 17), USD="1.25")
        page = read(owner_client, path(cast, "rates/EUR/USD/"))
        for text in ("European Central Bank", "19 Nov 2026", "1.1", "1.25"):
            assert text in page
        page = read(owner_client, path(cast, "rates/SGD/USD/"))
        assert "European Central Bank, through the euro" in page
        assert "0.733333" in page
        assert "0.800000" in page
        assert "17 Nov 2026" not in page, "both must be published on a day"

    def test_a_pair_without_reference_rates_says_which_currency_has_none(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        publish(date(2026, 11, 19), USD="1.1")
        page = read(owner_client, path(cast, "rates/USD/TWD/"))
        assert "publishes no rate of TWD" in page

    def test_the_same_rate_the_other_way_round_is_linked(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        set_rate(cast, "USD", "1.3", TODAY, "SGD")
        page = read(owner_client, path(cast, "rates/SGD/USD/"))
        assert path(cast, "rates/USD/SGD/") in page


class TestDay:
    def fields(self, unit: Commodity, **typed: str) -> dict[str, str]:
        key = f"{unit.pk}-USD"
        return {
            "date": "2026-11-15",
            f"price-{key}": typed.get("gold", ""),
            f"seen-{key}": typed.get("seen", ""),
            "price-VND": typed.get("vnd", ""),
            "seen-VND": "",
        }

    @pytest.fixture(autouse=True)
    def account(self, cast: Cast) -> None:
        hold(cast, "Account in Hanoi", "VND")

    def test_every_unit_and_currency_in_use_has_a_field(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        make_unit(cast, "UNUSED")
        set_price(cast, gold, "90", date(2026, 11, 15))
        page = read(owner_client, path(cast, "day/?date=2026-11-15"))
        assert f'name="price-{gold.pk}-USD" value="90"' in page
        assert f'name="seen-{gold.pk}-USD" value="90"' in page
        assert 'name="price-VND" value=""' in page
        assert "UNUSED" not in page

    def test_all_are_saved_together(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        body = self.fields(gold, gold="91.5", vnd="0.00004")
        answer = owner_client.post(path(cast, "day/"), body, follow=True)
        assert "2 entries were saved." in answer.content.decode()
        assert Price.objects.get().as_of == date(2026, 11, 15)
        assert (Rate.objects.get().base, Rate.objects.get().quote) == ("VND", "USD")

    def test_one_bad_field_saves_nothing_and_loses_nothing(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        answer = owner_client.post(path(cast, "day/"), self.fields(gold, gold="91.5", vnd="0"))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "1 field needs a look; nothing was saved yet." in page
        assert "A price is above zero." in page
        assert 'value="91.5"' in page
        assert not Price.objects.exists()

    @pytest.mark.parametrize("day", ["2026-11-22", "yesterday", "2026-02-30"])
    def test_a_day_that_cannot_be_keeps_what_was_typed(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity, day: str
    ) -> None:
        body = self.fields(gold, gold="91.5") | {"date": day}
        answer = owner_client.post(path(cast, "day/"), body)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="91.5"' in page
        assert f'value="{day}"' in page
        assert not Price.objects.exists()
        assert owner_client.get(path(cast, f"day/?date={day}")).status_code == 422

    def test_two_at_once_lose_nothing_and_the_second_chooses(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90", date(2026, 11, 15))
        body = self.fields(gold, gold="91.5", vnd="0.00004")
        answer = owner_client.post(path(cast, "day/"), body)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "For this day there is $90.00 already, you typed 91.5." in page
        assert f'name="seen-{gold.pk}-USD" value="90"' in page
        assert not Rate.objects.exists()
        owner_client.post(path(cast, "day/"), body | {"theirs": f"{gold.pk}-USD"})
        assert (Price.objects.get().price, Rate.objects.count()) == (90, 1)
        owner_client.post(path(cast, "day/"), self.fields(gold, gold="91.5", seen="90"))
        assert Price.objects.get().price == Decimal("91.5")

    def test_a_cleared_field_takes_the_entry_of_that_day_away(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "90", date(2026, 11, 15))
        set_price(cast, gold, "80", date(2026, 11, 14))
        owner_client.post(path(cast, "day/"), self.fields(gold, seen="90"))
        assert [held.price for held in Price.objects.all()] == [80]

    def test_untouched_fields_change_nothing_even_if_somebody_else_did(
        self, cast: Cast, owner_client: ApplicationClient, gold: Commodity
    ) -> None:
        set_price(cast, gold, "95", date(2026, 11, 15))
        body = self.fields(gold, gold="90.0", seen="90")
        answer = owner_client.post(path(cast, "day/"), body, follow=True)
        assert "Nothing was changed." in answer.content.decode()
        assert Price.objects.get().price == 95

    def test_viewers_cannot(self, cast: Cast, viewer_client: ApplicationClient) -> None:
        assert viewer_client.get(path(cast, "day/")).status_code == 403
        assert viewer_client.post(path(cast, "day/"), {}).status_code == 403
