"""Books that were read before, and the database's own word for whether they still hold.

A snapshot of PostgreSQL, written out, says which transactions it sees. While two of them are
written alike nobody has committed anything in between, to any table of the server, so what was read
under the one is what would be read under the other. Nothing has to be told of a change, and nothing
can be forgotten.
"""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from time import monotonic
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from tracker.services.books import HouseholdBooks

MOST_BYTES: Final = 64 * 2**20
"""Of all that one process keeps; a household of thirty years takes 2 MB."""
SECONDS: Final = 900
"""What nobody asked for in so long is given up when the next books are kept."""
_BESIDE: Final = 1_200
"""About the bytes that a position takes beside its figures."""
_ROW: Final = 300
"""About the bytes of whatever else was entered for a day: an owner's part, terms, a payment."""

# A transaction that has written sees more than its snapshot says, one that is not the household's
# own sees nothing of it, and a standby does not list what is under way: none of them has a mark.
# Start and database tell servers apart. A server that went on after a crash gives the numbers of
# transactions again that it had not written to disk, but never without a checkpoint first.
MARK = b"""
SELECT pg_postmaster_start_time()::text, current_database()::text, checkpoint_lsn::text,
       pg_current_snapshot()::text
FROM pg_control_checkpoint()
WHERE pg_current_xact_id_if_assigned() IS NULL AND NOT pg_is_in_recovery()
  AND current_setting('waterline.household', TRUE) = %s
"""

type Mark = tuple[str, str, str, str]
type Key = tuple[UUID, str, str, str]
"""Household, its currency, the basis and the currency reported in."""


def read_mark(cursor: "Cursor[Any]", household: UUID) -> Mark | None:
    """The state that the next statement finds, or a newer one; None where nothing may be kept."""
    return cursor.execute(MARK, [str(household)]).fetchone()


@dataclass(frozen=True, slots=True)
class _Entry:
    mark: Mark
    books: HouseholdBooks
    size: int
    used: float


class KeptBooks:
    """The books of some households, the longest unused given up first. Safe among threads; books
    are never changed by whoever has them."""

    def __init__(self, most: int = MOST_BYTES, seconds: float = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key, mark: Mark) -> HouseholdBooks | None:
        """What was read in exactly that state."""
        with self._lock:
            entry = self._entries.pop(key, None)
            if entry is None or entry.mark != mark:
                return None
            self._entries[key] = _Entry(mark, entry.books, entry.size, monotonic())
            return entry.books

    def keep(self, key: Key, mark: Mark, books: HouseholdBooks) -> None:
        """`mark` was read before the books were, so what came in between is never found."""
        now, size = monotonic(), _size_of(books)
        with self._lock:
            self._entries.pop(key, None)
            self._entries[key] = _Entry(mark, books, size, now)
            total = sum(entry.size for entry in self._entries.values())
            for old in list(self._entries):
                entry = self._entries[old]
                if total <= self._most and now - entry.used < self._seconds:
                    break
                total -= entry.size
                del self._entries[old]

    def forget(self) -> None:
        """Gives up everything."""
        with self._lock:
            self._entries.clear()


KEPT: Final = KeptBooks()
"""Those of this process."""


def _size_of(books: HouseholdBooks) -> int:
    owned = (entity.positions for entity in books.entities)
    positions = [*books.positions, *chain.from_iterable(owned)]
    series = [one.prices for one in books.prices] + [one.rates for one in books.rates]
    for one in positions:
        series += one.amounts, one.books, one.liquidations, one.contributions
    rows = sum(len(one.figures) + len(one.flows) for one in books.entities)
    rows += sum(len(one.terms) + sum(len(shares) for _, shares in one.owners) for one in positions)
    figures = sum(len(one.text) + one.days.nbytes for one in series)
    return _BESIDE * len(positions) + _ROW * rows + figures
