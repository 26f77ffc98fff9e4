"""One currency in another: the household's own rates beside the bank's."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import ApplicationClient, Cast
from tests.views.prices_page import TODAY, path, publish, read, set_rate
from tracker.models import Rate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
