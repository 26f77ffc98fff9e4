"""One item over time: its amount, its value in its own and in the reporting currency, and what is
owed on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from tracker.services.bases import Carried, carry
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, days_of, month_ends, month_start
from tracker.services.rates import RateTable
from tracker.services.stakes import fill_stake, first_date_of
from tracker.services.worths import worths_of


@dataclass(frozen=True, slots=True, eq=False)
class ItemMonth:
    """The item at a month end, or on its last day. `amount`: as last entered or estimated since,
    in its units or its currency. `own` and `reported`: its value in its own and in the reporting
    currency, None where it cannot be converted. `owed`: on the debts secured on it, in its own
    currency, None where there is none or one of them is not known. `estimate`: its value of this
    month is somebody's own estimate, `modelled`: what its model makes of an earlier one."""

    on: date
    amount: Fraction
    own: Fraction | None
    reported: Fraction | None
    owed: Fraction | None
    estimate: bool
    modelled: bool = False


def item_history(
    books: HouseholdBooks,
    position: PositionBook,
    today: date,
    *,
    debts: Sequence[PositionBook] = (),
    estimates: Collection[date] = (),
) -> tuple[ItemMonth, ...]:
    """At today's values, every month from its first value to today, or to the day before it was
    closed; empty without values. `books` have the prices and rates, `estimates` the dates of
    values that are own estimates."""
    dates = _dates(books, position, today)
    on = days_of(dates)
    carried = carry(fill_stake(books, position, on, "market"), on, "market")
    if not carried.figures:
        return ()
    reported = RateTable(books, on)
    own = RateTable(replace(books, currency=position.currency), on)
    values, in_books = (carried_values(position, carried, table) for table in (own, reported))
    owed = [carried_values(debt, carry(debt, on, "market"), own) for debt in debts]
    figures = carried.figures[0]
    counted, within = on[figures.at], figures.at - carried.start
    amounts = carried.amounts.decimals(carried.amounts.latest(counted))
    estimated = carried.estimated
    modelled = np.zeros(len(counted), bool) if estimated is None else estimated[within]
    return tuple(
        ItemMonth(
            on=dates[at],
            amount=Fraction(amount),
            own=values.get(at),
            reported=in_books.get(at),
            owed=_sum([of_debt[at] for of_debt in owed if at in of_debt]),
            estimate=_is_estimate(date_of(int(as_of)), dates[at], estimates),
            modelled=bool(by_model),
        )
        for at, amount, as_of, by_model in zip(
            figures.at.tolist(),
            amounts,
            carried.as_of[within],
            modelled,
            strict=True,
        )
    )


def _dates(books: HouseholdBooks, position: PositionBook, today: date) -> list[date]:
    """Month ends while it is there; the last one is its last day."""
    days = [first_date_of(books, position)]
    if len(position.amounts):
        days.append(date_of(int(position.amounts.days[0])))
    first = min((day for day in days if day is not None), default=None)
    if first is None:
        return []
    end = today
    if position.closed is not None:
        end = min(today, date_of(position.closed) - timedelta(days=1))
    return month_ends(first, end) if first <= end else []


def carried_values(
    position: PositionBook, carried: Carried, table: RateTable
) -> dict[int, Fraction | None]:
    """What a position was worth on the market basis in the table's currency, by the index of each
    date on which it counts; None where it cannot be converted."""
    worths = worths_of(position, carried, table)
    unit = 10**worths.scale
    rows = zip(worths.at.tolist(), worths.numbers.tolist(), worths.known.tolist(), strict=True)
    return {at: Fraction(number, unit) if known else None for at, number, known in rows}


def _sum(parts: Sequence[Fraction | None]) -> Fraction | None:
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(parts) else None


def _is_estimate(entered: date, on: date, estimates: Collection[date]) -> bool:
    return entered in estimates and month_start(entered) == month_start(on)
