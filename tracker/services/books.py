"""A household's books as computation takes them: positions, prices and rates as dated series."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from tracker.services.carry_forward import Days, Series
from tracker.services.categories import Liquidity, Side

type OwnershipSet = tuple[int, tuple[tuple[UUID, int], ...]]
"""(day it holds from, ((member, parts), …)); without members the position is shared."""


@dataclass(frozen=True, slots=True)
class DatedTerms:
    """A debt's conditions from a day on: percent a year, how interest is counted (reducing, flat,
    interest_free), payment a month and credit limit in its currency; None is not known."""

    since: int
    rate: Decimal | None
    method: str
    minimum: Decimal | None
    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class ValueModel:
    """How a value goes on after it was entered, from the day `since`. `kind`: straight_line (down
    to `residual` on the day `ends`), declining (`rate` percent a year, not below `residual`) or
    loan (by the position's terms; flat interest is counted on `original`, else on the first
    entered amount)."""

    kind: str
    since: int
    rate: Decimal | None = None
    residual: Decimal | None = None
    ends: int | None = None
    original: Decimal | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What a position's amounts rest on where they were not entered but computed from elsewhere.

    `gaps`: the days from each of which on, until the next amount, nothing is known. `as_of`: for
    every amount the day of the oldest value that it rests on, which is its own if it was entered.
    """

    gaps: Days
    as_of: Days


@dataclass(frozen=True, slots=True, eq=False)
class PositionBook:
    """One line of a balance sheet with all that was ever entered for it.

    Days count from calendar.EPOCH. `commodity` is set for what is counted in units; `currency` is
    that of money amounts and of every book and liquidation figure. `probability` and `discount`
    are percent; `discount` is the position's own or its category's. `books` and `liquidations`
    hold only the dates where such a figure was entered, each of them a date of `amounts`.
    `owners` ascends; its first set also holds before its day, and no set at all means shared.
    `archived` hides a position from lists and reminders; totals do not know it. `secured_on` are
    the assets that a debt is secured on. `liquidity` is an asset's. `allowance`: percent of a claim
    that is not expected to come in. `contributions`: money paid in since the value before, on days
    of `amounts`. `terms` ascend. `due`: the day a debt falls due or may be called. `counterparty`:
    the entity on the other side. `stake`: the entity whose part this asset stands for; `computed`
    comes with the amounts that services.stakes fills in for it. `has_book`, `has_liquidation`:
    such a figure was entered, also where only another basis was read.
    """

    id: UUID
    name: str
    side: Side
    category: str
    currency: str
    commodity: UUID | None
    contingent: bool
    probability: Decimal | None
    opened: int | None
    closed: int | None
    interval: int
    discount: Decimal
    amounts: Series
    books: Series
    liquidations: Series
    owners: tuple[OwnershipSet, ...]
    archived: bool = False
    secured_on: tuple[UUID, ...] = ()
    liquidity: Liquidity | None = None
    allowance: Decimal = Decimal(0)
    due: int | None = None
    contributions: Series = field(default_factory=Series.empty)
    terms: tuple[DatedTerms, ...] = ()
    model: ValueModel | None = None
    counterparty: UUID | None = None
    stake: UUID | None = None
    computed: Computed | None = None
    has_book: bool = False
    has_liquidation: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PriceSeries:
    """What one unit of a commodity was worth in a currency, by date."""

    commodity: UUID
    currency: str
    prices: Series


@dataclass(frozen=True, slots=True, eq=False)
class RateSeries:
    """1 `base` = rate `quote`, by date; `own` when the household entered it itself."""

    base: str
    quote: str
    own: bool
    rates: Series


@dataclass(frozen=True, slots=True)
class EntityFigures:
    """What was said of a business or fund on a day; None leaves what held before. Money is in its
    currency, `percent` the part the household owns where there are no shares."""

    day: int
    outstanding: Decimal | None = None
    held: Decimal | None = None
    percent: Decimal | None = None
    preferred: Decimal | None = None
    share_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntityFlow:
    """Paid out to the owners (`distribution`) or put in by them (`capital`) on a day."""

    day: int
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class EntityBook:
    """A business or fund with its own balance sheet, in its currency; figures and flows ascend."""

    id: UUID
    name: str
    kind: str
    currency: str
    positions: tuple[PositionBook, ...]
    figures: tuple[EntityFigures, ...] = ()
    flows: tuple[EntityFlow, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class HouseholdBooks:
    """All that a household's totals rest on, in the reporting currency `currency`. `entities`: its
    businesses and funds, whose positions are not among `positions`."""

    currency: str
    positions: tuple[PositionBook, ...]
    prices: tuple[PriceSeries, ...]
    rates: tuple[RateSeries, ...]
    entities: tuple[EntityBook, ...] = ()
