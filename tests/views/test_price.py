"""One unit: its prices over time, entered, corrected and taken away, and what it is called."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from tests.cast import ApplicationClient, Cast
from tests.views.prices_page import path, read, set_price
from tracker.models import Commodity, Price

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
            ("price", "0.1234567890123456789", "Too many decimals: 19, where at most 18 can be"),
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
