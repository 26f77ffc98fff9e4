"""A household's books as computation takes them: positions, prices and rates as dated series."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tracker.services.carry_forward import Series
from tracker.services.categories import Side

type OwnershipSet = tuple[int, tuple[tuple[UUID, int], ...]]
"""(day it holds from, ((member, parts), …)); without members the position is shared."""


@dataclass(frozen=True, slots=True, eq=False)
class PositionBook:
    """One line of a balance sheet with all that was ever entered for it.

    Days count from calendar.EPOCH. `commodity` is set for what is counted in units; `currency` is
    that of money amounts and of every book and liquidation figure. `probability` and `discount`
    are percent; `discount` is the position's own or its category's. `books` and `liquidations`
    hold only the dates where such a figure was entered, each of them a date of `amounts`.
    `owners` ascends; its first set also holds before its day, and no set at all means shared.
    `archived` hides a position from lists and reminders; totals do not know it. `secured_on` are
    the assets that a debt is secured on.
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


@dataclass(frozen=True, slots=True, eq=False)
class HouseholdBooks:
    """All that a household's totals rest on, in the reporting currency `currency`."""

    currency: str
    positions: tuple[PositionBook, ...]
    prices: tuple[PriceSeries, ...]
    rates: tuple[RateSeries, ...]
