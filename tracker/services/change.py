"""Why net worth moved between two dates: terms per position that add up to the change, exactly."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tracker.services.bases import Basis
from tracker.services.books import PositionBook
from tracker.services.ownership import Owner


class Kind(StrEnum):
    """What a term of a change is; the codes stand in files and on the command line."""

    PRICE = "price"
    """What one unit is worth moved."""
    EXCHANGE = "exchange"
    """A currency moved."""
    REVALUATION = "revaluation"
    """An estimate was revised, or an investment kept in money gained or lost."""
    WEAR = "wear"
    """A depreciation model's own step."""
    MONEY = "money"
    """Money came in or went out; units were bought or sold."""
    INTEREST = "interest"
    BORROWED = "borrowed"
    REPAID = "repaid"
    OPENED = "opened"
    """It began within the period and enters with its first value."""
    CLOSED = "closed"
    """It ended and leaves with its value of the day before."""
    FIRST_KNOWN = "first_known"
    """It was there before, but not valued or priced: better information, no gain."""
    NO_LONGER_KNOWN = "no_longer_known"
    """It can no longer be converted: less information, no loss."""
    OWNERSHIP = "ownership"
    """In one owner's view: parts changed hands."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One kind of movement of one position: its effect on net worth in the reporting currency, so
    a debt that grows is negative. `estimate`: a model supplied it."""

    position: PositionBook
    kind: Kind
    amount: Fraction
    estimate: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """From the end of one day to the end of another; `terms` add up to the difference exactly, in
    the order of the books, those of zero left out. `complete`: nothing that counts was missing on
    either day."""

    start: date
    end: date
    basis: Basis
    owner: Owner | None
    net_worth_from: Fraction
    net_worth_to: Fraction
    complete: bool
    terms: tuple[Term, ...]

    @property
    def total(self) -> Fraction:
        return self.net_worth_to - self.net_worth_from
