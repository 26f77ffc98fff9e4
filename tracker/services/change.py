"""Why net worth moved between two dates: terms per position that add up to the change, exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from tracker.services.bases import Basis
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of
from tracker.services.carry_forward import Days
from tracker.services.change_kinds import Kind
from tracker.services.money import EXACT
from tracker.services.ownership import Owner
from tracker.services.stakes import with_stakes
from tracker.services.walk import Moment, UnitWorths, Walk

__all__ = ["Explained", "Kind", "Term", "explain_change"]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One kind of movement of one position: its effect on net worth in the reporting currency, so
    a debt that grows is negative. `estimate`: a model supplied it."""

    position: PositionBook
    kind: Kind
    amount: Fraction
    estimate: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """From the end of one day to the end of another; `terms` add up to the difference exactly, in
    the order of the books, those of zero left out. `complete`: nothing that counts was missing on
    either day."""

    start: date
    end: date
    basis: Basis
    owner: Owner | None
    net_worth_from: Fraction
    net_worth_to: Fraction
    complete: bool
    terms: tuple[Term, ...]

    @property
    def total(self) -> Fraction:
        return self.net_worth_to - self.net_worth_from


def explain_change(
    books: HouseholdBooks,
    start: date,
    end: date,
    *,
    basis: Basis = "market",
    owner: Owner | None = None,
) -> Explained:
    """Walks every position that counts in totals from the end of `start` to the end of `end`, in
    one owner's view where an owner is given. ValueError where `end` lies before `start`."""
    if end < start:
        raise ValueError("A change is explained forwards in time.")
    first, last = day_of(start), day_of(end)
    as_entered = {position.id: position for position in books.positions}
    with localcontext(EXACT):
        walks = [
            Walk(position, first, last, basis)
            for position in with_stakes(books, _stake_days(books, first, last), basis).positions
            if not position.contingent and (position.closed is None or position.closed > first)
        ]
        worths = UnitWorths(books, _union(walk.days for walk in walks))
        moments = [walk.moments(walk.days, worths, owner) for walk in walks]
        if any(moment.lacking for of_walk in moments for moment in of_walk):
            closer = _priced_days(books, first, last)
            worths = UnitWorths(books, _union([closer, *(walk.days for walk in walks)]))
            moments = [
                walk.turning_points(closer, worths, owner)
                if any(moment.lacking for moment in of_walk)
                else of_walk
                for walk, of_walk in zip(walks, moments, strict=True)
            ]
        terms = tuple(
            Term(as_entered[walk.position.id], kind, _signed(walk, amount), estimate)
            for walk, of_walk in zip(walks, moments, strict=True)
            for (kind, estimate), amount in walk.steps(of_walk, worths).items()
            if amount
        )
        starts, ends = (
            [(walk, of_walk[at]) for walk, of_walk in zip(walks, moments, strict=True)]
            for at in (0, -1)
        )
        return Explained(
            start=start,
            end=end,
            basis=basis,
            owner=owner,
            net_worth_from=_net_worth(starts),
            net_worth_to=_net_worth(ends),
            complete=all(moment.complete for _, moment in (*starts, *ends)),
            terms=terms,
        )


def _stake_days(books: HouseholdBooks, first: int, last: int) -> Days:
    """When parts of businesses are looked at: at both ends, and when one of them leaves."""
    closed = (p.closed for p in books.positions if p.stake is not None)
    leaving = [day - 1 for day in closed if day is not None and first < day <= last]
    return np.unique(np.array([first, last, *leaving], np.int64))


def _union(days: Iterable[Days]) -> Days:
    return np.unique(np.concatenate([np.empty(0, np.int64), *days]))


def _priced_days(books: HouseholdBooks, start: int, end: int) -> Days:
    """The days after the start on which something may become or stop being convertible, with the
    days before them."""
    of_prices = (series.prices.days for series in books.prices)
    changed = _union([*of_prices, *(series.rates.days for series in books.rates)])
    days = np.union1d(changed, changed - 1)
    return days[(days > start) & (days <= end)]


def _net_worth(stands: Sequence[tuple[Walk, Moment]]) -> Fraction:
    return sum(
        (
            _signed(walk, moment.value * moment.weight)
            for walk, moment in stands
            if moment.value is not None
        ),
        Fraction(0),
    )


def _signed(walk: Walk, amount: Decimal) -> Fraction:
    """An amount times a position's shares as an effect on net worth."""
    return Fraction(amount) * walk.position.side / walk.shares
