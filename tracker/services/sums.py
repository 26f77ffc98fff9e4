"""Sums of positions per unit, then in the reporting currency: exact integers, one per date.

Only sums are converted, since sums of exact terms are the same in any order. They run in 64 bits
where a bound on every sum fits, and on Python integers, through the same lines, where it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tracker.services.bases import Figures
from tracker.services.books import PositionBook
from tracker.services.carry_forward import Days, Numbers
from tracker.services.categories import Side
from tracker.services.history import Flags
from tracker.services.money import places_of, to_units
from tracker.services.ownership import SHARED, Owner, owner_weights
from tracker.services.rates import RateTable, Unit

COUNTED: Final = 0
"""What counts, by category and owner."""
DERIVED: Final = 1
"""The part of it that fallbacks supplied, by category."""
GROSS: Final = 2
FRESH: Final = 3
"""The sum of absolute values by side and owner, and the part of it whose valuations are fresh."""
CONTINGENT: Final = 4
WEIGHTED: Final = 5
"""Contingent liabilities by owner: in full, and times their probability."""

type SumKey = tuple[int, Side, str, Owner]
type _Entries = dict[SumKey, list[tuple[int, int | Numbers]]]
"""What a sum is made of: (row of the amounts, that row's weight)."""

_INT64: Final = 2**63
_ALL: Final = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Figures of a position, and on which of their dates the valuation was fresh."""

    position: PositionBook
    figures: Figures
    fresh: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Rows x dates in one unit, over 10**scale, 0 where a row does not count. No weighted sum of
    any of them passes `bound`, if the weights of a row add up to at most the shares."""

    numbers: Numbers
    scale: int
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class UnitSums:
    """Sums in one unit over 10**scale x shares: a row per key, a column per date."""

    unit: Unit
    keys: list[SumKey]
    numbers: Numbers
    scale: int
    bound: int


def stack_rows(rows: Sequence[Row], dates: int, shares: int) -> Amounts:
    """The rows of one unit as one array."""
    scale = max(row.figures.scale for row in rows)
    largest = max(
        int(abs(row.figures.numbers).max()) * 10 ** (scale - row.figures.scale) for row in rows
    )
    bound = max(largest, 1) * shares * len(rows)
    kind = _kind(bound)
    numbers: Numbers = np.zeros((len(rows), dates), kind)
    for at, row in enumerate(rows):
        own = row.figures.numbers
        if row.figures.scale < scale:
            own = own.astype(kind) * 10 ** (scale - row.figures.scale)
        numbers[at, _span(row.figures)] = own
    return Amounts(numbers, scale, bound)


def sum_counted(
    unit: Unit, rows: Sequence[Row], amounts: Amounts, on: Days, shares: int, *, members: bool
) -> UnitSums:
    """By category and owner (without `members` all is shared), with derived, gross and fresh."""
    entries: _Entries = {}
    gross: _Entries = {}
    fresh = np.zeros(amounts.numbers.shape, bool)
    for at, row in enumerate(rows):
        side, code = row.position.side, row.position.category
        for owner, weight in _weights(row, on, shares, members=members):
            entries.setdefault((COUNTED, side, code, owner), []).append((at, weight))
            gross.setdefault((GROSS, side, _ALL, owner), []).append((at, weight))
        if row.figures.derived:
            entries.setdefault((DERIVED, side, code, SHARED), []).append((at, shares))
        fresh[at, _span(row.figures)] = row.fresh
    sizes = abs(amounts.numbers)
    numbers = [_sum_entries(entries, amounts.numbers), _sum_entries(gross, sizes)]
    numbers.append(_sum_entries(gross, sizes * fresh))
    keys: list[SumKey] = [*entries, *gross, *((FRESH, *key[1:]) for key in gross)]
    return UnitSums(unit, keys, np.concatenate(numbers), amounts.scale, amounts.bound)


def sum_contingent(
    unit: Unit, rows: Sequence[Row], amounts: Amounts, on: Days, shares: int, *, members: bool
) -> list[UnitSums]:
    """By owner, in full and weighted. On Python integers: there are few of them, and a
    probability adds decimals. One without a probability weighs nothing."""
    full: _Entries = {}
    for at, row in enumerate(rows):
        for owner, weight in _weights(row, on, shares, members=members):
            full.setdefault((CONTINGENT, Side.LIABILITY, _ALL, owner), []).append((at, weight))
    percents = [row.position.probability or Decimal(0) for row in rows]
    decimals = max(map(places_of, percents))
    chances = np.array([[to_units(percent, decimals)] for percent in percents], object)
    numbers = amounts.numbers.astype(object)
    places = decimals + 2  # of a percent
    weighted: _Entries = {(WEIGHTED, *key[1:]): of_key for key, of_key in full.items()}
    scale, bound = amounts.scale, amounts.bound
    most = bound * max(10**places, int(chances.max()))
    return [
        UnitSums(unit, [*full], _sum_entries(full, numbers), scale, bound),
        UnitSums(
            unit, [*weighted], _sum_entries(weighted, numbers * chances), scale + places, most
        ),
    ]


def convert_sums(
    of_units: Sequence[UnitSums], table: RateTable
) -> tuple[dict[SumKey, Numbers], int]:
    """The sums in the reporting currency, over 10**places x shares, and places. Nothing that
    cannot be converted is in them."""
    factors = [table.convert(sums.unit).scaled() for sums in of_units]
    pairs = list(zip(of_units, factors, strict=True))
    most = max((sums.scale + places for sums, (_, places) in pairs), default=0)
    shifts = [10 ** (most - sums.scale - places) for sums, (_, places) in pairs]
    bound = 0
    for (sums, (rates, _)), shift in zip(pairs, shifts, strict=True):
        bound += sums.bound * max([1, *map(abs, rates)]) * shift
    kind = _kind(bound)
    totals: dict[SumKey, Numbers] = {}
    for (sums, (rates, _)), shift in zip(pairs, shifts, strict=True):
        by_date: Numbers = np.array([rate * shift for rate in rates], kind)
        for key, row in zip(sums.keys, sums.numbers.astype(kind) * by_date, strict=True):
            totals[key] = totals[key] + row if key in totals else row
    return totals, most


def _weights(
    row: Row, on: Days, shares: int, *, members: bool
) -> list[tuple[Owner, int | Numbers]]:
    return owner_weights(row.position.owners, on, shares) if members else [(SHARED, 1)]


def _sum_entries(entries: _Entries, numbers: Numbers) -> Numbers:
    flat = [entry for of_key in entries.values() for entry in of_key]
    changing = any(not isinstance(weight, int) for _, weight in flat)
    weights = np.empty((len(flat), numbers.shape[1] if changing else 1), numbers.dtype)
    for at, (_, weight) in enumerate(flat):
        weights[at] = weight
    starts = np.cumsum([0, *(len(of_key) for of_key in entries.values())])[:-1]
    sums: Numbers = np.add.reduceat(numbers[[row for row, _ in flat]] * weights, starts, axis=0)
    return sums


def _span(figures: Figures) -> slice | NDArray[np.intp]:
    """The figures' dates, as a slice where there are no gaps: several times quicker."""
    first, last = int(figures.at[0]), int(figures.at[-1])
    return slice(first, last + 1) if last - first + 1 == len(figures.at) else figures.at


def _kind(bound: int) -> type:
    return np.int64 if bound < _INT64 else object
