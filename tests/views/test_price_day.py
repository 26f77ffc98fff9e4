"""Prices and rates of one day, entered at once."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import ApplicationClient, Cast
from tests.views.prices_page import hold, make_unit, path, read, set_price
from tracker.models import Commodity, Price, Rate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
