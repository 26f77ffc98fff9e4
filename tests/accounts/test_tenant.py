"""The household that a transaction carries is there inside the door, and nowhere else."""

import pytest
from django.db import connection, transaction

from accounts.access import tenant
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def carried() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('waterline.household', true), '')")
        return str(cursor.fetchone()[0])


def test_a_transaction_around_the_door_does_not_keep_the_household(cast: Cast) -> None:
    with transaction.atomic():
        with tenant(cast.household.id):
            assert carried() == str(cast.household.id)
        assert carried() == ""


def test_one_household_inside_another_gives_way_to_it_again(cast: Cast) -> None:
    with tenant(cast.household.id):
        with tenant(cast.others.id):
            assert carried() == str(cast.others.id)
        assert carried() == str(cast.household.id)


def test_a_failure_inside_gives_way_too(cast: Cast) -> None:
    with tenant(cast.household.id):
        with pytest.raises(ZeroDivisionError), tenant(cast.others.id):
            raise ZeroDivisionError
        assert carried() == str(cast.household.id)


@pytest.mark.django_db(transaction=True)
def test_a_connection_carries_nothing_to_its_next_transaction(cast: Cast) -> None:
    with tenant(cast.household.id):
        assert carried() == str(cast.household.id)
    assert carried() == ""
