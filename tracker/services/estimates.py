"""What a position's model adds to the amounts that were entered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np

from tracker.services.amortisation import instalments
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
    that month's payment, in the position's currency. `steps`: by the day of an entered amount on
    which the model had a value too, how far the model itself went. `anchor`: the day and the
    entered amount that the newest estimates go on from, None without a model."""

    amounts: Series
    estimated: Days
    interest: Mapping[int, Decimal] = field(default_factory=dict)
    steps: Mapping[int, Decimal] = field(default_factory=dict)
    anchor: tuple[int, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model says of a day; `interest` is what a loan was charged for that month."""

    day: int
    amount: Decimal
    interest: Decimal | None = None


def fill(position: PositionBook, through: int) -> Filled:
    """The position's amounts with its model's estimates up to that day, included.

    Estimates stand on the monthly anniversaries of the entered amount that they go on from: from
    the model's `since` on, none on or after the day the position was closed. An entered amount that
    is what the model says on its day confirms it, and changes nothing; from any other one it goes
    on anew. Without estimates the amounts are the very same object, as they always are for what is
    counted in units.
    """
    model, entered = position.model, position.amounts
    if model is None or position.commodity is not None or not len(entered):
        return Filled(entered, _NONE)
    end = through if position.closed is None else min(through, position.closed - 1)
    first = max(int(entered.days.searchsorted(model.since, "right")) - 1, 0)
    stop = int(entered.days.searchsorted(end, "right"))
    days = entered.days[first:stop].tolist()
    amounts = entered.decimals(np.arange(first, stop))
    found: list[Estimate] = []
    steps: dict[int, Decimal] = {}
    course: _Course | None = None
    for amount, day, following in zip(amounts, days, [*days[1:], end + 1], strict=False):
        if course is not None:
            before = course.amount
            if course.reach(day) and day >= model.since:
                steps[day] = course.amount - before
        if course is None or course.amount != amount:
            course = _Course(position, model, amount, day)
        found += course.reach(following - 1)
    anchor = None if course is None else course.anchor
    found = [row for row in found if row.day >= model.since]
    if not found:
        return Filled(entered, _NONE, steps=steps, anchor=anchor)
    on = np.array([row.day for row in found], np.int64)
    interest = {row.day: row.interest for row in found if row.interest is not None}
    return Filled(_merge(entered, on, found), on, interest, steps, anchor)


class _Course:
    """How a value goes on from an entered amount; `amount` is what it is on the day reached."""

    def __init__(
        self, position: PositionBook, model: ValueModel, amount: Decimal, day: int
    ) -> None:
        self.anchor, self.amount = (day, amount), amount
        self._rows = _go_on(position, model, amount, day)
        self._first = day + _FEBRUARY
        self._ahead: Estimate | None = None

    def reach(self, day: int) -> list[Estimate]:
        """The estimates on the days up to this one that were not reached before."""
        reached: list[Estimate] = []
        if day < self._first:
            return reached  # most values are followed by another one before the model has any
        if self._ahead is None:
            self._ahead = next(self._rows, None)
        while self._ahead is not None and self._ahead.day <= day:
            reached.append(self._ahead)
            self.amount = self._ahead.amount
            self._ahead = next(self._rows, None)
        return reached


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
    position: PositionBook, model: ValueModel, amount: Decimal, day: int
) -> Iterator[Estimate]:
    """The estimates after an entered amount, one by one."""
    digits = digits_of(position.currency)
    if model.kind == LOAN:
        rows = instalments(amount, position.terms, original_of(position), day, digits=digits)
        for row in rows:
            yield Estimate(row.day, row.balance, row.interest)
    else:
        start = date_of(day)
        for month, value in enumerate(_wear(model, amount, start, digits), 1):
            yield Estimate(day_of(add_months(start, month)), value)


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
