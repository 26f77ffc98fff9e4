"""Writes the reference rates that all households share; only the owner role may."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection, transaction

from tracker.importers.ecb import BASE, RateHistory

STAGE = """
CREATE TEMPORARY TABLE new_rate (currency text, as_of date, rate numeric) ON COMMIT DROP
"""
ADD = """
INSERT INTO tracker_referencerate AS known (base, currency, as_of, rate)
SELECT %s, currency, as_of, rate FROM new_rate
ON CONFLICT (base, currency, as_of) DO NOTHING
RETURNING true
"""
ADD_OR_CORRECT = """
INSERT INTO tracker_referencerate AS known (base, currency, as_of, rate)
SELECT %s, currency, as_of, rate FROM new_rate
ON CONFLICT (base, currency, as_of) DO UPDATE SET rate = excluded.rate
WHERE known.rate <> excluded.rate
RETURNING old.rate IS NULL
"""
WRITE: Final = """
WITH written (added) AS ({statement})
SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
"""
KNOWN = """
SELECT count(*) FILTER (WHERE as_of <= %s), max(as_of) FILTER (WHERE as_of <= %s), max(as_of)
FROM tracker_referencerate WHERE base = %s
"""
MAY_WRITE = "SELECT has_table_privilege('tracker_referencerate', 'INSERT')"


@dataclass(frozen=True, slots=True)
class LoadedRates:
    """How many rates were added and corrected, and the newest day there is now."""

    added: int
    corrected: int
    newest: date

    @property
    def written(self) -> int:
        return self.added + self.corrected


def may_write_reference_rates() -> bool:
    """Whether this connection's role may: the owner's may, the application's may not."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_WRITE)
        return bool(cursor.fetchone()[0])


def load_reference_rates(history: RateHistory, *, published: bool = False) -> LoadedRates:
    """Bring the shared rates up to this history; what is there already is left alone.

    As many rates up to the same newest day are taken for the same rates: a second load costs one
    count. A history that ends before the newest day known adds what is missing and corrects
    nothing. `published` says that the history has just come from the bank: it is looked at rate by
    rate, and where it differs it is right.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # One at a time: two starts at once would each write everything.
        cursor.execute("LOCK TABLE tracker_referencerate IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(KNOWN, [history.newest, history.newest, BASE])
        known, newest, last = cursor.fetchone()
        last = max(last or history.newest, history.newest)
        if not published and known == len(history.rates) and newest == history.newest:
            return LoadedRates(0, 0, last)
        cursor.execute(STAGE)
        with cursor.copy("COPY new_rate (currency, as_of, rate) FROM STDIN") as copy:
            # One write of plain text: nothing in it needs escaping.
            copy.write("".join(f"{code}\t{day}\t{rate}\n" for code, day, rate in history.rates))
        corrects = published or last == history.newest
        statement = ADD_OR_CORRECT if corrects else ADD
        cursor.execute(WRITE.format(statement=statement), [BASE])
        added, corrected = cursor.fetchone()
        cursor.execute("DROP TABLE new_rate")
    if added or corrected:
        _refresh_statistics()
    return LoadedRates(added, corrected, last)


def _refresh_statistics() -> None:
    # A table that was empty a moment ago is planned for as empty until somebody looks.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tracker_referencerate")
