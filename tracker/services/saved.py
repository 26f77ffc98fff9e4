"""What was put aside in a month: money that came into cash and savings, not what they gained."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import date_of, day_of, month_end, month_start
from tracker.services.categories import Side
from tracker.services.change import Explained, Kind, Term, explain_change
from tracker.services.money import add_up
from tracker.services.ownership import Owner, part_of, parts_on

SAVINGS: Final = frozenset({"cash", "investments", "crypto", "retirement", "insurance", "bullion"})
"""Where money is put aside: what moves from one to the other is neither saved nor spent."""

_MOVED: Final = frozenset({Kind.MONEY, Kind.OPENED, Kind.CLOSED})


@dataclass(frozen=True, slots=True)
class Saved:
    """Below zero where more was taken out. In the reporting currency, from the end of one day to
    the end of another; `complete`: nothing was missing on either of them; `provisional`: the
    month is still running; `terms`: what it is made of."""

    start: date
    end: date
    terms: tuple[Term, ...]
    complete: bool
    provisional: bool

    @property
    def amount(self) -> Fraction:
        return add_up(term.amount for term in self.terms)

    def rate(self, income: Fraction | None) -> Fraction | None:
        """The part of a month's income; None without any."""
        return self.amount / income if income else None


def entered_month(last_entry: date, today: date) -> tuple[date, date]:
    """(start, end) of the newest month with a value: a month in which nothing was entered yet
    tells nothing of what was saved in it."""
    end = min(month_end(last_entry), today)
    return month_start(end) - timedelta(days=1), end


def saved_between(
    books: HouseholdBooks,
    start: date,
    end: date,
    *,
    today: date,
    owner: Owner | None = None,
    known: Explained | None = None,
) -> Saved | None:
    """What was put aside by the household or one owner; None where no savings were known at the
    start, since what is known only later tells nothing of it. `known`: a change that somebody else
    had explained, which spares the work where it is this one."""
    days = day_of(start), day_of(end)
    savings = tuple(p for p in books.positions if p.side is Side.ASSET and p.category in SAVINGS)
    if not any(
        len(one.amounts)
        and one.amounts.days[0] <= days[0]
        and any(part_of(parts_on(one.owners, day), owner) for day in days)
        for one in savings
    ):
        return None
    asked = ("market", owner, start, end)
    # What is incomplete may lack something else than savings.
    if known is None or not known.complete or asked != _asked(known):
        known = explain_change(replace(books, positions=savings), start, end, owner=owner)
    return saved_in(known, today=today)


def _asked(known: Explained) -> tuple[str, Owner | None, date, date]:
    return known.basis, known.owner, known.start, known.end


def saved_in(explained: Explained, *, today: date) -> Saved:
    """The money terms of cash and savings, and what such accounts held that began or ended in the
    period: an account that is opened is filled from others. At market."""
    terms = tuple(
        term
        for term in explained.terms
        if term.position.side is Side.ASSET
        and term.position.category in SAVINGS
        and term.kind in _MOVED
    )
    running = month_start(explained.end) == month_start(today)
    return Saved(explained.start, explained.end, terms, explained.complete, running)


def last_entry(books: HouseholdBooks, today: date) -> date | None:
    """The date of the newest value up to today; None before the first."""
    day = day_of(today)
    ends = ((p.amounts.days, p.amounts.days.searchsorted(day, "right")) for p in books.positions)
    newest = max((int(days[end - 1]) for days, end in ends if end), default=None)
    return None if newest is None else date_of(newest)
