"""Reads which businesses and funds a household has; their figures come with queries.books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Subquery

from accounts.queries import HouseholdRow
from tracker.models import Entity, EntityKind, Position, Snapshot, Valuation
from tracker.services.records import BusinessRow


def list_businesses(household: HouseholdRow) -> Sequence[BusinessRow]:
    """All of them by name, archived ones too."""
    stakes = Position.objects.filter(household_id=household.id, stake_in=OuterRef("pk"))
    rows = (
        Entity.objects.filter(household_id=household.id)
        .exclude(kind=EntityKind.HOUSEHOLD)
        .annotate(stake=Subquery(stakes.values("pk")[:1]))
        .order_by("name", "id")
    )
    return tuple(
        BusinessRow(
            row.pk,
            row.name,
            row.kind,
            row.currency or household.currency,
            row.archived_at is not None,
            row.stake,
        )
        for row in rows
    )


def find_business(household: HouseholdRow, business_id: UUID) -> BusinessRow | None:
    """The one with this id, None where the household has none."""
    return next((row for row in list_businesses(household) if row.id == business_id), None)


def business_choices(household: HouseholdRow) -> Sequence[tuple[UUID, str]]:
    """Id and name of each, for a form."""
    return tuple((row.id, row.name) for row in list_businesses(household))


@dataclass(frozen=True, slots=True)
class CellRow:
    """What an item amounts to on a date, and the version of that value."""

    amount: Decimal
    version: int


def values_of_date(household: HouseholdRow, business_id: UUID, on: date) -> dict[UUID, CellRow]:
    """The values of a business's items that were entered for that very date."""
    values = Valuation.objects.filter(
        household_id=household.id, position__entity_id=business_id, as_of=on
    )
    return {row.position_id: CellRow(row.amount, row.version) for row in values}


def is_closed(household: HouseholdRow, on: date) -> bool:
    """Whether that very date is closed, so that its values stay as they are."""
    closed = Snapshot.objects.filter(household_id=household.id, as_of=on, closed_at__isnull=False)
    return closed.exists()
