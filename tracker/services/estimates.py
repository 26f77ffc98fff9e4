"""What a position's model adds to the amounts that were entered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count, takewhile
from typing import Final

import numpy as np

from tracker.services.amortisation import schedule
from tracker.services.books import PositionBook, ValueModel
from tracker.services.calendar import add_months, date_of, day_of
from tracker.services.carry_forward import Days, Series
from tracker.services.currencies import digits_of
from tracker.services.depreciation import declining, straight_line

STRAIGHT_LINE: Final = "straight_line"
DECLINING: Final = "declining"
LOAN: Final = "loan"
_FEBRUARY = 28
"""No month is shorter."""

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """`amounts`: entered and estimated ones. `estimated`: the days of the estimates among them,
    ascending. `interest`: of a loan, by the day of an estimate, what was added to the debt before
    that month's payment, in the position's currency."""

    amounts: Series
    estimated: Days
    interest: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model says of a day; `interest` is what a loan was charged for that month."""

    day: int
    amount: Decimal
    interest: Decimal | None = None


def fill(position: PositionBook, through: int) -> Filled:
    """The position's amounts with its model's estimates up to that day, included.

    Estimates stand on the monthly anniversaries of each entered amount, which they go on from,
    until the next one is entered: from the model's `since` on, none on or after the day the
    position was closed. Without any the amounts are the very same object, as they always are for
    what is counted in units.
    """
    model, entered = position.model, position.amounts
    if model is None or position.commodity is not None or not len(entered):
        return Filled(entered, _NONE)
    end = through if position.closed is None else min(through, position.closed - 1)
    stops = np.minimum(np.append(entered.days[1:] - 1, end), end)
    gaps = np.flatnonzero((stops >= model.since) & (stops - entered.days >= _FEBRUARY))
    found: list[Estimate] = []
    for amount, at in zip(entered.decimals(gaps), gaps.tolist(), strict=True):
        rows = _go_on(position, model, amount, int(entered.days[at]), int(stops[at]))
        found += (row for row in rows if row.day >= model.since)
    if not found:
        return Filled(entered, _NONE)
    days = np.array([row.day for row in found], np.int64)
    interest = {row.day: row.interest for row in found if row.interest is not None}
    return Filled(_merge(entered, days, found), days, interest)


def can_go_on(position: PositionBook) -> bool:
    """Whether it may have a model: kept in money, not the part of a business, not closed."""
    return position.commodity is None and position.stake is None and position.closed is None


def original_of(position: PositionBook) -> Decimal | None:
    """The sum that a loan's flat interest is counted on: what its model says, else the first
    amount that was entered."""
    if position.model is not None and position.model.original is not None:
        return position.model.original
    entered = position.amounts
    return entered.decimals(np.zeros(1, np.intp))[0] if len(entered) else None


def _go_on(
    position: PositionBook, model: ValueModel, amount: Decimal, day: int, stop: int
) -> Iterator[Estimate]:
    """The estimates after an entered amount until a day, included."""
    digits, start = digits_of(position.currency), date_of(day)
    if model.kind == LOAN:
        months = (stop - day) // _FEBRUARY
        original = original_of(position)
        rows = schedule(amount, position.terms, original, day, months, digits=digits)
        estimates = (Estimate(row.day, row.balance, row.interest) for row in rows)
    else:
        values = _wear(model, amount, start, digits)
        dates = (day_of(add_months(start, month)) for month in count(1))
        estimates = (Estimate(on, value) for on, value in zip(dates, values, strict=False))
    return takewhile(lambda row: row.day <= stop, estimates)


def _wear(model: ValueModel, amount: Decimal, start: date, digits: int) -> Iterator[Decimal]:
    """The values of the months after an entered one."""
    residual = model.residual or Decimal(0)
    if model.kind == DECLINING and model.rate is not None:
        return declining(amount, model.rate, residual, digits=digits)
    if model.ends is None or model.ends <= day_of(start):
        return iter(())
    return straight_line(amount, residual, _months_until(start, date_of(model.ends)), digits=digits)


def _months_until(start: date, end: date) -> int:
    """How many monthly anniversaries of a day there are up to another, included."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def _merge(entered: Series, days: Days, found: Sequence[Estimate]) -> Series:
    at = entered.days.searchsorted(days)
    tokens = np.array(entered.text.split(b" "), object)
    texts = np.array([format(row.amount, "f").encode() for row in found], object)
    return Series(np.insert(entered.days, at, days), b" ".join(np.insert(tokens, at, texts)))
