"""What units and currencies are worth today, how old that is, and which items rest on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

import numpy as np

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, day_of
from tracker.services.entities import all_items
from tracker.services.position_values import (
    PositionValue,
    Status,
    UsedPrice,
    UsedRate,
    values_on,
)
from tracker.services.rates import ALWAYS, PRICE_DAYS, RateTable, Step


@dataclass(frozen=True, slots=True, eq=False)
class Dependent:
    """An item that a price or a rate decides about. `since`: the day from which it is not counted
    for want of one, None while it is."""

    value: PositionValue
    since: date | None

    @property
    def worth(self) -> Fraction | None:
        """What it counts for, in the reporting currency."""
        return self.value.value


@dataclass(frozen=True, slots=True, eq=False)
class UnitState:
    """What one unit is worth. `price` is the newest one, whether or not it can be converted;
    `lacks_rate` is its currency where it cannot. `dependents`: the open items counted in it."""

    commodity: UUID
    price: UsedPrice | None
    lacks_rate: str
    dependents: tuple[Dependent, ...]

    @property
    def is_missing(self) -> bool:
        """Whether items are not counted because nobody entered a price."""
        return self.price is None and bool(self.dependents)

    @property
    def is_stale(self) -> bool:
        """Whether items are counted with a price that is too old."""
        return self.price is not None and self.price.stale and bool(self.dependents)


@dataclass(frozen=True, slots=True, eq=False)
class CurrencyState:
    """A foreign currency's rate today; `steps` are the entered rates it was made of."""

    currency: str
    rate: UsedRate | None
    steps: tuple[Step, ...]
    dependents: tuple[Dependent, ...]

    @property
    def is_missing(self) -> bool:
        """Whether items are not counted because there is no rate."""
        return self.rate is None and bool(self.dependents)

    @property
    def is_stale(self) -> bool:
        """Whether items are counted with a rate that is too old."""
        return self.rate is not None and self.rate.stale and bool(self.dependents)


@dataclass(frozen=True, slots=True, eq=False)
class PriceStates:
    """Every unit that has a price or an item, and every foreign currency of an open item or of a
    newest price."""

    units: tuple[UnitState, ...]
    currencies: tuple[CurrencyState, ...]


def price_states(books: HouseholdBooks, on: date) -> PriceStates:
    """How things stand on a date; currencies by code, units in no particular order."""
    table = RateTable(books, np.array([day_of(on)], np.int64))
    held = [value for value in values_on(books, on, only=all_items(books)) if _matters(value)]
    since = {
        value.position.id: _uncounted_since(books, value.position, on)
        for value in held
        if value.status is Status.UNPRICED
    }
    depends = [Dependent(value, since.get(value.position.id)) for value in held]
    units = _units(books, table, depends, on)
    return PriceStates(units, _currencies(books, table, depends, units))


def currency_state(books: HouseholdBooks, currency: str, on: date) -> CurrencyState:
    """One currency's rate into the books' reporting currency, whether or not an item needs it."""
    for state in price_states(books, on).currencies:
        if state.currency == currency:
            return state
    table = RateTable(books, np.array([day_of(on)], np.int64))
    return _currency(table, currency, ())


def _matters(value: PositionValue) -> bool:
    """What is closed or settled at zero needs neither price nor rate."""
    return value.status is not Status.CLOSED and value.figure != 0


def _units(
    books: HouseholdBooks, table: RateTable, depends: Sequence[Dependent], on: date
) -> tuple[UnitState, ...]:
    held: dict[UUID, list[Dependent]] = {}
    for dependent in depends:
        if dependent.value.position.commodity is not None:
            held.setdefault(dependent.value.position.commodity, []).append(dependent)
    return tuple(
        _unit(table, unit, held.get(unit, []), on)
        for unit in dict.fromkeys([*(one.commodity for one in books.prices), *held])
    )


def _unit(table: RateTable, unit: UUID, dependents: Sequence[Dependent], on: date) -> UnitState:
    conversion = table.convert(unit)
    price, currency = conversion.prices[0], conversion.rate_currencies[0]
    if price is None or currency is None:
        return UnitState(unit, None, "", tuple(dependents))
    day = int(conversion.price_days[0])
    used = UsedPrice(currency, price, date_of(day), day_of(on) - day > PRICE_DAYS)
    lacks = "" if conversion.known[0] else currency
    return UnitState(unit, used, lacks, tuple(dependents))


def _currencies(
    books: HouseholdBooks,
    table: RateTable,
    depends: Sequence[Dependent],
    units: Sequence[UnitState],
) -> tuple[CurrencyState, ...]:
    priced_in = {unit.commodity: unit.price.currency for unit in units if unit.price is not None}
    held: dict[str, list[Dependent]] = {
        unit.price.currency: [] for unit in units if unit.price is not None
    }
    for dependent in depends:
        position = dependent.value.position
        held.setdefault(position.currency, [])
        rests_on: str | None = position.currency
        if position.commodity is not None:
            rests_on = priced_in.get(position.commodity)
        if rests_on is not None:
            held[rests_on].append(dependent)
    return tuple(
        _currency(table, code, held[code]) for code in sorted(held.keys() - {books.currency})
    )


def _currency(table: RateTable, code: str, dependents: Sequence[Dependent]) -> CurrencyState:
    conversion = table.convert(code)
    rate, day = conversion.rates[0], int(conversion.rate_days[0])
    used = None
    if rate is not None and day != ALWAYS:
        stale = bool(conversion.rate_stale[0])
        used = UsedRate(code, rate, date_of(day), stale, conversion.via[0])
    return CurrencyState(code, used, table.steps(code), tuple(dependents))


def _uncounted_since(books: HouseholdBooks, position: PositionBook, on: date) -> date:
    """The first day of the run, up to now, on which the position's amount cannot be converted."""
    prices = [one.prices.days for one in books.prices if one.commodity == position.commodity]
    days = np.unique(np.concatenate([position.amounts.days, *prices]))
    days = days[days <= day_of(on)]
    known = RateTable(books, days).convert(position.commodity or position.currency).known
    found = position.amounts.latest(days)
    amounts = position.amounts.decimals(np.maximum(found, 0))
    missing = [
        at >= 0 and bool(amount) and not counted
        for at, amount, counted in zip(found, amounts, known, strict=True)
    ]
    first = len(missing) - 1
    while first > 0 and missing[first - 1]:
        first -= 1
    return date_of(int(days[first]))
