"""An asset against what is owed on it, month end by month end: loan to value, and since when it
has been worth less than its loan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, day_of, month_ends, month_start
from tracker.services.categories import Side
from tracker.services.deficit import Episode, episodes
from tracker.services.equity import Equity
from tracker.services.equity_rows import EquityRows, EquityTable


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
        return _running(self.stretches)

    @property
    def worst(self) -> EquityMonth | None:
        """The month of the highest loan to value, the earliest of equals; None where it is never
        defined, or never above zero."""
        ratios = [(month.loan_to_value or Fraction(0), month) for month in self.months]
        highest, month = max(ratios, key=lambda pair: pair[0], default=(Fraction(0), None))
        return month if highest > 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class _Indebted:
    """An asset by month from the first in which a debt is there. `is_begun`: the records say that
    nothing was owed on it before."""

    asset: PositionBook
    rows: EquityRows
    dates: Sequence[date]
    is_begun: bool

    def stretches(self) -> tuple[Episode, ...]:
        found = episodes(self.dates, *self.rows.equity(), unit=self.rows.unit)
        if self.is_begun and found and found[0].onset == self.dates[0]:
            return (replace(found[0], open_start=False), *found[1:])
        return found


def debts_on(books: HouseholdBooks, asset: UUID) -> tuple[PositionBook, ...]:
    """The debts that are secured on an asset; possible debts are none."""
    return tuple(
        position
        for position in books.positions
        if asset in position.secured_on
        and position.side is Side.LIABILITY
        and not position.contingent
    )


def running_stretches(
    books: HouseholdBooks, assets: Sequence[PositionBook], today: date
) -> dict[UUID, Episode]:
    """The stretch that lasts, as equity_history has it, of each of the assets that has one."""
    stretches = {one.asset.id: _running(one.stretches()) for one in _indebted(books, assets, today)}
    return {id_: running for id_, running in stretches.items() if running is not None}


def equity_history(books: HouseholdBooks, asset: PositionBook, today: date) -> EquityHistory | None:
    """An asset and its debts by month end, on the market basis; None where no debt was ever on it.
    A debt on several assets is shared out anew each month."""
    for one in _indebted(books, [asset], today):
        return EquityHistory(asset, tuple(_months(one.rows, one.dates)), one.stretches())
    return None


def _running(stretches: Sequence[Episode]) -> Episode | None:
    return stretches[-1] if stretches and stretches[-1].ongoing else None


def _months(rows: EquityRows, dates: Sequence[date]) -> Iterator[EquityMonth]:
    def exact(number: int | Fraction, *, known: bool) -> Fraction | None:
        return Fraction(number, rows.unit) if known else None

    for at, on in zip(rows.at.tolist(), dates, strict=True):
        worth = exact(rows.worth[at], known=rows.is_valued[at])
        owed = exact(rows.owed[at], known=rows.is_told[at])
        yield EquityMonth(worth, owed, on, bool(rows.estimated[at]))


def _indebted(
    books: HouseholdBooks, assets: Sequence[PositionBook], today: date
) -> Iterator[_Indebted]:
    """The assets that a debt was ever on. What was not known of an asset and its debts before
    the first record of any of them is no month of theirs."""
    found = []
    for asset in assets:
        debts = debts_on(books, asset.id)
        first = [int(one.amounts.days[0]) for one in (asset, *debts) if len(one.amounts)]
        if debts and first:
            found.append((asset, debts, date_of(min(first))))
    tables: dict[date, EquityTable] = {}
    for asset, debts, first_on in found:
        end = today if asset.closed is None else min(today, date_of(asset.closed - 1))
        if end not in tables:
            dates = month_ends(min(on for _asset, _debts, on in found), end)
            tables[end] = EquityTable(books, dates)
        rows = tables[end].rows(asset, debts)
        start = tables[end].on.searchsorted(day_of(month_start(first_on)))
        there = rows.at[rows.at >= start]
        # Before a debt was on it there was nothing to compare.
        began = rows.indebted[there].nonzero()[0]
        if len(began):
            rows = replace(rows, at=there[began[0] :])
            shown = [rows.dates[at] for at in rows.at.tolist()]
            is_begun = bool(began[0] > 0) or _is_beginning_known(asset, debts, shown[0])
            yield _Indebted(asset, rows, shown, is_begun)


def _is_beginning_known(asset: PositionBook, debts: Sequence[PositionBook], first: date) -> bool:
    """Whether it was bought, or its first debt taken on, in the month of the first record."""
    start = day_of(month_start(first))
    bought, taken_on = asset.opened, [debt.opened for debt in debts]
    return (bought is not None and bought >= start) or all(
        opened is not None and opened >= start for opened in taken_on
    )
