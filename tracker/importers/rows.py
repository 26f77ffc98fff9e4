"""What a data file holds, once read: typed rows with the lines they stand on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tracker.importers.problems import Problem
from tracker.services.categories import Liquidity, Side
from tracker.services.currencies import is_known

SOURCES: Final = ("statement", "quote", "appraisal", "tax_assessment", "estimate", "import")
DEFAULT_SOURCE: Final = "import"


class Form(StrEnum):
    """How a file is laid out, recognised by its header."""

    LONG = "long"
    WIDE = "wide"
    PRICES = "prices"


@dataclass(frozen=True, slots=True)
class ValuationRow:
    """One value of one position on one date.

    `amount` is in units of the position's commodity or in its currency; `book` and `liquidation`
    are None where the file has none. What a long file says about the position stands here and,
    gathered over all its rows, in ImportFile.positions.
    """

    line: int
    date: date
    position: str
    amount: Decimal
    book: Decimal | None = None
    liquidation: Decimal | None = None
    source: str = DEFAULT_SOURCE
    note: str = ""
    side: Side | None = None
    category: str | None = None
    commodity: str | None = None


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What one unit of `commodity` is worth in the currency `quote`, on a date."""

    line: int
    date: date
    commodity: str
    price: Decimal
    quote: str

    @property
    def is_rate(self) -> bool:
        """Whether both sides are currencies: an exchange rate."""
        return is_known(self.commodity)


@dataclass(frozen=True, slots=True)
class PositionRow:
    """What a file says about a position; None is what it does not say.

    What begins with its life stands in a positions file alone. Percent for `probability` and
    `allowance`.
    """

    line: int
    position: str
    side: Side | None = None
    category: str | None = None
    commodity: str | None = None
    liquidity: Liquidity | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    contingent: bool | None = None
    probability: Decimal | None = None
    allowance: Decimal | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file of values or prices. Rows are in file order; with problems they are incomplete.

    `positions` has every position the file names, by first appearance, those without values too.
    `problem_count` counts all problems, also those beyond the ones kept in `problems`.
    """

    form: Form | None
    positions: tuple[PositionRow, ...] = ()
    valuations: tuple[ValuationRow, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0

    @property
    def ok(self) -> bool:
        """Whether the file may be written as it is."""
        return self.problem_count == 0


@dataclass(frozen=True, slots=True)
class PositionsFile:
    """A positions file: what each position is, in file order."""

    positions: tuple[PositionRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0

    @property
    def ok(self) -> bool:
        """Whether every row could be read."""
        return self.problem_count == 0
