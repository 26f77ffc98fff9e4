"""Net worth by month: totals by category and owner, exactly, each with what is known about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import numpy as np

from tracker.services.bases import Basis, carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, days_of
from tracker.services.carry_forward import Days, Numbers
from tracker.services.categories import Side, display_rank
from tracker.services.freshness import oldest_fresh
from tracker.services.history import CategoryKey, Flags, History, net
from tracker.services.ownership import Owner, common_parts, owner_weights
from tracker.services.rates import Conversion, RateTable, Unit
from tracker.services.stakes import first_date_of, with_stakes
from tracker.services.sums import (
    CONTINGENT,
    COUNTED,
    DERIVED,
    FRESH,
    GROSS,
    WEIGHTED,
    Row,
    SumKey,
    UnitSums,
    convert_sums,
    stack_rows,
    sum_contingent,
    sum_counted,
)


@dataclass(slots=True)
class _Notes:
    """What keeps dates from being complete, and what is old of what they rest on."""

    unknown: dict[UUID, Flags] = field(default_factory=dict)
    unpriced: dict[UUID, Flags] = field(default_factory=dict)
    contingent: list[Flags] = field(default_factory=list)
    rates: dict[str, Flags] = field(default_factory=dict)
    prices: dict[UUID, Flags] = field(default_factory=dict)
    estimated: dict[UUID, Flags] = field(default_factory=dict)

    def note(self, found: dict[UUID, Flags], position: PositionBook, flags: Flags) -> None:
        if position.contingent:
            self.contingent.append(flags)
        else:
            _merge(found, position.id, flags)


def first_date(books: HouseholdBooks) -> date | None:
    """The date of the first valuation, or from which a part of a business is known; None without
    any."""
    days = [date_of(int(p.amounts.days[0])) for p in books.positions if len(p.amounts)]
    days += [day for p in books.positions if (day := first_date_of(books, p)) is not None]
    return min(days, default=None)


def monthly_history(
    books: HouseholdBooks, dates: Sequence[date], *, basis: Basis = "market", members: bool = True
) -> History:
    """Totals on ascending `dates`: calendar.month_ends from first_date to today, or any others.
    Without `members` only the household's own totals are computed."""
    on = days_of(dates)
    books = with_stakes(books, on, basis)
    shares = common_parts(books.positions) if members else 1
    table, notes = RateTable(books, on), _Notes()
    sums: list[UnitSums] = []
    for unit, rows in _collect(books, on, basis, notes).items():
        conversion = table.convert(unit)
        counted = [row for row in rows if not row.position.contingent]
        contingent = [row for row in rows if row.position.contingent]
        if counted:
            amounts = stack_rows(counted, len(on), shares)
            _note_conversion(notes, unit, conversion, counted, amounts.numbers)
            sums.append(sum_counted(unit, counted, amounts, on, shares, members=members))
        if contingent:
            amounts = stack_rows(contingent, len(on), shares)
            _note_conversion(notes, unit, conversion, contingent, amounts.numbers)
            sums += sum_contingent(unit, contingent, amounts, on, shares, members=members)
    totals, places = convert_sums(sums, table)
    lacking = _lacking_by_owner(books, notes, on, shares) if members else {}
    return _history(
        books,
        tuple(dates),
        basis,
        totals,
        shares * 10**places,
        notes,
        lacking=lacking,
        members=members,
    )


def _collect(books: HouseholdBooks, on: Days, basis: Basis, notes: _Notes) -> dict[Unit, list[Row]]:
    """The positions' figures on the dates, by the unit they are in. What is contingent on the
    asset side is no part of any total."""
    rows: dict[Unit, list[Row]] = {}
    limits: dict[int, Days] = {}
    for position in books.positions:
        if position.contingent and position.side is Side.ASSET:
            continue
        carried = carry(position, on, basis)
        start, stop = carried.start, carried.stop
        if len(carried.unknown):
            flags = np.zeros(len(on), bool)
            flags[carried.unknown] = True
            notes.note(notes.unknown, position, flags)
        if carried.estimated is not None and not position.contingent:
            flags = np.zeros(len(on), bool)
            flags[start:stop] = carried.estimated
            _merge(notes.estimated, position.id, flags)
        if position.interval not in limits:
            limits[position.interval] = oldest_fresh(on, position.interval)
        fresh = carried.as_of >= limits[position.interval][start:stop]
        for figures in carried.figures:
            of_figures = fresh if len(figures.at) == stop - start else fresh[figures.at - start]
            unit = figures.unit_of(position)
            rows.setdefault(unit, []).append(Row(position, figures, of_figures))
    return rows


def _note_conversion(
    notes: _Notes, unit: Unit, conversion: Conversion, rows: Sequence[Row], amounts: Numbers
) -> None:
    """Notes what cannot be converted, and which totals rest on stale rates or prices. The rows
    are all counted or all contingent; nothing of nothing needs a price."""
    stale = conversion.rate_stale | conversion.price_stale
    if conversion.known.all() and not stale.any():
        return
    used = amounts != 0
    lost = used & ~conversion.known
    for at in np.flatnonzero(lost.any(1)).tolist():
        notes.note(notes.unpriced, rows[at].position, lost[at])
    if rows[0].position.contingent:
        return
    any_used = used.any(0)
    for code in set(conversion.rate_currencies) - {None}:
        here = np.array([of == code for of in conversion.rate_currencies])
        _merge(notes.rates, str(code), any_used & conversion.rate_stale & here)
    if isinstance(unit, UUID):
        _merge(notes.prices, unit, any_used & conversion.price_stale)


def _missing(books: HouseholdBooks, notes: _Notes) -> Iterator[tuple[PositionBook, Flags]]:
    """What counts but was unknown or unpriced, with the dates."""
    if not notes.unknown and not notes.unpriced:
        return
    for position in books.positions:
        for found in (notes.unknown, notes.unpriced):
            if position.id in found:
                yield position, found[position.id]


def _lacking_by_owner(
    books: HouseholdBooks, notes: _Notes, on: Days, shares: int
) -> dict[tuple[Owner, Side], Flags]:
    """The dates on which each owner had a part of something missing."""
    lacking: dict[tuple[Owner, Side], Flags] = {}
    for position, flags in _missing(books, notes):
        for owner, weight in owner_weights(position.owners, on, shares):
            held = flags & np.asarray(weight != 0, bool)
            _merge(lacking, (owner, position.side), held)
    return lacking


def _order(key: SumKey) -> tuple[int, int, str]:
    """Display order; categories from elsewhere last, by side and code."""
    _, side, code, _ = key
    return display_rank(side, code), -side, code


def _merge[Name](found: dict[Name, Flags], name: Name, flags: Flags) -> None:
    if flags.any():
        found[name] = found[name] | flags if name in found else flags


def _history(
    books: HouseholdBooks,
    dates: tuple[date, ...],
    basis: Basis,
    totals: dict[SumKey, Numbers],
    unit: int,
    notes: _Notes,
    *,
    lacking: dict[tuple[Owner, Side], Flags],
    members: bool,
) -> History:
    zeros = np.zeros(len(dates), np.int64)
    ordered = sorted(totals.items(), key=lambda item: _order(item[0]))
    categories: dict[CategoryKey, Numbers] = {}
    sides: dict[Side, Numbers] = dict.fromkeys(Side, zeros)
    kinds: dict[int, dict[Owner, list[int]]] = {kind: {} for kind in (CONTINGENT, WEIGHTED)}
    by_owner: dict[tuple[Owner, Side, str], list[int]] = {}
    derived: dict[CategoryKey, list[int]] = {}
    gauges: dict[int, dict[tuple[Side, Owner], list[int]]] = {GROSS: {}, FRESH: {}}
    for (kind, side, code, owner), row in ordered:
        if kind == COUNTED:
            sides[side] = sides[side] + row
            categories[side, code] = categories.get((side, code), zeros) + row
            if members:
                by_owner[owner, side, code] = row.tolist()
        elif kind == DERIVED:
            derived[side, code] = row.tolist()
        elif kind in gauges:
            gauges[kind][side, owner] = row.tolist()
        else:
            kinds[kind][owner] = row.tolist()
    contingent = [p for p in books.positions if p.contingent and p.side is Side.LIABILITY]
    missing = {side: np.zeros(len(dates), bool) for side in Side}
    for position, flags in _missing(books, notes):
        missing[position.side] |= flags
    assets, liabilities = sides[Side.ASSET].tolist(), sides[Side.LIABILITY].tolist()
    return History(
        currency=books.currency,
        basis=basis,
        dates=dates,
        unit=unit,
        assets=assets,
        liabilities=liabilities,
        net_worth=net(assets, liabilities),
        by_category={key: row.tolist() for key, row in categories.items()},
        by_owner=by_owner,
        lacking=lacking,
        derived=derived,
        gross=gauges[GROSS],
        fresh=gauges[FRESH],
        contingent=kinds[CONTINGENT],
        weighted=kinds[WEIGHTED],
        unweighed=tuple(p.id for p in contingent if p.probability is None),
        assets_complete=(~missing[Side.ASSET]).tolist(),
        liabilities_complete=(~missing[Side.LIABILITY]).tolist(),
        contingent_complete=(~np.any([*notes.contingent, zeros], axis=0)).tolist(),
        unknown=notes.unknown,
        unpriced=notes.unpriced,
        stale_rates=notes.rates,
        stale_prices=notes.prices,
        estimated=notes.estimated,
    )
