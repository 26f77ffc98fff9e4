"""Reads what the next review depends on: the newest closed record, and the running month's."""

from datetime import date

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.services.calendar import month_start
from tracker.services.review import Record, Records

# Closings are few while snapshots may be daily, so the newest closed record is looked up there.
RECORDS = """
SELECT as_of, closed_at IS NOT NULL, note <> '' FROM tracker_snapshot
WHERE household_id = %(household)s AND as_of BETWEEN %(month)s AND %(today)s
UNION ALL
(SELECT s.as_of, TRUE, s.note <> '' FROM tracker_closing c
 JOIN tracker_snapshot s ON s.household_id = c.household_id AND s.as_of = c.as_of
 WHERE c.household_id = %(household)s AND s.closed_at IS NOT NULL AND c.as_of <= %(today)s
 ORDER BY c.as_of DESC LIMIT 1)
"""


def list_records(household: HouseholdRow, today: date) -> Records:
    """The records of the running month up to today, and the newest closed one, in one
    statement."""
    month = month_start(today)
    with connection.cursor() as cursor:
        cursor.execute(RECORDS, {"household": household.id, "today": today, "month": month})
        rows = [Record(*row) for row in cursor.fetchall()]
    return Records(
        closed=max((row.as_of for row in rows if row.closed), default=None),
        running=tuple(row for row in rows if row.as_of >= month),
    )
