"""One position's walk through its own dates in a period: what every step did to net worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

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
"""Effects by kind and whether a model supplied them, in the reporting currency times the shares
of the owners, without the sign of the side."""

_ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class UnitWorth:
    """One unit on a day: its price in a currency (1 for money) and that currency's rate."""

    price: Decimal
    rate: Decimal
    currency: str


class UnitWorths:
    """What units were worth on some days, by day."""

    def __init__(self, books: HouseholdBooks, days: Days) -> None:
        self._table = RateTable(books, days)
        self._at = {day: at for at, day in enumerate(days.tolist())}

    def find(self, unit: Unit, day: int) -> UnitWorth | None:
        """None where it cannot be converted."""
        of_unit, at = self._table.convert(unit), self._at[day]
        price, rate, currency = of_unit.prices[at], of_unit.rates[at], of_unit.rate_currencies[at]
        if rate is None or currency is None:
            return None
        return UnitWorth(Decimal(1) if price is None else price, rate, currency)


@dataclass(frozen=True, slots=True)
class Moment:
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
        if self.figure is None or not self.figure:
            return self.figure
        if self.worth is None:
            return None
        return self.figure * self.worth.price * self.worth.rate

    @property
    def lacking(self) -> bool:
        """There, but its amount cannot be converted."""
        return bool(self.figure) and self.worth is None

    @property
    def complete(self) -> bool:
        """Nothing of it that the owner has a part of is missing."""
        return not self.weight or not (self.unknown or self.lacking)


class Walk:
    """A position from the end of one day to the end of another. To be used under money.EXACT."""

    def __init__(self, position: PositionBook, start: int, end: int, basis: Basis) -> None:
        self.position, self._basis = position, basis
        self._start, self._end = start, end
        self._filled = fill(position, end)
        self.days = self._own_days()
        self.shares = common_parts([position])

    def _own_days(self) -> Days:
        """The dates on which more than price and rate may move, with the eve of the closing."""
        position, start, end = self.position, self._start, self._end
        amounts = self._filled.amounts.days
        inside = amounts[amounts.searchsorted(start, "right") : amounts.searchsorted(end, "right")]
        owned = [since for since, _ in position.owners[1:]]
        closing = [] if position.closed is None else [position.closed - 1, position.closed]
        others = [day for day in (*owned, *closing) if start < day < end]
        last = end if position.closed is None else min(position.closed, end)
        return np.unique(np.concatenate(([start, end], inside[inside < last], others))).astype(
            np.int64
        )

    def moments(self, days: Days, worths: UnitWorths, owner: Owner | None) -> list[Moment]:
        """How it stood on ascending days."""
        weights = self._weights(days, owner)
        carried = carry(self.position, days, self._basis)
        unknown = set(carried.unknown.tolist())
        found = [
            Moment(day, weight, unknown=at in unknown)
            for at, (day, weight) in enumerate(zip(days.tolist(), weights, strict=True))
        ]
        for figures in carried.figures:
            unit = figures.unit_of(self.position)
            follows = figures.in_units or (self.position.commodity is None and figures.derived)
            own = self._basis != "market" and not follows
            rows = zip(figures.at.tolist(), figures.numbers.tolist(), strict=True)
            for at, number in rows:
                here = found[at]
                figure = Decimal(number).scaleb(-figures.scale)
                worth = worths.find(unit, here.day)
                found[at] = Moment(here.day, here.weight, figure, unit, own, worth)
        return found

    def turning_points(self, closer: Days, worths: UnitWorths, owner: Owner | None) -> list[Moment]:
        """How it stood on its own days, on those of the `closer` ones on which it began or ceased
        to count, and on the days before these."""
        days = np.union1d(self.days, closer)
        moments = self.moments(days, worths, owner)
        counts = np.array([moment.value is not None for moment in moments])
        turned = counts[1:] != counts[:-1]
        kept = np.isin(days, self.days)
        kept[1:] |= turned
        kept[:-1] |= turned
        return [moment for moment, keep in zip(moments, kept.tolist(), strict=True) if keep]

    def _weights(self, days: Days, owner: Owner | None) -> Sequence[int]:
        if owner is None:
            return [self.shares] * len(days)
        found = dict(owner_weights(self.position.owners, days, self.shares)).get(owner, 0)
        return [found] * len(days) if isinstance(found, int) else found.tolist()

    def steps(self, moments: Sequence[Moment], worths: UnitWorths) -> Steps:
        """What happened between the moments; the effects add up to the change in value."""
        found: Steps = {}
        for kind, estimate, amount in self._walk(moments, worths):
            if amount:
                found[kind, estimate] = found.get((kind, estimate), _ZERO) + amount
        return found

    def _walk(self, moments: Sequence[Moment], worths: UnitWorths) -> Iterator[StepPart]:
        kinds = AmountKinds(self.position, self._filled, self._basis, self._start, self._end)
        values = [moment.value for moment in moments]
        came = values[0] is not None
        for (before, after), (earlier, later) in zip(
            pairwise(moments), pairwise(values), strict=True
        ):
            if later is None:
                if earlier is not None:
                    yield self._exit(after.day), False, -earlier * before.weight
            elif earlier is None:
                yield self._entry(again=came), False, later * after.weight
                came = True
            else:
                for kind, estimate, amount in _between(before, after, kinds, worths):
                    yield kind, estimate, amount * before.weight
                yield Kind.OWNERSHIP, False, later * (after.weight - before.weight)

    def _entry(self, *, again: bool) -> Kind:
        opened = self.position.opened
        begins = opened is not None and self._start < opened <= self._end
        return Kind.OPENED if begins and not again else Kind.FIRST_KNOWN

    def _exit(self, day: int) -> Kind:
        closed = self.position.closed
        return Kind.CLOSED if closed is not None and closed <= day else Kind.NO_LONGER_KNOWN


def _between(
    before: Moment, after: Moment, kinds: AmountKinds, worths: UnitWorths
) -> Iterator[StepPart]:
    """First the price, then the rate, then the amount; all that counts on both days."""
    stood, now = before.figure or _ZERO, after.value or _ZERO
    same = before.unit == after.unit and before.own == after.own
    worth = after.worth if before.unit == after.unit else worths.find(before.unit, after.day)
    if stood and before.worth is not None:
        if worth is None:  # its last price is gone on the very day that it stops mattering
            yield Kind.REVALUATION, False, now - stood * before.worth.price * before.worth.rate
            return
        yield from _moved(stood, before.worth, worth)
    if not same:
        was = _ZERO if worth is None else stood * worth.price * worth.rate
        yield Kind.REVALUATION, False, now - was
    elif after.worth is not None:
        in_units = not isinstance(after.unit, str)
        each = after.worth.price * after.worth.rate
        figures = stood, after.figure or _ZERO
        for kind, estimate, part in kinds.split(
            after.day, *figures, own=after.own, in_units=in_units
        ):
            yield kind, estimate, part * each


def _moved(amount: Decimal, before: UnitWorth, after: UnitWorth) -> Iterator[StepPart]:
    """What price and rate did to an amount that stood still; a price that comes in another
    currency than before is all price."""
    if before.currency != after.currency:
        each = after.price * after.rate - before.price * before.rate
        yield Kind.PRICE, False, amount * each
        return
    yield Kind.PRICE, False, amount * (after.price - before.price) * before.rate
    yield Kind.EXCHANGE, False, amount * after.price * (after.rate - before.rate)
