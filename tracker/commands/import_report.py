"""What an import did, would do, or why it did nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tracker.importers import Form, Problem


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of values (or of prices and rates) and what was made for them.

    With problems nothing was written. `positions_problems` are those of the positions file.
    `problem_count` also counts those beyond the ones kept. `months` are the dates of new
    snapshots. On a dry run all says what would be. `import_id` is the record of what was done.
    """

    form: Form | None
    dry_run: bool = False
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    positions: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    months: tuple[date, ...] = ()
    problems: tuple[Problem, ...] = ()
    positions_problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    import_id: UUID | None = None
    made_items: tuple[UUID, ...] = ()
    made_units: tuple[UUID, ...] = ()
    wrote: "Wrote | None" = None

    @property
    def ok(self) -> bool:
        """Whether the file was, or on a dry run could be, written."""
        return not self.problem_count


@dataclass(frozen=True, slots=True)
class Wrote:
    """The first and last possible key of the values an import added, and the moment that every
    value it wrote carries until somebody else writes it."""

    first: UUID
    last: UUID
    stamp: datetime


@dataclass(slots=True)
class Faults:
    """Problems found while writing; lines that have one from reading are left alone."""

    known_lines: frozenset[int] = frozenset()
    rows: list[Problem] = field(default_factory=list)
    positions: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """A problem of a line of the file itself."""
        if problem.line not in self.known_lines:
            self.rows.append(problem)

    def __len__(self) -> int:
        return len(self.rows) + len(self.positions)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the file's lines."""
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))
