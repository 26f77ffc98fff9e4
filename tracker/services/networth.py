"""Net worth by month: totals by category and owner, exactly, each with what is known about it.

Every position is carried forward, its amounts are summed per unit (currency or commodity), and
only the sums are converted: sums of exact terms are the same in any order. Sums run in 64 bits
where they fit and on Python integers, through the same lines, where they do not.
"""

from collections.abc import Sequence
from datetime import date
from math import lcm
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tracker.services.bases import Basis, Figures, carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, day_of, shift_months
from tracker.services.carry_forward import Days, Numbers
from tracker.services.categories import Side, display_rank
from tracker.services.history import SHARED, CategoryKey, History, Owner
from tracker.services.rates import Conversion, RateTable, Unit

# What a sum is of: counted values by owner; contingent ones in full and weighted, by owner; what
# fallbacks supplied; the gross value and the part of it that is fresh.
_COUNTED, _FULL, _WEIGHTED, _DERIVED, _GROSS, _FRESH = range(6)
type _Key = tuple[int, Side, str, Owner | None]
_NO_CATEGORY: Final = ""
_INT64: Final = 2**63


def first_date(books: HouseholdBooks) -> date | None:
    """The date of the first valuation, None without any."""
    days = [int(p.amounts.days[0]) for p in books.positions if len(p.amounts)]
    return date_of(min(days)) if days else None


def monthly_history(
    books: HouseholdBooks, dates: Sequence[date], *, basis: Basis = "market", members: bool = True
) -> History:
    """Totals on ascending `dates` (calendar.month_ends from first_date to today), which may be any
    dates. Without `members` only the household's own columns are computed."""
    on = np.array([day_of(d) for d in dates], np.int64)
    shares = _common_parts(books) if members else 1
    collected = _Collected(books, on, basis, shares, members)
    sums, unit = collected.convert()
    return collected.history(tuple(dates), sums, unit)


class _Collected:
    """The sums of a household's positions per unit, before they are converted."""

    def __init__(
        self, books: HouseholdBooks, on: Days, basis: Basis, shares: int, members: bool
    ) -> None:
        n = len(on)
        self.books, self.on, self.basis, self.shares, self.members = books, on, basis, shares, members
        self.table = RateTable(books, on)
        self.unknown: dict[UUID, NDArray[np.bool_]] = {}
        self.unpriced: dict[UUID, NDArray[np.bool_]] = {}
        self.stale_rates: dict[str, NDArray[np.bool_]] = {}
        self.stale_prices: dict[UUID, NDArray[np.bool_]] = {}
        self.missing = {side: np.zeros(n, bool) for side in Side}
        self.missing_contingent = np.zeros(n, bool)
        self.sums: list[tuple[Conversion, int, list[_Key], Numbers]] = []
        rows: dict[Unit, list[tuple[PositionBook, Figures, NDArray[np.bool_]]]] = {}
        limits: dict[int, Days] = {}
        for position in books.positions:
            carried = carry(position, on, basis)
            if carried.unknown_from < carried.unknown_to:
                unknown = np.zeros(n, bool)
                unknown[carried.unknown_from : carried.unknown_to] = True
                self._mark(self.unknown, position, unknown)
            if (limit := limits.get(position.interval)) is None:
                limit = limits[position.interval] = oldest_fresh(on, position.interval)
            fresh = carried.as_of >= limit[carried.start : carried.stop]
            for figures in carried.figures:
                unit = position.commodity if figures.in_units else None
                own = fresh if len(figures.at) == len(fresh) else fresh[figures.at - carried.start]
                rows.setdefault(unit or position.currency, []).append((position, figures, own))
        for unit_of, of_unit in rows.items():
            self._sum_unit(unit_of, of_unit)

    def _mark(
        self,
        where: dict[UUID, NDArray[np.bool_]],
        position: PositionBook,
        dates: NDArray[np.bool_],
    ) -> None:
        if position.contingent:
            self.missing_contingent |= dates
            return
        where[position.id] = where[position.id] | dates if position.id in where else dates
        self.missing[position.side] |= dates

    def _sum_unit(
        self, unit: Unit, rows: list[tuple[PositionBook, Figures, NDArray[np.bool_]]]
    ) -> None:
        weights = [_probability(p) for p, _, _ in rows]
        scale = max(f.scale for _, f, _ in rows)
        extra = max(places for _, places in weights)
        largest = max(
            (int(abs(f.numbers).max()) * 10 ** (scale - f.scale) for _, f, _ in rows), default=0
        )
        fits = largest * self.shares * len(rows) * 10 ** (extra + 2) < _INT64
        kind = np.int64 if fits else object
        n = len(self.on)
        amounts = np.zeros((len(rows), n), kind)
        fresh = np.zeros((len(rows), n), bool)
        for at, (_, figures, is_fresh) in enumerate(rows):
            numbers = figures.numbers
            if figures.scale < scale:
                numbers = numbers.astype(kind) * 10 ** (scale - figures.scale)
            first, last = int(figures.at[0]), int(figures.at[-1]) + 1
            where = slice(first, last) if last - first == len(figures.at) else figures.at
            amounts[at, where] = numbers
            fresh[at, where] = is_fresh

        conversion = self.table.convert(unit)
        self._flag(unit, conversion, amounts, [p for p, _, _ in rows])

        entries: list[tuple[_Key, int, int | Numbers]] = []
        for at, (position, figures, _) in enumerate(rows):
            side, code = position.side, position.category
            if position.contingent:
                if side is Side.LIABILITY:
                    weight, places = weights[at]
                    weight *= 10 ** (extra - places)
                    for owner, part in self._parts(position):
                        entries.append(((_FULL, side, _NO_CATEGORY, owner), at, part))
                        entries.append(((_WEIGHTED, side, _NO_CATEGORY, owner), at, part * weight))
                continue
            for owner, part in self._parts(position):
                entries.append(((_COUNTED, side, code, owner), at, part))
            if figures.derived:
                entries.append(((_DERIVED, side, code, None), at, self.shares))
        entries.sort(key=lambda entry: (entry[0][0], entry[0][1], entry[0][2], str(entry[0][3])))
        keys, starts = [], []
        for at, (key, _, _) in enumerate(entries):
            if not keys or key != keys[-1]:
                keys.append(key)
                starts.append(at)
        sums = []
        if entries:
            factors = np.empty((len(entries), 1 if all(isinstance(w, int) for _, _, w in entries) else n), kind)
            for at, (_, _, weight_of) in enumerate(entries):
                factors[at] = weight_of
            weighed = amounts[[row for _, row, _ in entries]] * factors
            sums.append(np.add.reduceat(weighed, starts, axis=0))
        counted = [at for at, (p, _, _) in enumerate(rows) if not p.contingent]
        if counted:
            gross = abs(amounts[counted]) * self.shares
            keys += [(_GROSS, Side.ASSET, "", None), (_FRESH, Side.ASSET, "", None)]
            sums.append(gross.sum(0)[None])
            sums.append((gross * fresh[counted]).sum(0)[None])
        if sums:
            self.sums.append((conversion, scale, keys, np.concatenate(sums)))
