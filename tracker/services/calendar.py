"""Dates as day numbers, months and month ends."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from tracker.services.carry_forward import Days

EPOCH: Final = date(2000, 1, 1)
FIRST_DATE: Final = date(1900, 1, 1)
LAST_DATE: Final = date(2200, 12, 31)
"""The dates that books may hold."""

_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2

_EPOCH64: Final = np.datetime64(EPOCH, "D")


def day_of(day: date) -> int:
    """Days from EPOCH to a date, negative before it."""
    return (day - EPOCH).days


def days_of(dates: Sequence[date]) -> Days:
    """Days from EPOCH to each of the dates."""
    return np.array([day.toordinal() for day in dates], np.int64) - EPOCH.toordinal()


def date_of(day: int) -> date:
    """The date that many days after EPOCH."""
    return EPOCH + timedelta(days=day)


def is_in_range(day: date) -> bool:
    """Whether books may hold that date."""
    return FIRST_DATE <= day <= LAST_DATE


def month_start(day: date) -> date:
    """The first day of a date's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a date's month."""
    return date(day.year, day.month, _length(day.year, day.month))


def add_months(day: date, months: int, *, sticky: bool = True) -> date:
    """The same day of the month that many months on (or back), the month's last day where it is
    shorter. With `sticky` a month end stays one: 28 February and one month is 31 March."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = _length(year, month + 1)
    if sticky and day.day == _length(day.year, day.month):
        return date(year, month + 1, longest)
    return date(year, month + 1, min(day.day, longest))


def month_ends(first: date, today: date) -> list[date]:
    """Every month end from `first`'s month on; the month of `today` is represented by `today`
    itself and is provisional, even on its last day. Empty when `first` lies in a later month."""
    start, stop = first.year * 12 + first.month - 1, today.year * 12 + today.month - 1
    months = (divmod(index, 12) for index in range(start, stop))
    ends = [date(year, month + 1, _length(year, month + 1)) for year, month in months]
    return [*ends, today] if start <= stop else []


def _length(year: int, month: int) -> int:
    """The days of a month."""
    return 29 if month == _FEBRUARY and isleap(year) else _LENGTHS[month - 1]


def shift_months(days: Days, months: int) -> Days:
    """`add_months` without `sticky` for an array of day numbers."""
    dates = _EPOCH64 + days.astype("timedelta64[D]")
    month = dates.astype("datetime64[M]")
    within = dates - month.astype("datetime64[D]")
    first = (month + np.timedelta64(months, "M")).astype("datetime64[D]")
    following = (month + np.timedelta64(months + 1, "M")).astype("datetime64[D]")
    shifted = np.minimum(first + within, following - np.timedelta64(1, "D"))
    result: Days = (shifted - _EPOCH64).astype(np.int64)
    return result
