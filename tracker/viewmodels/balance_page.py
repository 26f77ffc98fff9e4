"""What a balance sheet's page shows, and what a reader may ask of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.services.bases import Basis
from tracker.services.ownership import Owner, owner_code
from tracker.viewmodels.by_person import ByPerson
from tracker.viewmodels.links import Choice
from tracker.viewmodels.possible import PossibleBlock


@dataclass(frozen=True, slots=True)
class Row:
    """One item; `missing` says why it has no amount."""

    id: UUID
    name: str
    note: str
    amount: str
    missing: str


@dataclass(frozen=True, slots=True)
class Block:
    """A category; `fresh` says how much of its total is up to date where not all of it is."""

    name: str
    total: str
    fresh: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A side; `fresh` says how much of its total is up to date."""

    code: str
    heading: str
    total: str
    fresh: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BalancePage:
    """The fields of balance/page.html."""

    household: str
    line: str
    date: str
    latest: str
    date_error: str
    basis: str
    person: str
    bases: tuple[Choice, ...]
    people: tuple[Choice, ...]
    status: str
    status_kind: str
    missing: str
    columns: tuple[Column, ...]
    net: str
    net_fresh: str
    by_person: ByPerson | None
    meaning: str
    possible: PossibleBlock | None
    footnotes: tuple[str, ...]
    nothing: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for. `owner` None is the whole household; `typed` and `error` keep a
    date that could not be read."""

    on: date
    today: date
    basis: Basis
    owner: Owner | None
    typed: str = ""
    error: str = ""

    @property
    def person(self) -> str:
        """The owner as the address names it."""
        return owner_code(self.owner)
