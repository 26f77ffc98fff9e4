"""An asset against what is owed on it, month end by month end: loan to value, and since when it
has been worth less than its loan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

import numpy as np

from tracker.services.bases import carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import (
    FIRST_DATE,
    add_months,
    date_of,
    day_of,
    month_ends,
    month_start,
)
from tracker.services.carry_forward import Days
from tracker.services.categories import Side
from tracker.services.deficit import Episode, episodes
from tracker.services.equity import Equity, add_owed, share_out
from tracker.services.item_history import carried_values
from tracker.services.rates import RateTable
from tracker.services.stakes import with_stakes

RECENT_MONTHS: Final = 18


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A position by the index of each date on which it is there: its value, None where that is not
    known, and where a model supplied it."""

    worths: dict[int, Fraction | None]
    estimated: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class EquityMonth(Equity):
    """The asset at a month end, in its own currency; nothing is owed where no debt is there.
    `estimated`: a model supplied its worth or what is owed."""

    on: date
    estimated: bool


@dataclass(frozen=True, slots=True, eq=False)
class EquityHistory:
    """`months`: every one from the first in which a debt on the asset is there to today, or to the
    asset's end. `stretches`: the times it was worth less than what was owed, as episodes of its
    equity below zero (amounts in its own currency), the oldest first; `open_start` where the
    records do not say when one began."""

    asset: PositionBook
    months: tuple[EquityMonth, ...]
    stretches: tuple[Episode, ...]

    @property
    def running(self) -> Episode | None:
        """The stretch that lasts, None where the last month known was level or better."""
        return self.stretches[-1] if self.stretches and self.stretches[-1].ongoing else None

    @property
    def worst(self) -> EquityMonth | None:
        """The month of the highest loan to value, the earliest of equals; None where it is never
        defined, or never above zero."""
        ratios = [(month.loan_to_value or Fraction(0), month) for month in self.months]
        highest, month = max(ratios, key=lambda pair: pair[0], default=(Fraction(0), None))
        return month if highest > 0 else None


def debts_on(books: HouseholdBooks, asset: UUID) -> tuple[PositionBook, ...]:
    """The debts that are secured on an asset; possible debts are none."""
    return tuple(
        position
        for position in books.positions
        if asset in position.secured_on
        and position.side is Side.LIABILITY
        and not position.contingent
    )


def running_stretch(books: HouseholdBooks, asset: PositionBook, today: date) -> Episode | None:
    """The stretch that lasts, as equity_history has it; looks no further back than it must."""
    recent = equity_history(books, asset, today, since=add_months(today, -RECENT_MONTHS))
    if recent is not None and recent.running is not None and not recent.running.open_start:
        return recent.running
    history = equity_history(books, asset, today)
    return None if history is None else history.running


def equity_history(
    books: HouseholdBooks, asset: PositionBook, today: date, *, since: date = FIRST_DATE
) -> EquityHistory | None:
    """An asset and its debts by month end, on the market basis; None where no debt was ever on it.
    A debt on several assets is shared out anew each month. What was before `since` is left out;
    a stretch that may reach back further has an open start."""
    debts = debts_on(books, asset.id)
    first = [int(one.amounts.days[0]) for one in (asset, *debts) if len(one.amounts)]
    if not debts or not first:
        return None
    end = today if asset.closed is None else min(today, date_of(asset.closed - 1))
    dates = month_ends(max(date_of(min(first)), since), end)
    months = tuple(equity_months(books, asset, debts, dates))
    # Before a debt was on it there was nothing to compare.
    began = next((at for at, (_month, indebted) in enumerate(months) if indebted), len(months))
    shown = tuple(month for month, _indebted in months[began:])
    if not shown:
        return None
    gaps = [month.gap for month in shown]
    found = episodes(
        [month.on for month in shown],
        [-(gap or Fraction(0)) for gap in gaps],
        [gap is not None for gap in gaps],
    )
    whole = since <= date_of(min(first))
    beginning = began > 0 or (whole and _is_beginning_known(asset, debts, shown[0].on))
    if beginning and found and found[0].onset == shown[0].on:
        found = (replace(found[0], open_start=False), *found[1:])
    return EquityHistory(asset, shown, found)


def equity_months(
    books: HouseholdBooks,
    asset: PositionBook,
    debts: Sequence[PositionBook],
    dates: Sequence[date],
) -> Iterator[tuple[EquityMonth, bool]]:
    """The asset on those of the dates on which it is there, and whether a debt was on it."""
    on = np.array([day_of(day) for day in dates], np.int64)
    table = RateTable(replace(books, currency=asset.currency), on)
    concerned = {id_ for debt in debts for id_ in debt.secured_on}
    held = {
        position.id: _hold(position, on, table)
        for position in with_stakes(books, on, "market").positions
        if position.id in concerned
    }
    own = held.pop(asset.id)
    owed = [(debt, _hold(debt, on, table)) for debt in debts]
    estimated = own.estimated.union(*(of_debt.estimated for _debt, of_debt in owed))
    for at, day in enumerate(dates):
        if at not in own.worths:
            continue
        worth, parts = own.worths[at], []
        for debt, of_debt in owed:
            if at in of_debt.worths:
                beside = [held[id_].worths for id_ in debt.secured_on if id_ in held]
                found = [worth, *(other[at] for other in beside if at in other)]
                parts.append(share_out(of_debt.worths[at], found)[0])
        yield EquityMonth(worth, add_owed(parts), day, at in estimated), bool(parts)


def _hold(position: PositionBook, on: Days, table: RateTable) -> _Held:
    carried = carry(position, on, "market")
    # What never had a value is there, and missing.
    never = position.opened is None and not len(position.amounts)
    unknown = range(carried.unknown_to) if never else carried.unknown.tolist()
    worths = dict.fromkeys(unknown) | carried_values(position, carried, table)
    if carried.estimated is None:
        return _Held(worths, frozenset())
    return _Held(worths, frozenset((carried.estimated.nonzero()[0] + carried.start).tolist()))


def _is_beginning_known(asset: PositionBook, debts: Sequence[PositionBook], first: date) -> bool:
    """Whether it was bought, or its first debt taken on, in the month of the first record."""
    start = day_of(month_start(first))
    bought, taken_on = asset.opened, [debt.opened for debt in debts]
    return (bought is not None and bought >= start) or all(
        opened is not None and opened >= start for opened in taken_on
    )
