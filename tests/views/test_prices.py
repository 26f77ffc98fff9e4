"""What units and currencies are worth: what lacks first, each with its age and what rests on it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.prices_page import (
    OCTOBER,
    TODAY,
    hold,
    make_unit,
    path,
    publish,
    read,
    set_price,
    set_rate,
)
from tracker.models import Commodity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
