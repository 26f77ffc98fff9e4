"""What is recorded about imports: plain rows, and the household's totals around one."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as the list shows it. `status` is draft, queued, running, done or undone."""

    id: UUID
    status: str
    file_name: str
    made_at: datetime
    made_by: UUID | None
    form: str
    added: int
    changed: int
    unchanged: int
    items: int
    finished_at: datetime | None
    undone_at: datetime | None
    undone_by: UUID | None


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload with all that its page shows. `alive` is False where work has begun and nobody
    is at it any more."""

    row: ImportRow
    size: int
    answers: dict[str, Any]
    findings: dict[str, Any] | None
    work: str
    asked_at: datetime | None
    phase: str
    reached: int
    total: int
    failure: str
    alive: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Own, owe and net worth today, exactly, in the household's currency; `dates` counts the days
    with a record."""

    assets: Fraction
    debts: Fraction
    complete: bool
    dates: int
    first: date | None
    last: date | None

    @property
    def net_worth(self) -> Fraction:
        return self.assets - self.debts

    def pack(self) -> dict[str, Any]:
        """As JSON can keep it."""
        return {
            "assets": str(self.assets),
            "debts": str(self.debts),
            "complete": self.complete,
            "dates": self.dates,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def unpack_totals(packed: dict[str, Any]) -> Totals:
    """The totals that were packed."""
    first, last = packed["first"], packed["last"]
    return Totals(
        Fraction(packed["assets"]),
        Fraction(packed["debts"]),
        packed["complete"],
        packed["dates"],
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )
