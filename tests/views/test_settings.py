"""A household's settings: who may change what, and what bad input is told."""

import re
from typing import Any

import pytest

from accounts.access import tenant
from accounts.models import Household
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Budget, Closing, Entity, Rate, RatioGuide
from tracker.services.guides import DEFAULTS, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OCTOBER = "2026-10-31"


def path(cast: Cast, part: str = "") -> str:
    return f"/h/{cast.household.slug}/settings/{part}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sent(**changes: str) -> dict[str, str]:
    return {
        "name": "Santoso",
        "currency": "USD",
        "zone": "Asia/Jakarta",
        "language": "en",
        "cadence": "monthly",
    } | changes


def budget(**changes: str) -> dict[str, str]:
    return {
        "since": "2026-03-01",
        "currency": "USD",
        "essential_spending": "2,100.50",
        "net_income": "4,000",
        "gross_income": "",
        "was": "",
    } | changes


def guides(**changes: str) -> dict[str, str]:
    typed: dict[str, str] = {}
    for guide in DEFAULTS.values():
        scale = 100 if guide.measure is Measure.PERCENT else 1
        if not guide.single:
            typed[f"{guide.ratio}-low"] = str(int(guide.low * scale))
        typed[f"{guide.ratio}-high"] = str(int(guide.high * scale))
    return typed | changes


class TestHousehold:
    def test_an_owner_changes_name_zone_language_and_review(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        response = owner_client.post(
            path(cast, "household/"),
            sent(
                name=" Rumah Santoso ",
                zone="asia/makassar",
                language="id",
                cadence="quarterly",
            ),
        )
        assert response["Location"] == path(cast) + "#household"
        household = Household.objects.get(pk=cast.household.id)
        assert (household.name, household.zone, household.language, household.cadence) == (
            "Rumah Santoso",
            "Asia/Makassar",
            "id",
            "quarterly",
        )
        assert household.slug == cast.household.slug
        assert Entity.objects.get(household_id=household.pk).name == "Rumah Santoso"
        page = read(owner_client, path(cast))
        assert "Saved." in page
        assert 'value="Rumah Santoso"' in page

    def test_another_currency_shows_the_same_books_in_it(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        item = add_position(cast.household, "Cash", currency="USD")
        add_value(cast.household, item, OCTOBER, 1000)
        with tenant(cast.household.id):
            of = {"household_id": cast.household.id}
            Rate.objects.create(**of, base="USD", quote="IDR", as_of=OCTOBER, rate=16_000)
            Closing.objects.create(
                **of,
                as_of=OCTOBER,
                closed_at="2026-11-01T00:00Z",
                currency="USD",
                assets=1000,
                liabilities=0,
                net_worth=1000,
                complete=True,
            )
        owner_client.post(path(cast, "household/"), sent(currency="IDR"))
        page = read(owner_client, path(cast))
        assert "Everything is now shown in IDR." in page
        assert "no rate" not in page
        assert "16,000,000" in read(owner_client, f"/h/{cast.household.slug}/balance/")
        assert Closing.objects.get(household_id=cast.household.id).currency == "USD"
        item.refresh_from_db()
        assert item.currency == "USD"

    def test_currencies_without_a_rate_into_it_are_named_with_the_way_to_the_rates(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        for currency in ("EUR", "BTN"):
            item = add_position(cast.household, currency, currency=currency)
            add_value(cast.household, item, OCTOBER, 10)
        page = read(owner_client, path(cast))
        assert "There are no rates from BTN, EUR to USD" in page
        assert f'href="/h/{cast.household.slug}/prices/"' in page

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": "  "}, "Enter a name."),
            ({"name": "\u200b"}, "Enter a name, without line breaks"),
            ({"name": "a\x07b"}, "Enter a name, without line breaks"),
            ({"name": "x" * 101}, "at most 100 characters"),
            ({"currency": "DEM"}, "“DEM” is not a currency that is in use."),
            ({"currency": "XXX"}, "“XXX” is not a currency that is in use."),
            ({"currency": ""}, "This field is required."),
            ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is not a time zone."),
            ({"zone": ""}, "Choose a time zone."),
            ({"language": "xx"}, "not one of the available choices"),
            ({"cadence": "daily"}, "not one of the available choices"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost_or_changed(
        self, cast: Cast, owner_client: ApplicationClient, wrong: dict[str, str], sentence: str
    ) -> None:
        answer = owner_client.post(
            path(cast, "household/"), sent(name="New", cadence="yearly") | wrong
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        if "name" not in wrong:
            assert 'value="New"' in page
        if wrong.get("zone"):
            assert 'value="Mars/Olympus"' in page
        household = Household.objects.get(pk=cast.household.id)
        assert (household.name, household.cadence) == ("Santoso", "monthly")

    def test_a_household_whose_currency_has_gone_out_of_use_may_stay_with_it(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        Household.objects.filter(pk=cast.household.id).update(currency="BGN")
        assert re.search(r'value="BGN" selected', read(owner_client, path(cast)))
        response = owner_client.post(path(cast, "household/"), sent(currency="BGN", name="Neu"))
        assert response.status_code == 302
        assert Household.objects.get(pk=cast.household.id).name == "Neu"


class TestBudgets:
    def test_a_row_is_added_shown_changed_and_removed(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        response = owner_client.post(path(cast, "budget/"), budget())
        assert response["Location"] == path(cast) + "#budgets"
        page = read(owner_client, path(cast))
        for text in ("1 Mar 2026", "$2,100.50", "$4,000", "not entered", "holds today"):
            assert text in page
        form = read(owner_client, path(cast, "?budget=2026-03-01"))
        assert "Change the figures from 1 Mar 2026" in form
        assert 'value="2,100.5"' in form or 'value="2,100.50"' in form
        assert 'type="hidden" name="was" value="2026-03-01"' in form
        moved = budget(was="2026-03-01", since="2026-04-01", gross_income="5000")
        owner_client.post(path(cast, "budget/"), moved)
        assert [str(row) for row in Budget.objects.all()] == ["2026-04-01"]
        owner_client.post(path(cast, "budget/"), {"remove": "2026-04-01"})
        assert not Budget.objects.exists()
        assert owner_client.post(path(cast, "budget/"), {"remove": "2026-04-01"}).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"since": ""}, "Enter a date."),
            ({"since": "2026-02-30"}, "does not exist"),
            ({"currency": "DEM"}, "“DEM” is not a currency that is in use."),
            ({"essential_spending": "-1"}, "Enter a number that is not below 0."),
            ({"essential_spending": "2.100,50"}, "decimal"),
            ({"currency": "JPY"}, "decimals"),
            ({"essential_spending": "", "net_income": ""}, "Enter at least one of the amounts."),
            ({"gross_income": "3,999.99"}, "Are the two the wrong way round?"),
            ({"was": "2026-01-01"}, "from 1 Jan 2026 on are gone"),
        ],
    )
    def test_bad_figures_are_answered_with_a_sentence_and_stay_as_typed(
        self, cast: Cast, owner_client: ApplicationClient, wrong: dict[str, str], sentence: str
    ) -> None:
        typed = budget() | wrong
        answer = owner_client.post(path(cast, "budget/"), typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert f'value="{typed["net_income"]}"' in page or not typed["net_income"]
        assert not Budget.objects.exists()

    def test_a_row_never_moves_over_another_one(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        for since in ("2026-03-01", "2026-05-01"):
            owner_client.post(path(cast, "budget/"), budget(since=since))
        answer = owner_client.post(
            path(cast, "budget/"), budget(since="2026-05-01", was="2026-03-01")
        )
        assert answer.status_code == 422
        assert "There are figures from 1 May 2026 on already" in answer.content.decode()

    def test_figures_may_begin_in_the_future_and_do_not_hold_yet(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        owner_client.post(path(cast, "budget/"), budget(since="2027-01-01"))
        page = read(owner_client, path(cast))
        assert "1 Jan 2027" in page
        assert "holds today" not in page


class TestGuides:
    def test_percents_are_typed_as_percents_and_kept_exactly(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        typed = guides(**{"debt_to_assets-low": "37.5", "liquidity_months-high": "9"})
        assert owner_client.post(path(cast, "guides/"), typed).status_code == 302
        kept = {row.ratio: (str(row.low), str(row.high)) for row in RatioGuide.objects.all()}
        assert kept == {"debt_to_assets": ("0.375", "0.8"), "liquidity_months": ("3", "9")}
        page = read(owner_client, path(cast))
        assert 'value="37.5"' in page
        assert "Usual: Watch above 50%, act above 80%" in page
        assert page.count('name="reset"') == 2

    def test_one_goes_back_to_the_usual(self, cast: Cast, owner_client: ApplicationClient) -> None:
        owner_client.post(path(cast, "guides/"), guides(**{"leverage-high": "2"}))
        answer = owner_client.post(path(cast, "guides/"), {"reset": "leverage"})
        assert answer["Location"] == path(cast) + "#guides"
        assert not RatioGuide.objects.exists()
        assert owner_client.post(path(cast, "guides/"), {"reset": "luck"}).status_code == 404

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("debt_to_assets-low", "", "Enter a number."),
            ("debt_to_assets-low", "81", "The second figure cannot be below the first."),
            ("credit_use-high", "a lot", "“a lot”"),
            ("credit_use-high", "1001", "Enter a number from 0 to 1,000."),
            ("leverage-high", "-1", "Enter a number from 0 to 100."),
        ],
    )
    def test_bad_figures_are_answered_at_their_field_and_stay_as_typed(
        self, cast: Cast, owner_client: ApplicationClient, field: str, typed: str, sentence: str
    ) -> None:
        answer = owner_client.post(path(cast, "guides/"), guides(**{field: typed}))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert f'value="{typed}"' in page or not typed
        assert not RatioGuide.objects.exists()


class TestWhoMayDoWhat:
    @pytest.fixture
    def filled(self, cast: Cast, owner_client: ApplicationClient) -> Cast:
        owner_client.post(path(cast, "budget/"), budget())
        owner_client.post(path(cast, "guides/"), guides(**{"leverage-high": "2"}))
        return cast

    def test_a_viewer_reads_everything_and_sees_no_control_that_would_be_refused(
        self, filled: Cast, viewer_client: ApplicationClient
    ) -> None:
        page = read(viewer_client, path(filled))
        for text in (
            "Asia/Jakarta",
            "US Dollar (USD)",
            "Every month",
            "$2,100.50",
            "Watch above 2×",
        ):
            assert text in page
        forms = re.findall(r'<form[^>]*action="([^"]*)"', page)
        assert {action for action in forms if "/settings/" in action} <= {path(filled, "budget/")}
        main = page[page.index("<main") :]
        assert "<input" not in main.replace('<input type="hidden"', "")
        assert "<button" not in main
        assert "/settings/delete/" not in page
        assert "/settings/export/" in page

    def test_an_editor_sees_the_forms_of_figures_but_not_of_the_household(
        self, filled: Cast
    ) -> None:
        page = read(filled.client(filled.editor), path(filled))
        assert path(filled, "budget/") in page
        assert path(filled, "guides/") in page
        assert path(filled, "household/") not in page
        assert "/settings/delete/" not in page

    @pytest.mark.parametrize(
        ("who", "part", "status"),
        [
            ("viewer", "budget/", 403),
            ("viewer", "guides/", 403),
            ("viewer", "household/", 403),
            ("viewer", "delete/", 403),
            ("editor", "household/", 403),
            ("editor", "delete/", 403),
            ("stranger", "budget/", 404),
            ("stranger", "delete/", 404),
        ],
    )
    def test_who_may_not_is_refused(self, cast: Cast, who: str, part: str, status: int) -> None:
        client = cast.client(getattr(cast, who))
        data: dict[str, Any] = {"name": cast.household.name}
        assert client.post(path(cast, part), data).status_code == status
        assert Household.objects.filter(pk=cast.household.id).exists()
