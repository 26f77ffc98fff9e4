"""What an operator may know of households without their books: counts and a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

OVERVIEW = """
SELECT household_id, positions, snapshots, last_snapshot
FROM tracker_household_overview()
WHERE household_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class HouseholdOverview:
    """`last_snapshot` is None for a household without any."""

    positions: int
    snapshots: int
    last_snapshot: date | None


def household_overviews(household_ids: Sequence[UUID]) -> dict[UUID, HouseholdOverview]:
    """The overview of each household, in one statement; needs no tenant."""
    with connection.cursor() as cursor:
        cursor.execute(OVERVIEW, [list(household_ids)])
        return {row[0]: HouseholdOverview(*row[1:]) for row in cursor.fetchall()}
