"""Erases a household: every row that belongs to it, in every table there is, and then itself."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import OperationalError, connection, models, transaction
from psycopg.errors import LockNotAvailable

from accounts.access import tenant
from accounts.models import Household
from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.models import Entity, Position, Snapshot
from tracker.models.tenancy import TenantForeignKey

type Table = type[models.Model]

# Writers hold their rows first and the household after them: whoever erases waits shorter than the
# database does before it ends one of two that wait for each other (a second), so that a writer
# always gets through.
MOST_WAIT = "800ms"


def erase_household(household: HouseholdRow, *, actor: UUID | None, name: str) -> None:
    """Delete the household with all that belongs to it; the logins of its people stay.

    `name` is what the household is called, typed to be sure; a sample needs none. One that is gone
    already stays gone. Raises Refused (name_differs, being_written), and then nothing is deleted.
    """
    try:
        with transaction.atomic():
            _erase(household, name)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Refused("being_written") from None


def _erase(household: HouseholdRow, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [MOST_WAIT])
    held = Household.objects.select_for_update().filter(pk=household.id).first()
    if held is None:
        return
    if not held.is_sample and _plain(name) != _plain(held.name):
        raise Refused("name_differs", name=held.name)
    with tenant(household.id):
        _wait_for_writers(household.id)
        # The database keeps the values of closed months from everybody, from us too.
        Snapshot.objects.filter(household_id=household.id).update(closed_at=None)
        for table in tables_of_a_household():
            _empty(table, household.id)
    _delete(f'DELETE FROM "{Household._meta.db_table}" WHERE id = %s', household.id)  # noqa: S608


@cache
def tables_of_a_household() -> Sequence[Table]:
    """Every table with rows of households, those that point at others before these."""
    tables = [model for model in apps.get_models() if _has_household(model)]
    order = TopologicalSorter({table: set[Table]() for table in tables})
    for table in tables:
        for parent in _parents(table):
            if parent in tables and parent is not table:
                # A parent waits until what points at it is gone.
                order.add(parent, table)
    return tuple(order.static_order())


def _has_household(model: Table) -> bool:
    return model._meta.managed and any(
        field.column == "household_id" for field in model._meta.concrete_fields
    )


def _parents(model: Table) -> set[Table]:
    """What a table's keys point at, whether Django declares them or the database."""
    found: set[Any] = {
        field.related_model for field in model._meta.concrete_fields if field.is_relation
    }
    found |= {
        apps.get_model(key.to)
        for key in model._meta.constraints
        if isinstance(key, TenantForeignKey)
    }
    return found


def _wait_for_writers(household_id: UUID) -> None:
    """Hold what others write to, in their order, so that nobody adds a row behind our back."""
    for model in (Entity, Position, Snapshot):
        rows = model._base_manager.filter(household_id=household_id).order_by("pk")
        list(rows.select_for_update().values_list("pk", flat=True))


def _empty(table: Table, household_id: UUID) -> None:
    # Plain SQL: the rows are many, and Django would read each before it deletes it.
    name = connection.ops.quote_name(table._meta.db_table)
    _delete(f"DELETE FROM {name} WHERE household_id = %s", household_id)  # noqa: S608


def _delete(statement: str, key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])


def _plain(name: str) -> str:
    """A name as it is compared: composed, and without blanks around it."""
    return unicodedata.normalize("NFC", name).strip()
