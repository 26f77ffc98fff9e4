"""A household's part of a business or fund: an asset whose amounts follow the other's net worth.

Part x (net worth - preferred equity) at today's values, never below zero, in the currency of the
position that stands for it; on the book basis beside it the same of the book values. From the
first date on which both the part and a value are known; where the business is incomplete the part
is unknown, never partial. What its owner entered holds from its date on. A quotient without an end
is cut to 18 significant digits, half even.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tracker.services.bases import Basis, carry
from tracker.services.books import Computed, EntityBook, HouseholdBooks, PositionBook
from tracker.services.calendar import date_of
from tracker.services.carry_forward import Days, Series
from tracker.services.entities import figures_on, find_entity, mirrors, owned_part, sheet_of
from tracker.services.history import Flags
from tracker.services.money import plain
from tracker.services.rates import ALWAYS, RateTable, Unit
from tracker.services.sums import Row, stack_rows


def with_stakes(books: HouseholdBooks, on: Days, basis: Basis) -> HouseholdBooks:
    """The books with the amounts of every part of a business on those ascending days, for totals
    on exactly these days. Without businesses they are the same object."""
    if not books.entities:
        return books
    filled = tuple(fill_stake(books, position, on, basis) for position in books.positions)
    return replace(books, positions=filled, entities=())


def first_date_of(books: HouseholdBooks, position: PositionBook) -> date | None:
    """The date from which on a part of a business is computed, None for anything else."""
    entity = _entity_of(books, position)
    day = None if entity is None else _first_day(books, entity)
    return None if day is None else date_of(day)


def _entity_of(books: HouseholdBooks, position: PositionBook) -> EntityBook | None:
    return None if position.stake is None else find_entity(books, position.stake)


def _first_day(books: HouseholdBooks, entity: EntityBook) -> int | None:
    """The first day on which both the part and the value of something of its own are known."""
    parts = zip(entity.figures, figures_on(entity, [f.day for f in entity.figures]), strict=True)
    part = next((given.day for given, held in parts if owned_part(held) is not None), None)
    items = (*entity.positions, *mirrors(books, entity))
    days = [int(p.amounts.days[0]) for p in items if len(p.amounts) and not p.contingent]
    return None if part is None or not days else max(part, min(days))


def fill_stake(
    books: HouseholdBooks, position: PositionBook, on: Days, basis: Basis
) -> PositionBook:
    """The position with its amounts on those days where it is a part of a business of the books,
    else the position itself."""
    entity = _entity_of(books, position)
    first = None if entity is None else _first_day(books, entity)
    if entity is None or first is None:
        return position
    own = position.amounts
    days = on[(on >= first) & (on < (own.days[0] if len(own) else ALWAYS))]
    if not len(days):
        return position
    sheet = sheet_of(books, entity, currency=position.currency)
    shares = _shares(sheet, entity, days)
    market = _worth(sheet, days, "market")
    book = _worth(sheet, days, "book") if basis == "book" else market
    known = market.complete & book.complete & np.array([share is not None for share in shares])
    at = np.flatnonzero(known)
    amounts, costs = (
        Series(days[at], " ".join(_part(shares[i], of.net_worth[i]) for i in at.tolist()).encode())
        for of in (market, book)
    )
    return replace(
        position,
        amounts=_join(amounts, own),
        books=_join(costs, _own_books(position)) if basis == "book" else position.books,
        model=None,
        computed=Computed(gaps=days[~known], as_of=np.concatenate((market.oldest[at], own.days))),
    )


def entry_day(
    books: HouseholdBooks, position: PositionBook, first: int, last: int, basis: Basis
) -> int | None:
    """The day after `first`, `last` at the latest, on which a part that is not known on `first` is
    known for the first time; None where it never is."""
    entity = _entity_of(books, position)
    if entity is None:
        return None
    items = (*entity.positions, *mirrors(books, entity))
    moved = [
        *(item.amounts.days for item in items),
        *(of.prices.days for of in books.prices),
        *(of.rates.days for of in books.rates),
        np.array([figures.day for figures in entity.figures], np.int64),
        np.array([item.closed for item in items if item.closed is not None], np.int64),
    ]
    days = np.unique(np.concatenate(moved))
    amounts = fill_stake(books, position, days[(days > first) & (days <= last)], basis).amounts
    return int(amounts.days[0]) if len(amounts) else None


type _Share = tuple[Fraction, Fraction]
"""The part owned of what is left after the preferred equity, and that equity."""


def _shares(sheet: HouseholdBooks, entity: EntityBook, days: Days) -> list[_Share | None]:
    rates = RateTable(sheet, days).exchange(entity.currency).rates
    found: list[_Share | None] = []
    for figures, rate in zip(figures_on(entity, days.tolist()), rates, strict=True):
        part, preferred = owned_part(figures), figures.preferred or Decimal(0)
        if part is None or (preferred and rate is None):
            found.append(None)
        else:
            found.append((part, Fraction(preferred) * Fraction(rate or 0)))
    return found


def _part(share: _Share | None, net_worth: Fraction) -> str:
    part, preferred = share or (Fraction(0), Fraction(0))
    return plain(part * max(net_worth - preferred, Fraction(0)))


@dataclass(frozen=True, slots=True, eq=False)
class _Worth:
    """Net worth of a sheet by date, whether nothing was missing, and the day of the oldest value
    it rests on (the date itself where it rests on none)."""

    net_worth: Sequence[Fraction]
    complete: Flags
    oldest: Days


def _worth(sheet: HouseholdBooks, on: Days, basis: Basis) -> _Worth:
    """Only the totals: what services.networth says of the same dates, without importing it, since
    it fills in the parts of businesses with these."""
    rows: dict[Unit, list[Row]] = {}
    complete, oldest = np.ones(len(on), bool), on.copy()
    for position in sheet.positions:
        if position.contingent:
            continue
        carried = carry(position, on, basis)
        complete[carried.unknown] = False
        for figures in carried.figures:
            rows.setdefault(figures.unit_of(position), []).append(
                Row(position, figures, np.ones(len(figures.at), bool))
            )
            held = figures.at[figures.numbers != 0]
            oldest[held] = np.minimum(oldest[held], carried.as_of[held - carried.start])
    table = RateTable(sheet, on)
    totals = [Fraction(0)] * len(on)
    for unit, of_unit in rows.items():
        amounts, conversion = stack_rows(of_unit, len(on), 1), table.convert(unit)
        complete &= ~((amounts.numbers != 0) & ~conversion.known).any(0)
        signs = np.array([[int(row.position.side)] for row in of_unit])
        sums = (amounts.numbers * signs).sum(0).tolist()
        factors, places = conversion.scaled()
        over = 10 ** (amounts.scale + places)
        totals = [
            total + Fraction(int(number) * factor, over)
            for total, number, factor in zip(totals, sums, factors, strict=True)
        ]
    return _Worth(totals, complete, oldest)


def _own_books(position: PositionBook) -> Series:
    """What the owner entered on the book basis, from the first own value on: it ends what was
    computed, so it is its own book value where none was entered beside it."""
    own, entered = position.amounts, position.books
    if not len(own) or (len(entered) and entered.days[0] == own.days[0]):
        return entered
    return _join(Series(own.days[:1], own.tokens(np.array([0]))[0]), entered)


def _join(first: Series, then: Series) -> Series:
    """Two series of which one ends before the other begins."""
    text = b" ".join(text for text in (first.text, then.text) if text)
    return Series(np.concatenate((first.days, then.days)), text)
