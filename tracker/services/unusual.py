"""Months in which net worth fell far more than this household's months usually move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of
from tracker.services.change import Kind, explain_change
from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.services.stakes import first_date_of
from tracker.services.usual import median_and_deviation

DEVIATIONS: Final = 3
SHARE: Final = Fraction(1, 10)
FEWEST: Final = 6
"""With fewer changes nothing can be called usual."""


class Rule(StrEnum):
    """Why a month is pointed out."""

    DEVIATIONS = "deviations"
    """It lies more than three robust deviations below the usual month."""
    SHARE = "share"
    """It is more than a tenth of what was owned before."""


@dataclass(frozen=True, slots=True)
class UnusualFall:
    """`fall`: from the month end before to this one, a positive amount in the reporting currency.
    `share`: of what was owned before, None where that was not above zero."""

    on: date
    fall: Fraction
    share: Fraction | None
    rules: tuple[Rule, ...]


def unusual_falls(
    history: History, books: HouseholdBooks, owner: Owner | None = None
) -> tuple[UnusualFall, ...]:
    """The unusual falls of a household's or an owner's months, oldest first. `books`: what the
    history is of.

    Only between month ends that are both complete. What only became known in a month is no fall,
    and the rest of the change is looked at alone. Where the deviation of all changes is zero, or
    with fewer than six of them, only the share counts.
    """
    columns = history.columns(owner)
    whole = columns.complete
    ends = [at for at in range(1, len(history.dates)) if whole[at - 1] and whole[at]]
    changes = {at: columns.net_worth[at] - columns.net_worth[at - 1] for at in ends}
    lowest_usual = _lowest_usual([*changes.values()])
    found: list[UnusualFall] = []
    for at, change in changes.items():
        owned = columns.assets[at - 1]
        rules = _rules(Fraction(change), owned, lowest_usual)
        if not rules:
            continue
        start, end = history.dates[at - 1], history.dates[at]
        lost = change - _only_known(books, start, end, owner) * history.unit
        if rules := _rules(lost, owned, lowest_usual):
            share = -lost / owned if owned > 0 else None
            found.append(UnusualFall(end, -lost / history.unit, share, rules))
    return tuple(found)


def _rules(change: Fraction, owned: int, lowest_usual: Fraction | None) -> tuple[Rule, ...]:
    rules = []
    if change < 0 and lowest_usual is not None and change < lowest_usual:
        rules.append(Rule.DEVIATIONS)
    if change < 0 < owned and -change / owned > SHARE:
        rules.append(Rule.SHARE)
    return tuple(rules)


def _only_known(books: HouseholdBooks, start: date, end: date, owner: Owner | None) -> Fraction:
    """What items that were there before, and have their first value in the month, did to net
    worth; parts of businesses too."""
    first, last = day_of(start), day_of(end)
    if not any(first < day <= last for p in books.positions for day in _first_days(books, p)):
        return Fraction(0)
    terms = explain_change(books, start, end, owner=owner).terms
    known = (term.amount for term in terms if term.kind is Kind.FIRST_KNOWN)
    return sum(known, Fraction(0))


def _first_days(books: HouseholdBooks, position: PositionBook) -> list[int]:
    """The day of its first value, and of a part of a business the one on which it begins."""
    days = [int(position.amounts.days[0])] if len(position.amounts) else []
    begins = first_date_of(books, position)
    return days if begins is None else [*days, day_of(begins)]


def _lowest_usual(changes: Sequence[int]) -> Fraction | None:
    if len(changes) < FEWEST:
        return None
    usual, deviation = median_and_deviation(changes)
    return usual - DEVIATIONS * deviation if deviation else None
