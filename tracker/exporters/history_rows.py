"""A computed history as the rows that files and the command line give, for all or for one owner."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import numpy as np

from tracker.exporters.history import CategoryAmount, HistoryRow
from tracker.services.bases import carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of, days_of, month_start
from tracker.services.categories import display_rank
from tracker.services.history import CategoryKey, Flags, History
from tracker.services.money import plain
from tracker.services.ownership import Owner, parts_on
from tracker.services.stakes import with_stakes


def build_history_rows(
    books: HouseholdBooks,
    history: History,
    *,
    today: date,
    owner: Owner | None = None,
    by_category: bool = False,
) -> list[HistoryRow]:
    """One row per date of the history, exactly; a share without an end has 18 digits.

    Of one owner, only what that owner has a part of keeps a date from being complete. A date has
    the categories with something that counts then, be it zero.
    """
    totals = history.columns(owner)
    unknown = _known_flags(books, history, history.unknown, owner)
    unpriced = _known_flags(books, history, history.unpriced, owner)
    counted = counted_flags(books, history, owner) if by_category else {}
    rows: list[HistoryRow] = []
    for at, day in enumerate(history.dates):
        missing = tuple(position.name for position, flags in unpriced if flags[at])
        rows.append(
            HistoryRow(
                month=day,
                assets=_exact(history, totals.assets[at]),
                liabilities=_exact(history, totals.liabilities[at]),
                net_worth=_exact(history, totals.net_worth[at]),
                complete=not missing and not any(flags[at] for _, flags in unknown),
                provisional=day >= month_start(today),
                unpriced=missing,
                categories=tuple(
                    CategoryAmount(*key, _exact(history, history.of_category(key, owner)[at]))
                    for key, flags in counted.items()
                    if flags[at]
                )
                if by_category
                else None,
            )
        )
    return rows


def _exact(history: History, number: int) -> Decimal:
    return Decimal(plain(Fraction(number, history.unit)))


def _known_flags(
    books: HouseholdBooks,
    history: History,
    found: dict[UUID, Flags],
    owner: Owner | None,
) -> list[tuple[PositionBook, Flags]]:
    """The flagged positions in the order of the books, on the dates when they are the owner's."""
    return [
        (position, found[position.id] & _held(position, history, owner))
        for position in books.positions
        if position.id in found
    ]


def _held(position: PositionBook, history: History, owner: Owner | None) -> Flags:
    if owner is None:
        return np.ones(len(history.dates), bool)
    days = (day_of(day) for day in history.dates)
    return np.array([owner in dict(parts_on(position.owners, day)) for day in days], bool)


def counted_flags(
    books: HouseholdBooks, history: History, owner: Owner | None
) -> dict[CategoryKey, Flags]:
    """On which dates each category has a position that counts, in display order."""
    on = days_of(history.dates)
    counted: dict[CategoryKey, Flags] = {}
    for position in with_stakes(books, on, history.basis).positions:
        if position.contingent:
            continue
        carried = carry(position, on, history.basis)
        flags = np.zeros(len(on), bool)
        flags[carried.start : carried.stop] = True
        flags[carried.gaps] = False
        if position.id in history.unpriced:
            flags &= ~history.unpriced[position.id]
        flags &= _held(position, history, owner)
        key = (position.side, position.category)
        counted[key] = counted[key] | flags if key in counted else flags
    return dict(sorted(counted.items(), key=lambda item: display_rank(*item[0])))
