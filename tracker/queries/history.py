"""Reads what the pages of the past need beside the books: records, and what closing them kept."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.queries import HouseholdRow
from tracker.models import Closing, Snapshot, Valuation
from tracker.services.records import ClosingRow, RecordRow


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
    rows = Closing.objects.filter(household_id=household.id, as_of__range=(first, last))
    newest = rows.order_by("as_of", "-closed_at").distinct("as_of")
    return tuple(
        ClosingRow(
            row.as_of,
            row.closed_at,
            row.closed_by_id,
            row.currency,
            row.net_worth,
            row.complete,
        )
        for row in newest
    )
