"""Opening a household once however often it is asked for, and changing what may change."""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from accounts.access import tenant
from accounts.models import Household, User
from tests.cast import Cast, application_role
from tests.views.test_settings_data import TODAY
from tracker.commands.demo import make_sample
from tracker.commands.errors import Refused
from tracker.commands.households import change_household, open_household


def run_twice(work: Any) -> list[Any]:
    """The work in two threads at once, each with a connection of its own."""
    start, outcome = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait(10)
            with application_role():
                outcome.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcome


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_a_form_sent_twice_at_once_makes_one_household(self, cast: Cast) -> None:
        key = uuid4()
        made = run_twice(
            lambda: open_household(
                "Santoso",
                key=key,
                currency="USD",
                zone="UTC",
                language="en",
                owner=cast.owner,
                owner_name="Owner",
            )
        )
        assert [household.id for household in made] == [key, key]
        assert Household.objects.filter(name="Santoso").count() == 2

    def test_two_households_of_one_name_at_once_get_addresses_of_their_own(
        self, cast: Cast
    ) -> None:
        made = run_twice(
            lambda: open_household(
                "Santoso",
                key=uuid4(),
                currency="USD",
                zone="UTC",
                language="en",
                owner=cast.owner,
                owner_name="Owner",
            )
        )
        assert {household.slug for household in made} == {"santoso-2", "santoso-3"}

    def test_two_clicks_at_once_make_one_sample(self, cast: Cast) -> None:
        made = run_twice(lambda: make_sample(user=cast.owner, today=TODAY))
        assert len({household.id for household in made}) == 1
        assert Household.objects.filter(is_sample=True).count() == 1


@pytest.mark.django_db
class TestChange:
    def change(self, cast: Cast, **changes: str) -> None:
        asked = {
            "name": "Santoso",
            "currency": "USD",
            "zone": "UTC",
            "language": "en",
            "cadence": "monthly",
        } | changes
        with application_role(), tenant(cast.household.id):
            change_household(cast.household, actor=cast.owner.pk, **asked)

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"name": " "}, "blank_name"),
            ({"currency": "DEM"}, "unknown_currency"),
            ({"currency": "BGN"}, "unknown_currency"),
            ({"zone": "Mars"}, "unknown_zone"),
            ({"language": "xx"}, "unknown_language"),
            ({"cadence": "daily"}, "unknown_cadence"),
        ],
    )
    def test_what_cannot_be_is_refused(self, cast: Cast, wrong: dict[str, str], code: str) -> None:
        with pytest.raises(Refused, match=code):
            self.change(cast, **wrong)
        assert Household.objects.get(pk=cast.household.id).currency == "USD"

    def test_only_this_household_changes(self, cast: Cast) -> None:
        self.change(cast, name="New", currency="IDR")
        assert Household.objects.get(pk=cast.others.id).name == "Others"
        assert User.objects.get(pk=cast.owner.pk).name == "Owner"
