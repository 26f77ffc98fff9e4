"""One position's walk through its own dates in a period: what every step did to net worth."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from tracker.services.amount_kinds import AmountKinds, StepPart
from tracker.services.bases import Basis, carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.carry_forward import Days
from tracker.services.change_kinds import Kind
from tracker.services.estimates import fill
from tracker.services.ownership import Owner, common_parts, owner_weights
from tracker.services.rates import RateTable, Unit

type Steps = dict[tuple[Kind, bool], Decimal]
"""Effects on net worth by kind and whether a model supplied them, in the reporting currency times
the shares of the owners."""

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, eq=False)
class UnitWorth:
    """One unit on a day: its price in a currency (1 for money) and that currency's rate; `each`:
    one times the other."""

    price: Decimal
    rate: Decimal
    currency: str
    each: Decimal


type ByDay = Mapping[int, UnitWorth | None]
"""None where a unit cannot be converted; the very same object from day to day as long as neither
price nor rate moves."""


class UnitWorths:
    """What units were worth on some days, each worked out once."""

    def __init__(self, books: HouseholdBooks, days: Iterable[int]) -> None:
        self._days = sorted(set(days))
        self._table = RateTable(books, np.array(self._days, np.int64))
        self._found: dict[Unit, ByDay] = {}

    def of(self, unit: Unit) -> ByDay:
        """Of a currency or a commodity."""
        found = self._found.get(unit)
        if found is None:
            found = self._found[unit] = dict(zip(self._days, self._worths(unit), strict=True))
        return found

    def _worths(self, unit: Unit) -> Iterator[UnitWorth | None]:
        of_unit = self._table.convert(unit)
        rows = (of_unit.prices, of_unit.rates, of_unit.rate_currencies, of_unit.factors)
        last: UnitWorth | None = None
        stood: tuple[object, ...] = ()
        for row in zip(*rows, strict=True):
            if row != stood:
                price, rate, currency, each = stood = row
                if rate is None or currency is None or each is None:
                    last = None
                else:
                    last = UnitWorth(_ONE if price is None else price, rate, currency, each)
            yield last


class Moment(NamedTuple):
    """A position at the end of a day, with an owner's `weight` out of its shares. `figure` is None
    while it is not there; `own`: the basis's own figure, not one that follows the amount.
    `unknown`: open, without a value yet."""

    day: int
    weight: int
    figure: Decimal | None = None
    unit: Unit = ""
    own: bool = False
    worth: UnitWorth | None = None
    unknown: bool = False

    @property
    def value(self) -> Decimal | None:
        """In the reporting currency, None where it does not count. Nothing of nothing needs no
        price."""
        if not self.figure:
            return self.figure
        return None if self.worth is None else self.figure * self.worth.each

    @property
    def lacking(self) -> bool:
        """There, but its amount cannot be converted."""
        return self.worth is None and bool(self.figure)

    @property
    def complete(self) -> bool:
        """Nothing of it that the owner has a part of is missing."""
        return not self.weight or not (self.unknown or self.lacking)


class Walk:
    """A position from the end of one day to the end of another, in the view of an owner or of the
    household (None), to which all of it belongs. To be used under money.EXACT."""

    def __init__(
        self, position: PositionBook, start: int, end: int, basis: Basis, owner: Owner | None
    ) -> None:
        self.position, self._basis, self._owner = position, basis, owner
        self._start, self._end = start, end
        self._kinds = AmountKinds(position, fill(position, end), basis, start, end)
        self.days = self._own_days()
        self.shares = 1 if owner is None else common_parts([position])

    def _own_days(self) -> list[int]:
        """The dates on which more than price and rate may move, with the eve of the closing."""
        position, start, end = self.position, self._start, self._end
        closed = position.closed
        others = [since for since, _ in position.owners[1:]]
        others += [] if closed is None else [closed - 1, closed]
        last = end if closed is None else min(closed, end)
        days = {start, end}
        days.update(day for day in self._kinds.days if day < last)
        days.update(day for day in others if start < day < end)
        return sorted(days)

    def moments(self, days: Sequence[int], worths: UnitWorths) -> list[Moment]:
        """How it stood on ascending days."""
        on = np.array(days, np.int64)
        weights = self._weights(on)
        carried = carry(self.position, on, self._basis)
        found: dict[int, Moment] = {}
        for figures in carried.figures:
            unit = figures.unit_of(self.position)
            follows = figures.in_units or (self.position.commodity is None and figures.derived)
            own = self._basis != "market" and not follows
            by_day, scale = worths.of(unit), -figures.scale
            for at, number in zip(figures.at.tolist(), figures.numbers.tolist(), strict=True):
                day, figure = days[at], Decimal(number).scaleb(scale)
                found[at] = Moment(day, weights[at], figure, unit, own, by_day[day])
        if len(found) < len(days):
            unknown = frozenset(carried.unknown.tolist())
            for at in found.keys() ^ range(len(days)):
                found[at] = Moment(days[at], weights[at], unknown=at in unknown)
        return [found[at] for at in range(len(days))]

    def turning_points(self, closer: Iterable[int], worths: UnitWorths) -> list[Moment]:
        """How it stood on its own days, on those of the `closer` ones on which it began or ceased
        to count, and on the days before these."""
        moments = self.moments(sorted({*self.days, *closer}), worths)
        kept = set(self.days)
        for before, after in pairwise(moments):
            if (before.value is None) != (after.value is None):
                kept |= {before.day, after.day}
        return [moment for moment in moments if moment.day in kept]

    def _weights(self, on: Days) -> Sequence[int]:
        if self._owner is None:
            return [self.shares] * len(on)
        of = dict(owner_weights(self.position.owners, on, self.shares)).get(self._owner, 0)
        return [of] * len(on) if isinstance(of, int) else of.tolist()

    def steps(self, moments: Sequence[Moment], worths: UnitWorths) -> Steps:
        """What happened between the moments; the effects add up to the change in value."""
        found: Steps = {}
        for kind, estimate, amount in self._walk(moments, worths):
            if amount:
                key = kind, estimate
                found[key] = found[key] + amount if key in found else amount
        side = int(self.position.side)
        return {key: side * amount for key, amount in found.items() if amount}

    def _walk(self, moments: Sequence[Moment], worths: UnitWorths) -> Iterator[StepPart]:
        before, earlier = moments[0], moments[0].value
        came = earlier is not None
        for after in moments[1:]:
            later, weight = after.value, before.weight
            if later is None:
                if earlier is not None:
                    yield self._exit(after.day), False, -earlier * weight
            elif earlier is None:
                yield self._entry(again=came), False, later * after.weight
                came = True
            else:
                for kind, estimate, amount in self._between(before, after, later, worths):
                    yield kind, estimate, amount if weight == 1 else amount * weight
                if after.weight != weight:
                    yield Kind.OWNERSHIP, False, later * (after.weight - weight)
            before, earlier = after, later

    def _entry(self, *, again: bool) -> Kind:
        opened = self.position.opened
        begins = opened is not None and self._start < opened <= self._end
        return Kind.OPENED if begins and not again else Kind.FIRST_KNOWN

    def _exit(self, day: int) -> Kind:
        closed = self.position.closed
        return Kind.CLOSED if closed is not None and closed <= day else Kind.NO_LONGER_KNOWN

    def _between(
        self, before: Moment, after: Moment, now: Decimal, worths: UnitWorths
    ) -> Iterator[StepPart]:
        """First the price, then the rate, then the amount; all that counts on both days, worth
        `now` on the second."""
        stood = before.figure or _ZERO
        same_unit = before.unit == after.unit
        worth = after.worth if same_unit else worths.of(before.unit)[after.day]
        if stood and before.worth is not None and worth is not before.worth:
            if worth is None:  # its last price is gone on the very day that it stops mattering
                yield Kind.REVALUATION, False, now - stood * before.worth.each
                return
            yield from _moved(stood, before.worth, worth)
        if not same_unit or before.own != after.own:
            was = _ZERO if worth is None else stood * worth.each
            yield Kind.REVALUATION, False, now - was
        elif worth is not None and after.day in self._kinds.days:
            in_units = not isinstance(after.unit, str)
            figures = stood, after.figure or _ZERO
            for kind, estimate, part in self._kinds.split(
                after.day, *figures, own=after.own, in_units=in_units
            ):
                yield kind, estimate, part * worth.each


def _moved(amount: Decimal, before: UnitWorth, after: UnitWorth) -> Iterator[StepPart]:
    """What price and rate did to an amount that stood still; a price that comes in another
    currency than before is all price."""
    if before.currency != after.currency:
        yield Kind.PRICE, False, amount * (after.each - before.each)
        return
    if after.price != before.price:
        yield Kind.PRICE, False, amount * (after.price - before.price) * before.rate
    if after.rate != before.rate:
        yield Kind.EXCHANGE, False, amount * after.price * (after.rate - before.rate)
