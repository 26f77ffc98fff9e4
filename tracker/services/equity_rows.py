"""Assets against the debts on them over a row of dates, as whole numbers: each position is carried
once, and a date is no more than a place in an array."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import reduce
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tracker.services.bases import carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import days_of
from tracker.services.carry_forward import Numbers
from tracker.services.equity import share_out
from tracker.services.history import Flags
from tracker.services.rates import RateTable
from tracker.services.stakes import fill_stake
from tracker.services.worths import worths_of


@dataclass(frozen=True, slots=True, eq=False)
class EquityRows:
    """An asset and its debts in the asset's currency, at the ascending indices `at` of `dates` on
    which it is there.

    All else has an entry for each of the dates. `worth` and `owed` are over `unit`, 0 where
    `is_valued` and `is_told` say that they are not known: Python integers, and fractions where a
    debt was shared out. `indebted`: a debt was there. `estimated`: a model supplied its worth or
    what is owed.
    """

    dates: Sequence[date]
    at: NDArray[np.intp]
    unit: int
    worth: Numbers
    is_valued: Flags
    owed: Numbers
    is_told: Flags
    indebted: Flags
    estimated: Flags

    def equity(self) -> tuple[list[int | Fraction], list[bool]]:
        """What it is worth beyond what is owed on it, over `unit`, where it is there, and where
        that is known; else 0."""
        known = self.is_valued & self.is_told
        equity = np.where(known, self.worth - self.owed, 0)
        return equity[self.at].tolist(), known[self.at].tolist()


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A position by date: whether it is there, its worth over 10**scale, 0 where that is not
    known, and where a model supplied it."""

    there: Flags
    known: Flags
    numbers: Numbers
    scale: int
    estimated: Flags

    def scaled(self, scale: int) -> Numbers:
        """The worths over 10**scale, a finer scale than its own or the same."""
        return self.numbers if scale == self.scale else self.numbers * 10 ** (scale - self.scale)


class EquityTable:
    """The assets of a household against their debts on ascending dates, on the market basis."""

    def __init__(self, books: HouseholdBooks, dates: Sequence[date]) -> None:
        self._books, self._dates, self.on = books, dates, days_of(dates)
        self._tables: dict[str, RateTable] = {}
        self._held: dict[tuple[UUID, str], _Held] = {}

    def rows(self, asset: PositionBook, debts: Sequence[PositionBook]) -> EquityRows:
        """An asset and the debts that are secured on it, of the books both."""
        own = self._hold(asset, asset.currency)
        owed = [self._hold(debt, asset.currency) for debt in debts]
        beside = self._beside(asset, debts)
        held = [own, *owed, *beside.values()]
        scale = max(one.scale for one in held)
        total: Numbers = np.zeros(len(self._dates), object)
        is_told = np.ones(len(self._dates), bool)
        for debt, of_debt in zip(debts, owed, strict=True):
            others = [beside[id_] for id_ in debt.secured_on if id_ in beside]
            numbers, known = of_debt.scaled(scale), of_debt.known
            if others:
                numbers, known = _own_part(of_debt, [own, *others], scale)
            total = total + numbers
            is_told &= known | ~of_debt.there
        return EquityRows(
            dates=self._dates,
            at=own.there.nonzero()[0],
            unit=10**scale,
            worth=own.scaled(scale),
            is_valued=own.known,
            owed=total,
            is_told=is_told,
            indebted=_any([one.there for one in owed]),
            estimated=_any([one.estimated for one in (own, *owed)]),
        )

    def _beside(self, asset: PositionBook, debts: Sequence[PositionBook]) -> dict[UUID, _Held]:
        """What else the debts are secured on, in the asset's currency."""
        ids = {id_ for debt in debts for id_ in debt.secured_on} - {asset.id}
        if not ids:
            return {}
        others = [position for position in self._books.positions if position.id in ids]
        return {other.id: self._hold(other, asset.currency) for other in others}

    def _hold(self, position: PositionBook, currency: str) -> _Held:
        key = position.id, currency
        if key not in self._held:
            if currency not in self._tables:
                self._tables[currency] = RateTable(replace(self._books, currency=currency), self.on)
            self._held[key] = self._held_in(position, self._tables[currency])
        return self._held[key]

    def _held_in(self, position: PositionBook, table: RateTable) -> _Held:
        filled = fill_stake(self._books, position, self.on, "market")
        carried = carry(filled, self.on, "market")
        worths = worths_of(filled, carried, table)
        there, known, estimated = np.zeros((3, len(self.on)), bool)
        numbers: Numbers = np.zeros(len(self.on), object)
        # What never had a value is there, and missing.
        never = filled.opened is None and not len(filled.amounts)
        there[slice(carried.unknown_to) if never else carried.unknown] = True
        there[worths.at] = True
        known[worths.at], numbers[worths.at] = worths.known, worths.numbers
        if carried.estimated is not None:
            estimated[carried.start : carried.stop] = carried.estimated
        return _Held(there, known, numbers, worths.scale, estimated)


def _own_part(debt: _Held, assets: Sequence[_Held], scale: int) -> tuple[Numbers, Flags]:
    """The part of a debt that is on the first of the assets it is secured on, over 10**scale, and
    where that is known; where the asset is not there it is left as it is."""
    numbers, known = debt.scaled(scale).copy(), debt.known.copy()
    worths = [asset.scaled(scale) for asset in assets]
    shared = debt.there & assets[0].there & _any([asset.there for asset in assets[1:]])
    for at in shared.nonzero()[0].tolist():
        part = share_out(
            Fraction(numbers[at]) if debt.known[at] else None,
            [
                Fraction(worth[at]) if asset.known[at] else None
                for asset, worth in zip(assets, worths, strict=True)
                if asset.there[at]
            ],
        )[0]
        numbers[at], known[at] = part or 0, part is not None
    return numbers, known


def _any(flags: Sequence[Flags]) -> Flags:
    return reduce(np.logical_or, flags)
