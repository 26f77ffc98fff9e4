"""Closed months whose books say something else today than was written down when they closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_start
from tracker.services.networth import monthly_history
from tracker.services.records import ClosingRow


@dataclass(frozen=True, slots=True)
class Correction:
    """Net worth of a date as it was written down, and as it is known now."""

    on: date
    then: Fraction
    now: Fraction


def find_corrections(
    books: HouseholdBooks, closings: Sequence[ClosingRow]
) -> tuple[Correction, ...]:
    """Those of the closings that were corrected, in their order; what was written down in another
    currency cannot be compared."""
    comparable = [row for row in closings if row.currency == books.currency]
    if not comparable:
        return ()
    history = monthly_history(books, [row.as_of for row in comparable], members=False)
    return tuple(
        Correction(row.as_of, Fraction(row.net_worth), history.exact(now))
        for row, now in zip(comparable, history.net_worth, strict=True)
        if Fraction(row.net_worth) != history.exact(now)
    )


def closings_of(closings: Sequence[ClosingRow], start: date, end: date) -> tuple[ClosingRow, ...]:
    """The last closing of the month of either date, up to that date; `closings` ascend."""
    found: dict[date, ClosingRow] = {}
    for on in (start, end):
        for row in closings:
            if month_start(row.as_of) == month_start(on) and row.as_of <= on:
                found[on] = row
    return tuple(dict.fromkeys(found.values()))
