"""What each position was worth on one date: the lines of a balance sheet, which add up to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import numpy as np

from tracker.services.bases import Basis, carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, day_of
from tracker.services.carry_forward import Days
from tracker.services.freshness import oldest_fresh
from tracker.services.money import add_up
from tracker.services.ownership import Owner, Parts, part_of, parts_on
from tracker.services.rates import ALWAYS, Conversion, RateTable, Unit
from tracker.services.stakes import with_stakes


class Status(StrEnum):
    """Why a position does or does not count on a date."""

    COUNTED = "counted"
    UNKNOWN = "unknown"
    """Open, but not valued yet: the total lacks it."""
    UNPRICED = "unpriced"
    """An amount that cannot be converted: the total lacks it."""
    CLOSED = "closed"
    NOT_YET = "not_yet"
    """Not opened yet, or first valued later."""


@dataclass(frozen=True, slots=True)
class UsedRate:
    """1 `currency` in the reporting currency. `as_of`: the date it rests on, None for the
    reporting currency itself; `via`: the common currency of a cross."""

    currency: str
    rate: Decimal
    as_of: date | None
    stale: bool
    via: str | None


@dataclass(frozen=True, slots=True)
class UsedPrice:
    """What one unit was worth, in `currency`, on `as_of`."""

    currency: str
    price: Decimal
    as_of: date
    stale: bool


@dataclass(frozen=True, slots=True, eq=False)
class PositionValue:
    """A position on a date. `amount`: as last valued or estimated since, in its units or its
    currency. `figure`: that on the basis asked for and less an allowance, in units if `in_units`,
    else in the position's currency. `value`: the figure in the reporting currency. They are None
    where there is none. `as_of`: the date of the entered valuation; `stale`: it is older than the
    position's interval (what stands at zero is settled, and never stale); `derived`: a fallback
    supplied the figure; `estimated`: the amount is what the position's model makes of that
    valuation. `parts`: who owns it then. Liabilities are positive; contingent ones have values
    too, though totals leave them out."""

    position: PositionBook
    status: Status
    amount: Fraction | None = None
    figure: Fraction | None = None
    in_units: bool = False
    value: Fraction | None = None
    as_of: date | None = None
    stale: bool = False
    derived: bool = False
    estimated: bool = False
    price: UsedPrice | None = None
    rate: UsedRate | None = None
    parts: Parts = ()

    @property
    def is_entered(self) -> bool:
        """Whether its amount was entered, and not computed from a business's balance sheet."""
        first = self.position.amounts.days[:1]
        return self.as_of is not None and len(first) > 0 and date_of(int(first[0])) <= self.as_of

    @property
    def counts(self) -> bool:
        """Whether the value is part of the household's totals."""
        return self.status is Status.COUNTED and not self.position.contingent

    def value_of(self, owner: Owner | None) -> Fraction | None:
        """The owner's part of the value; all of it of the household (None)."""
        if self.value is None or owner is None:
            return self.value
        return self.value * part_of(self.parts, owner)


def fresh_share(parts: Iterable[tuple[PositionValue, Fraction | None]]) -> Fraction | None:
    """How much of these values, or parts of them, is fresh: sums of absolute amounts, without
    those that are not known (None). None where they come to nothing."""
    sizes = [(abs(part), value.stale) for value, part in parts if part is not None]
    gross = add_up(size for size, _stale in sizes)
    fresh = add_up(size for size, stale in sizes if not stale)
    return fresh / gross if gross else None


def values_on(
    books: HouseholdBooks,
    on: date,
    *,
    basis: Basis = "market",
    only: Sequence[PositionBook] | None = None,
) -> tuple[PositionValue, ...]:
    """Every position on one date, in the order of the books, or `only` some of them. Those that
    count add up to the totals that networth.monthly_history gives for that date."""
    positions = books.positions if only is None else only
    days = np.array([day_of(on)], np.int64)
    filled = with_stakes(books, days, basis)
    computed = {p.id: p for p in filled.positions if p.computed is not None}
    worths = _UnitWorths(RateTable(books, days))
    intervals = {position.interval for position in positions}
    limits = {months: int(oldest_fresh(days, months)[0]) for months in intervals}
    return tuple(
        _value(p, computed.get(p.id, p), days, basis, worths, limits[p.interval]) for p in positions
    )


@dataclass(frozen=True, slots=True)
class _UnitWorth:
    """What one unit is worth in the reporting currency on the date, and what that rests on."""

    factor: Fraction | None
    price: UsedPrice | None
    rate: UsedRate | None


class _UnitWorths(dict[Unit, _UnitWorth]):
    """Of every unit that is asked for, looked up once: many positions share one."""

    def __init__(self, table: RateTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, unit: Unit) -> _UnitWorth:
        conversion = self._table.convert(unit)
        factor = conversion.factors[0]
        exact = None if factor is None else Fraction(factor)
        found = self[unit] = _UnitWorth(exact, _price(conversion), _rate(conversion))
        return found


def _value(
    position: PositionBook,
    filled: PositionBook,
    on: Days,
    basis: Basis,
    worths: _UnitWorths,
    oldest: int,
) -> PositionValue:
    """`filled` is the position with what was computed for it."""
    day = int(on[0])
    parts = parts_on(position.owners, day)
    carried = carry(filled, on, basis)
    if not carried.figures:
        if position.closed is not None and position.closed <= day:
            status = Status.CLOSED
        elif len(carried.unknown):
            status = Status.UNKNOWN
        else:
            status = Status.NOT_YET
        return PositionValue(position, status, parts=parts)
    figures = carried.figures[0]
    figure = Fraction(int(figures.numbers[0]), 10**figures.scale)
    amount = figure
    if basis != "market" or position.allowance:
        amount = Fraction(carried.amounts.decimals(carried.amounts.latest(on))[0])
    unit = worths[figures.unit_of(position)]
    value = figure * unit.factor if figure and unit.factor is not None else None
    if not figure:
        value = Fraction(0)
    return PositionValue(
        position=position,
        status=Status.UNPRICED if value is None else Status.COUNTED,
        amount=amount,
        figure=figure,
        in_units=figures.in_units,
        value=value,
        as_of=date_of(int(carried.as_of[0])),
        stale=bool(carried.as_of[0] < oldest) and amount != 0,
        derived=figures.derived,
        estimated=carried.estimated is not None and bool(carried.estimated[0]),
        price=unit.price,
        rate=unit.rate,
        parts=parts,
    )


def _rate(conversion: Conversion) -> UsedRate | None:
    rate, currency = conversion.rates[0], conversion.rate_currencies[0]
    if rate is None or currency is None:
        return None
    day = int(conversion.rate_days[0])
    as_of = None if day == ALWAYS else date_of(day)
    return UsedRate(currency, rate, as_of, bool(conversion.rate_stale[0]), conversion.via[0])


def _price(conversion: Conversion) -> UsedPrice | None:
    price, currency = conversion.prices[0], conversion.rate_currencies[0]
    if price is None or currency is None:
        return None
    as_of = date_of(int(conversion.price_days[0]))
    return UsedPrice(currency, price, as_of, bool(conversion.price_stale[0]))
