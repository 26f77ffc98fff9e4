"""Reads the units that a household counts in."""

from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.models import Commodity


def commodity_names(household: HouseholdRow) -> dict[UUID, str]:
    """The name, else the code, of each of the household's units."""
    rows = Commodity.objects.filter(household_id=household.id)
    return {row.pk: row.name or row.code for row in rows}
