"""How far an import is, written beside its own transaction so that others see it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, thread_time
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import Error, connection

from tracker.importers import FileRefused, ProblemCode, Watch

READING_SECONDS = 10
EVERY_SECONDS = 0.3

WRITE = """
UPDATE tracker_import SET phase = %s, reached = %s, total = %s
WHERE household_id = %s AND id = %s
"""


class Deadline:
    """Ends the reading of a file that takes longer than any file should, in processor time."""

    def __init__(self, inner: Watch) -> None:
        self._inner, self._start = inner, thread_time()

    def __call__(self, phase: str, reached: int, total: int) -> None:
        if phase != "writing" and thread_time() - self._start > READING_SECONDS:
            raise FileRefused(ProblemCode.TOOK_TOO_LONG, seconds=READING_SECONDS)
        self._inner(phase, reached, total)


class Progress:
    """A second connection that holds a lock while the work goes on, and writes how far it is.

    The lock ends with the process, however that ends: whoever can take it knows that nobody
    works any more.
    """

    def __init__(self, household_id: UUID, import_id: UUID) -> None:
        self._household_id, self._import_id = household_id, import_id
        self._last, self._phase = 0.0, ""

    def __enter__(self) -> Self:
        self._side = connection.copy()
        with self._side.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [self._name])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Given back by hand too: a pool would keep the session.
        with self._quiet(), self._side.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [self._name])
        self._side.close()

    def __call__(self, phase: str, reached: int, total: int) -> None:
        """Write how far it is, a few times a second; what cannot be written is let go."""
        now = monotonic()
        if phase == self._phase and now - self._last < EVERY_SECONDS:
            return
        self._phase, self._last = phase, now
        with self._quiet():
            self._side.set_autocommit(False)
            with self._side.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                cursor.execute(
                    "SELECT set_config('waterline.household', %s, true)", [str(self._household_id)]
                )
                cursor.execute(WRITE, [phase, reached, total, self._household_id, self._import_id])
            self._side.commit()
            self._side.set_autocommit(True)

    @property
    def _name(self) -> str:
        return lock_name(self._import_id)

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        try:
            yield
        except Error:
            if self._side.connection is not None and not self._side.get_autocommit():
                self._side.rollback()
                self._side.set_autocommit(True)


def lock_name(import_id: UUID) -> str:
    """What the lock of one import's work is called."""
    return f"import {import_id}"
