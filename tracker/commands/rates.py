"""Writes the reference rates that all households share; only the owner role may."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from tracker.importers.ecb import BASE, RateHistory

STAGE = """
CREATE TEMPORARY TABLE new_rate (currency text, as_of date, rate numeric) ON COMMIT DROP
"""
MERGE = """
INSERT INTO tracker_referencerate AS known (base, currency, as_of, rate)
SELECT %s, currency, as_of, rate FROM new_rate
ON CONFLICT (base, currency, as_of) DO UPDATE SET rate = excluded.rate
WHERE known.rate <> excluded.rate
"""
KNOWN = "SELECT count(*), max(as_of) FROM tracker_referencerate WHERE base = %s AND as_of <= %s"


@dataclass(frozen=True, slots=True)
class LoadedRates:
    """How many rates were added or corrected, and the newest day there is now."""

    written: int
    newest: date


def load_reference_rates(history: RateHistory) -> LoadedRates:
    """Bring the shared rates up to this history; what is there already is left alone.

    As many rates up to the same newest day are taken for the same rates: a second load costs one
    count.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # One at a time: two starts at once would each write everything.
        cursor.execute("LOCK TABLE tracker_referencerate IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(KNOWN, [BASE, history.newest])
        known, newest = cursor.fetchone()
        if known == len(history.rates) and newest == history.newest:
            return LoadedRates(0, history.newest)
        cursor.execute(STAGE)
        with cursor.copy("COPY new_rate (currency, as_of, rate) FROM STDIN") as copy:
            # One write of plain text: nothing in it needs escaping.
            copy.write("".join(f"{code}\t{day}\t{rate}\n" for code, day, rate in history.rates))
        cursor.execute(MERGE, [BASE])
        written = int(cursor.rowcount)
        cursor.execute("DROP TABLE new_rate")
    if written:
        _refresh_statistics()
    return LoadedRates(written, history.newest)


def _refresh_statistics() -> None:
    # A table that was empty a moment ago is planned for as empty until somebody looks.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tracker_referencerate")
