"""Erasing a household: nothing of it stays in any table, and nothing of anybody else goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import DatabaseError

from accounts.access import tenant
from accounts.models import Household, Invitation, Member, Membership, User
from accounts.queries import HouseholdRow
from tests.architecture.world import World, make_world
from tests.cast import application_role
from tracker.commands import erase
from tracker.commands.erase import erase_household, tables_of_a_household
from tracker.commands.errors import Refused
from tracker.models import Position, Snapshot, Valuation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two households with a row of each kind, a closed month among them."""
    world = make_world()
    Invitation.objects.create(
        household_id=world.cast.household.id,
        member_id=world.ours.member,
        role="viewer",
        token_hash="1" * 64,
        expires_at="2030-01-01T00:00Z",
    )
    return world


def tables() -> list[str]:
    """Every table with a household's rows, as the database itself knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND column_name = 'household_id' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def rows_of(household_id: UUID) -> dict[str, int]:
    """How many rows of the household each table has, past row-level security."""
    counted = {}
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(f"SELECT count(*) FROM {name} WHERE household_id = %s", [household_id])
            counted[name] = cursor.fetchone()[0]
    return counted


def erase_ours(world: World, name: str = "Santoso") -> None:
    """As the running application does it."""
    household = world.cast.household
    with application_role(), tenant(household.id):
        erase_household(household, actor=world.cast.owner.pk, name=name)


def test_no_row_of_the_household_is_left_in_any_table(world: World) -> None:
    before = rows_of(world.cast.household.id)
    assert [name for name, count in before.items() if not count] == [], "there is one of each"
    others = rows_of(world.cast.others.id)
    erase_ours(world)
    assert not any(rows_of(world.cast.household.id).values())
    assert not Household.objects.filter(pk=world.cast.household.id).exists()
    assert rows_of(world.cast.others.id) == others


def test_the_catalogue_of_models_knows_every_table_that_the_database_does(world: World) -> None:
    assert {table._meta.db_table for table in tables_of_a_household()} == set(tables())


def test_what_points_at_another_row_goes_before_it() -> None:
    order = list(tables_of_a_household())
    assert order.index(Valuation) < order.index(Snapshot)
    assert (
        order.index(Valuation)
        < order.index(Position)
        < order.index(apps.get_model("tracker.Entity"))
    )
    assert order.index(Invitation) < order.index(Member)
    assert Household not in order


def test_people_stay_with_their_logins_and_other_households(world: World) -> None:
    users = set(User.objects.values_list("pk", flat=True))
    erase_ours(world)
    assert set(User.objects.values_list("pk", flat=True)) == users
    assert Membership.objects.filter(household_id=world.cast.others.id).exists()


@pytest.mark.parametrize("name", ["", "santoso", "Santos", "Santoso 2", "Others"])
def test_another_name_deletes_nothing(world: World, name: str) -> None:
    before = rows_of(world.cast.household.id)
    with pytest.raises(Refused, match="name_differs"):
        erase_ours(world, name)
    assert rows_of(world.cast.household.id) == before


def test_blanks_around_the_name_and_how_accents_are_written_do_not_matter(world: World) -> None:
    Household.objects.filter(pk=world.cast.household.id).update(name="Café")
    erase_ours(world, "  Cafe\u0301 ")
    assert not Household.objects.filter(pk=world.cast.household.id).exists()


def test_a_sample_needs_no_name(world: World) -> None:
    Household.objects.filter(pk=world.cast.household.id).update(is_sample=True)
    erase_ours(world, "")
    assert not any(rows_of(world.cast.household.id).values())


def test_sent_twice_it_is_gone_once_and_nothing_is_said(world: World) -> None:
    erase_ours(world)
    erase_ours(world)
    assert not Household.objects.filter(pk=world.cast.household.id).exists()


def test_whether_it_is_a_sample_is_asked_of_the_database(world: World) -> None:
    household = replace(world.cast.household, is_sample=True)
    with application_role(), tenant(household.id), pytest.raises(Refused, match="name_differs"):
        erase_household(household, actor=None, name="")


@contextmanager
def broken_at(table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = erase._empty

    def fail(model: Any, household_id: UUID) -> None:
        if model._meta.db_table == table:
            raise DatabaseError("the disk is full")
        real(model, household_id)

    with monkeypatch.context() as patch:
        patch.setattr(erase, "_empty", fail)
        yield


def test_what_fails_half_way_leaves_everything(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    household: HouseholdRow = world.cast.household
    before = rows_of(household.id)
    with broken_at("accounts_membership", monkeypatch), pytest.raises(DatabaseError):
        erase_ours(world)
    assert rows_of(household.id) == before
    assert Snapshot.objects.filter(household_id=household.id, closed_at__isnull=False).exists()
