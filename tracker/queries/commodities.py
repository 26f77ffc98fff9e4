"""Reads the units that a household counts in."""

import hashlib
from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.models import Commodity
from tracker.services.records import CommodityRow


def commodity_names(household: HouseholdRow) -> dict[UUID, str]:
    """The name, else the code, of each of the household's units."""
    rows = Commodity.objects.filter(household_id=household.id)
    return {row.pk: row.name or row.code for row in rows}


def find_commodity(household: HouseholdRow, commodity_id: UUID) -> CommodityRow | None:
    """The unit with this id, None where the household has none."""
    found = Commodity.objects.filter(household_id=household.id, pk=commodity_id).first()
    return CommodityRow(found.pk, found.code, found.name, found.kind) if found else None


def commodity_print(code: str, name: str, kind: str) -> str:
    """A short print of what is said of a unit, to tell a form made from an older state."""
    return hashlib.sha256("\x1f".join((code, name, kind)).encode()).hexdigest()[:16]
