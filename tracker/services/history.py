"""A household's totals on a row of dates, as exact integers over one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tracker.services.bases import Basis
from tracker.services.categories import Side
from tracker.services.ownership import Owner

type CategoryKey = tuple[Side, str]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """Totals of one owner, or of the household: one integer per date, over the history's unit.

    `complete`: all that counts in them was known and priced. `proven`: the side of zero is
    certain, because what is missing could not carry net worth across. Below zero only a missing
    asset could, at or above zero only a missing debt.
    """

    assets: list[int]
    liabilities: list[int]
    net_worth: list[int]
    complete: list[bool]
    proven: list[bool]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """One entry per date in every list. Divide an integer by `unit` to get the reporting currency;
    liabilities are positive. Contingent liabilities are left out of all but `contingent` (in full)
    and `weighted` (times their probability; those without one, `unweighed`, are left out of it).

    `by_owner` is empty when members were not asked for, and so is `lacking`: the dates on which
    something that an owner has a part of was unknown or unpriced. `derived`: what fallbacks
    supplied of each category on the book and liquidation bases. `gross`: the sum of absolute
    values of a side's and owner's parts, `fresh` what of it rests on fresh valuations (without
    members all is shared). `unknown`, `unpriced`,
    `stale_rates`, `stale_prices`, `estimated` hold a flag per date, only for what is flagged at
    all; a date is complete when nothing that counts is unknown or unpriced. A rate or price is
    flagged only where an amount rests on it. `estimated`: what counts by its model's estimate.
    """

    currency: str
    basis: Basis
    dates: tuple[date, ...]
    unit: int
    assets: list[int]
    liabilities: list[int]
    net_worth: list[int]
    by_category: dict[CategoryKey, list[int]]
    by_owner: dict[tuple[Owner, Side, str], list[int]]
    lacking: dict[tuple[Owner, Side], Flags]
    derived: dict[CategoryKey, list[int]]
    gross: dict[tuple[Side, Owner], list[int]]
    fresh: dict[tuple[Side, Owner], list[int]]
    contingent: dict[Owner, list[int]]
    weighted: dict[Owner, list[int]]
    unweighed: tuple[UUID, ...]
    assets_complete: list[bool]
    liabilities_complete: list[bool]
    contingent_complete: list[bool]
    unknown: dict[UUID, Flags]
    unpriced: dict[UUID, Flags]
    stale_rates: dict[str, Flags]
    stale_prices: dict[UUID, Flags]
    estimated: dict[UUID, Flags]

    def __len__(self) -> int:
        return len(self.dates)

    @property
    def complete(self) -> list[bool]:
        """Whether all that counts was known and priced."""
        both = zip(self.assets_complete, self.liabilities_complete, strict=True)
        return [assets and liabilities for assets, liabilities in both]

    @property
    def proven(self) -> list[bool]:
        """Whether the side of zero is certain; see Columns."""
        return prove(self.net_worth, self.assets_complete, self.liabilities_complete)

    @property
    def owners(self) -> tuple[Owner, ...]:
        """The columns that add up to the household."""
        return tuple(dict.fromkeys(owner for owner, _, _ in self.by_owner))

    @property
    def categories(self) -> tuple[CategoryKey, ...]:
        """The categories with a position valued on any of the dates, in display order."""
        return tuple(self.by_category)

    def columns(self, owner: Owner | None = None) -> Columns:
        """Totals of one owner, or of the household; zeros for an owner without positions. An
        owner's are complete when nothing is missing that the owner has a part of."""
        if owner is None:
            return Columns(
                self.assets, self.liabilities, self.net_worth, self.complete, self.proven
            )
        assets, liabilities = self._side(owner, Side.ASSET), self._side(owner, Side.LIABILITY)
        worth = net(assets, liabilities)
        own, owe = self.known(owner, Side.ASSET), self.known(owner, Side.LIABILITY)
        complete = [assets and debts for assets, debts in zip(own, owe, strict=True)]
        return Columns(assets, liabilities, worth, complete, prove(worth, own, owe))

    def known(self, owner: Owner, side: Side) -> list[bool]:
        """Whether nothing of one side that the owner has a part of was missing, date by date."""
        flags = self.lacking.get((owner, side))
        return [True] * len(self.dates) if flags is None else (~flags).tolist()

    def total_at(self, owner: Owner, side: Side, at: int) -> Fraction:
        """One side of one owner on the date at that index, in the reporting currency."""
        rows = (row for (of, s, _), row in self.by_owner.items() if of == owner and s is side)
        return self.exact(sum(row[at] for row in rows))

    def is_known_at(self, owner: Owner, side: Side, at: int) -> bool:
        """Whether nothing of that side was missing on the date at that index."""
        flags = self.lacking.get((owner, side))
        return flags is None or not flags[at]

    def of_category(self, key: CategoryKey, owner: Owner | None = None) -> list[int]:
        """One category's totals, of one owner or of the household; zeros where there is none."""
        found = self.by_category.get(key) if owner is None else self.by_owner.get((owner, *key))
        return [0] * len(self.dates) if found is None else found

    def expected(self, owner: Owner | None = None) -> list[int]:
        """Net worth less contingent liabilities times their probability."""
        return net(self.columns(owner).net_worth, self._contingent(self.weighted, owner))

    def worst_case(self, owner: Owner | None = None) -> list[int]:
        """Net worth less contingent liabilities in full."""
        return net(self.columns(owner).net_worth, self._contingent(self.contingent, owner))

    def derived_of(self, side: Side) -> list[int]:
        """What fallbacks supplied of one side's total."""
        rows = [row for (of, _), row in self.derived.items() if of is side]
        return add(rows, len(self.dates))

    def fresh_share(
        self, at: int, *, side: Side | None = None, owner: Owner | None = None
    ) -> Fraction | None:
        """The fresh part of the gross value, of one side or both, of one owner or the household,
        on the date at that index; None when there is no gross value."""
        keys = [key for key in self.gross if side in (None, key[0]) and owner in (None, key[1])]
        gross = sum(self.gross[key][at] for key in keys)
        return Fraction(sum(self.fresh[key][at] for key in keys), gross) if gross else None

    def unknown_at(self, at: int) -> tuple[UUID, ...]:
        """The positions that were open but not yet valued."""
        return tuple(id_ for id_, flags in self.unknown.items() if flags[at])

    def unpriced_at(self, at: int) -> tuple[UUID, ...]:
        """The positions whose amount could not be converted."""
        return tuple(id_ for id_, flags in self.unpriced.items() if flags[at])

    def estimated_at(self, at: int) -> tuple[UUID, ...]:
        """The positions that count by an estimate of their model."""
        return tuple(id_ for id_, flags in self.estimated.items() if flags[at])

    def stale_rates_at(self, at: int) -> tuple[str, ...]:
        """The currencies whose rates were stale, in code order."""
        return tuple(sorted(code for code, flags in self.stale_rates.items() if flags[at]))

    def stale_prices_at(self, at: int) -> tuple[UUID, ...]:
        """The commodities whose prices were stale."""
        return tuple(id_ for id_, flags in self.stale_prices.items() if flags[at])

    def exact(self, number: int) -> Fraction:
        """One of the integers in the reporting currency."""
        return Fraction(number, self.unit)

    def to_floats(self, numbers: Sequence[int]) -> list[float]:
        """For charts only: the nearest floats."""
        unit = self.unit
        return [number / unit for number in numbers]

    def _side(self, owner: Owner, side: Side) -> list[int]:
        rows = [row for (of, s, _), row in self.by_owner.items() if of == owner and s is side]
        return add(rows, len(self.dates))

    def _contingent(self, parts: dict[Owner, list[int]], owner: Owner | None) -> list[int]:
        rows = [row for of, row in parts.items() if owner is None or of == owner]
        return add(rows, len(self.dates))


def add(rows: Sequence[Sequence[int]], length: int) -> list[int]:
    """Rows added up date by date; zeros for none."""
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * length


def prove(
    net_worth: Sequence[int], assets: Sequence[bool], liabilities: Sequence[bool]
) -> list[bool]:
    """Whether the side of zero is certain, from whether each side was complete."""
    rows = zip(net_worth, assets, liabilities, strict=True)
    return [own if worth < 0 else owe for worth, own, owe in rows]


def net(assets: Sequence[int], liabilities: Sequence[int]) -> list[int]:
    """Assets less liabilities, date by date: the place where a liability gets its sign."""
    return [a - b for a, b in zip(assets, liabilities, strict=True)]
