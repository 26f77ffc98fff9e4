"""Reads what the pages of the past need beside the books: records, and what closing them kept."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from accounts.queries import HouseholdRow
from tracker.models import Snapshot, Valuation
from tracker.services.records import ClosingRow, RecordRow

# Every dashboard asks for them; as a queryset they would take longer to ask for than to find.
CLOSINGS = """
SELECT DISTINCT ON (as_of) as_of, closed_at, closed_by_id, currency, net_worth, complete
FROM tracker_closing
WHERE household_id = %(household)s AND as_of BETWEEN %(first)s AND %(last)s
ORDER BY as_of, closed_at DESC
"""


def list_records(household: HouseholdRow, first: date, last: date) -> Sequence[RecordRow]:
    """The records of a span of dates, oldest first."""
    values = Valuation.objects.filter(household_id=household.id, as_of=OuterRef("as_of"))
    rows = Snapshot.objects.filter(household_id=household.id, as_of__range=(first, last)).filter(
        Exists(values) | Q(closed_at__isnull=False) | ~Q(note="")
    )
    found = rows.order_by("as_of").values_list("as_of", "closed_at")
    return tuple(RecordRow(as_of, closed_at) for as_of, closed_at in found)


def list_closings(household: HouseholdRow, first: date, last: date) -> Sequence[ClosingRow]:
    """The latest closing of each record of a span of dates, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSINGS, {"household": household.id, "first": first, "last": last})
        return tuple(ClosingRow(*row) for row in cursor.fetchall())
