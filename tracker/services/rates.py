"""The one place that converts: what one unit of a currency or a commodity is worth in the
reporting currency on each date, and the dates that rests on.

Rate: the newest on or before the date, entered directly, inverted, or through one common currency
(as old as its older leg). On the same date the household's own comes before the reference, direct
before inverted before crossed, crosses in the code order of their common currency. A quotient is
taken once per pair and date, to 18 significant digits, half even; everything else stays exact.
Price: the commodity's newest on or before the date; where several currencies have one of that
date, the reporting currency first, then in code order, the first that can be converted.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tracker.services.books import HouseholdBooks, PriceSeries, RateSeries
from tracker.services.carry_forward import Days
from tracker.services.money import DIGITS18, EXACT, places_of

type Unit = str | UUID
"""What an amount is counted in: a currency code or a commodity."""

RATE_DAYS: Final = 7
PRICE_DAYS: Final = 35
"""Older than this, in days, a rate or a price is stale."""

NEVER: Final = -(10**9)
ALWAYS: Final = 10**9

_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """A currency in the reporting currency, one entry per date. `days`: the day each rate rests on
    (ALWAYS for the reporting currency itself, NEVER where there is none). `via`: the common
    currency of a cross, else None."""

    rates: list[Decimal | None]
    days: Days
    via: list[str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """A unit in the reporting currency, one entry per date: factor = price x rate, exactly; None
    where it cannot be converted. Prices stay empty for currencies; a price without a rate is named
    with its currency."""

    factors: list[Decimal | None]
    known: NDArray[np.bool_]
    rates: list[Decimal | None]
    rate_days: Days
    rate_currencies: list[str | None]
    rate_stale: NDArray[np.bool_]
    via: list[str | None]
    prices: list[Decimal | None]
    price_days: Days
    price_stale: NDArray[np.bool_]

    def scaled(self) -> tuple[list[int], int]:
        """The factors as integers over 10**places, and places; 0 where there is none."""
        present = [f for f in self.factors if f is not None]
        # A sum has the decimals of its finest term; one sum is quicker than a look at each.
        places = places_of(reduce(EXACT.add, present, Decimal(0)))
        return [0 if f is None else int(EXACT.scaleb(f, places)) for f in self.factors], places


@dataclass(frozen=True, slots=True)
class Step:
    """One entered rate on the way from a currency to the reporting currency: 1 `base` = `rate`
    `quote` on `day`; `inverted` where the way divides by it; `own` the household's."""

    base: str
    quote: str
    own: bool
    inverted: bool
    day: int
    rate: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class _Leg:
    """The best single rate between two currencies per date: entry `chosen` of `options`, each a
    series, whether it is inverted, and the index found per date."""

    days: Days
    chosen: NDArray[np.intp]
    options: list[tuple[RateSeries, bool, NDArray[np.intp]]]

    def terms(self, at: NDArray[np.intp]) -> list[tuple[Decimal, bool]]:
        """(rate as entered, whether to divide by it) at those dates."""
        out: list[tuple[Decimal, bool]] = [(_ONE, False)] * len(at)
        for option, (series, inverted, found) in enumerate(self.options):
            places = np.flatnonzero(self.chosen[at] == option)
            values = series.rates.decimals(found[at[places]])
            for place, value in zip(places.tolist(), values, strict=True):
                out[place] = (value, inverted)
        return out

    def step(self, at: int) -> Step:
        """The entered rate that was chosen at a date which has one."""
        series, inverted, found = self.options[int(self.chosen[at])]
        [rate] = series.rates.decimals(found[at : at + 1])
        day = int(self.days[at])
        return Step(series.base, series.quote, series.own, inverted, day, rate)


class RateTable:
    """Conversions of a household's books on given dates (ascending days), each worked out once."""

    def __init__(self, books: HouseholdBooks, on: Days) -> None:
        self._books, self._on = books, on
        self.currency = books.currency
        self._pairs: dict[tuple[str, str], list[tuple[RateSeries, bool]]] = {}
        self._prices: dict[UUID, list[PriceSeries]] = {}
        for series in books.rates:
            if series.base != series.quote:
                self._pairs.setdefault((series.base, series.quote), []).append((series, False))
                self._pairs.setdefault((series.quote, series.base), []).append((series, True))
        for prices in books.prices:
            self._prices.setdefault(prices.commodity, []).append(prices)
        self._neighbours: dict[str, set[str]] = {}
        for base, quote in self._pairs:
            self._neighbours.setdefault(base, set()).add(quote)
        self._legs: dict[tuple[str, str], _Leg] = {}
        self._exchanges: dict[str, Exchange] = {}
        self._conversions: dict[Unit, Conversion] = {}

    def convert(self, unit: Unit) -> Conversion:
        """That currency or commodity in the reporting currency."""
        if unit not in self._conversions:
            of = self._money(unit) if isinstance(unit, str) else self._priced(unit)
            self._conversions[unit] = of
        return self._conversions[unit]

    def exchange(self, currency: str) -> Exchange:
        """That currency's rate into the reporting currency."""
        if currency not in self._exchanges:
            self._exchanges[currency] = self._exchange(currency, self._books.currency)
        return self._exchanges[currency]

    def steps(self, currency: str, at: int = 0) -> tuple[Step, ...]:
        """The entered rates that a currency's rate rests on at one of the dates: one, or two of a
        cross; none where there is no rate, or none is needed."""
        exchange, reporting = self.exchange(currency), self._books.currency
        if currency == reporting or exchange.rates[at] is None:
            return ()
        via = exchange.via[at]
        pairs = [(currency, reporting)] if via is None else [(currency, via), (via, reporting)]
        return tuple(self._leg(*pair).step(at) for pair in pairs)

    def _exchange(self, base: str, quote: str) -> Exchange:
        n = len(self._on)
        if base == quote:
            return Exchange([_ONE] * n, np.full(n, ALWAYS, np.int64), [None] * n)
        around = self._neighbours.get(base, set()) & self._neighbours.get(quote, set())
        routes: list[tuple[str | None, list[_Leg]]] = []
        middle: str | None
        if (base, quote) in self._pairs:
            routes.append((None, [self._leg(base, quote)]))
        for middle in sorted(around):
            routes.append((middle, [self._leg(base, middle), self._leg(middle, quote)]))

        days, chosen = np.full(n, NEVER, np.int64), np.full(n, -1, np.intp)
        for at, (_, legs) in enumerate(routes):  # a later route must be newer, so ties keep order
            age = reduce(np.minimum, [leg.days for leg in legs])
            newer = age > days
            days, chosen = np.where(newer, age, days), np.where(newer, at, chosen)
        rates: list[Decimal | None] = [None] * n
        via: list[str | None] = [None] * n
        for at, (middle, legs) in enumerate(routes):
            dates = np.flatnonzero(chosen == at)
            terms = [leg.terms(dates) for leg in legs]
            for date, *parts in zip(dates.tolist(), *terms, strict=True):
                rates[date], via[date] = _rate(parts), middle
        return Exchange(rates, days, via)

    def _leg(self, base: str, quote: str) -> _Leg:
        if (base, quote) not in self._legs:
            ranks, all_days, options = [], [], []
            for series, inverted in self._pairs[base, quote]:
                found = series.rates.latest(self._on)
                days = _days_at(series.rates.days, found)
                ranks.append(days * 4 + 2 * series.own + (not inverted))
                all_days.append(days)
                options.append((series, inverted, found))
            chosen = np.argmax(ranks, axis=0)
            days = np.max(all_days, axis=0)
            self._legs[base, quote] = _Leg(days, chosen, options)
        return self._legs[base, quote]

    def _money(self, currency: str) -> Conversion:
        exchange = self.exchange(currency)
        n, known = len(self._on), exchange.days > NEVER
        return Conversion(
            factors=exchange.rates,
            known=known,
            rates=exchange.rates,
            rate_days=exchange.days,
            rate_currencies=[currency] * n,
            rate_stale=known & (self._on - exchange.days > RATE_DAYS),
            via=exchange.via,
            prices=[None] * n,
            price_days=np.full(n, NEVER, np.int64),
            price_stale=np.zeros(n, bool),
        )

    def _priced(self, commodity: UUID) -> Conversion:
        n = len(self._on)
        reporting = self._books.currency
        series = self._prices.get(commodity, [])
        series = sorted(series, key=lambda s: (s.currency != reporting, s.currency))
        found = [s.prices.latest(self._on) for s in series]
        days = [_days_at(s.prices.days, f) for s, f in zip(series, found, strict=True)]
        newest = reduce(np.maximum, days, np.full(n, NEVER, np.int64))
        named = np.zeros(n, bool)
        factors: list[Decimal | None] = [None] * n
        rates: list[Decimal | None] = [None] * n
        prices: list[Decimal | None] = [None] * n
        currencies: list[str | None] = [None] * n
        via: list[str | None] = [None] * n
        rate_days = np.full(n, NEVER, np.int64)
        options = list(zip(series, found, days, strict=True))
        # A price that nothing converts is named only where no other of its date can be.
        for converted, (prices_of, indices, own_days) in product((True, False), options):
            exchange = self.exchange(prices_of.currency)
            here = (own_days == newest) & (newest > NEVER) & ~named
            here &= (exchange.days > NEVER) == converted
            named |= here
            rate_days[here] = exchange.days[here]
            values = prices_of.prices.decimals(indices[here])
            for date, price in zip(np.flatnonzero(here).tolist(), values, strict=True):
                rate = exchange.rates[date]
                if rate is not None:
                    factors[date] = EXACT.multiply(price, rate)
                prices[date], rates[date] = price, rate
                currencies[date], via[date] = prices_of.currency, exchange.via[date]
        known = rate_days > NEVER
        return Conversion(
            factors=factors,
            known=known,
            rates=rates,
            rate_days=rate_days,
            rate_currencies=currencies,
            rate_stale=known & (self._on - rate_days > RATE_DAYS),
            via=via,
            prices=prices,
            price_days=newest,
            price_stale=known & (self._on - newest > PRICE_DAYS),
        )


def _rate(terms: list[tuple[Decimal, bool]]) -> Decimal:
    if len(terms) == 1 and not terms[0][1]:
        return terms[0][0]
    over, under = _ONE, _ONE
    for value, inverted in terms:
        if inverted:
            under = EXACT.multiply(under, value)
        else:
            over = EXACT.multiply(over, value)
    if any(inverted for _, inverted in terms):
        return DIGITS18.divide(over, under)
    return over


def _days_at(days: Days, found: NDArray[np.intp]) -> Days:
    if not len(days):
        return np.full(len(found), NEVER, np.int64)
    return np.where(found >= 0, days[np.maximum(found, 0)], NEVER)
