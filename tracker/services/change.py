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
from tracker.services.money import EXACT, add_up
from tracker.services.ownership import Owner
from tracker.services.stakes import entry_day, fill_stake, with_stakes
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
            Walk(position, first, last, basis, owner)
            for position in _with_stakes(books, first, last, basis)
            if not position.contingent and (position.closed is None or position.closed > first)
        ]
        own_days = {day for walk in walks for day in walk.days} | {first, last}
        worths = UnitWorths(books, own_days)
        moments = [walk.moments(walk.days, worths) for walk in walks]
        if any(moment.lacking for of_walk in moments for moment in of_walk):
            closer = _priced_days(books, first, last)
            worths = UnitWorths(books, own_days | closer)
            moments = [
                walk.turning_points(closer, worths)
                if any(moment.lacking for moment in of_walk)
                else of_walk
                for walk, of_walk in zip(walks, moments, strict=True)
            ]
        terms = tuple(
            Term(as_entered[walk.position.id], kind, _shared(amount, walk.shares), estimate)
            for walk, of_walk in zip(walks, moments, strict=True)
            for (kind, estimate), amount in walk.steps(of_walk, worths).items()
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


def _with_stakes(
    books: HouseholdBooks, first: int, last: int, basis: Basis
) -> Sequence[PositionBook]:
    """The positions; parts of businesses are looked at on both ends, on the last day of one that
    leaves, and on the day on which one enters, so that what it gains from then on is its own."""
    closed = (p.closed for p in books.positions if p.stake is not None)
    leaving = [day - 1 for day in closed if day is not None and first < day <= last]
    usual = {first, last, *leaving}
    found = []
    for position, filled in zip(
        books.positions, with_stakes(books, _in_order(usual), basis).positions, strict=True
    ):
        known = filled.amounts.days
        enters = filled.computed is not None and len(known) and known[0] > first
        entry = entry_day(books, position, first, last, basis) if enters else None
        if entry is not None and entry < known[0]:
            filled = fill_stake(books, position, _in_order({*usual, entry}), basis)
        found.append(filled)
    return found


def _in_order(days: Iterable[int]) -> Days:
    return np.array(sorted(days), np.int64)


def _priced_days(books: HouseholdBooks, start: int, end: int) -> set[int]:
    """The days after the start on which something may become or stop being convertible, with the
    days before them."""
    found: set[int] = set()
    for days in (*(of.prices.days for of in books.prices), *(of.rates.days for of in books.rates)):
        inside = days[(days > start) & (days <= end + 1)].tolist()
        found.update(inside, (day - 1 for day in inside))
    return {day for day in found if start < day <= end}


def _net_worth(stands: Sequence[tuple[Walk, Moment]]) -> Fraction:
    by_shares: dict[int, Decimal] = {}
    for walk, moment in stands:
        if value := moment.value:
            effect = value * (moment.weight * walk.position.side)
            by_shares[walk.shares] = by_shares.get(walk.shares, Decimal(0)) + effect
    return add_up(_shared(total, shares) for shares, total in by_shares.items())


def _shared(amount: Decimal, shares: int) -> Fraction:
    """An amount that was multiplied by the shares of its owners."""
    over, under = amount.as_integer_ratio()
    return Fraction(over, under * shares)
