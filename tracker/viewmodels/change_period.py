"""Between which two dates a change is shown: the month entered last, longer spans, or any two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.services.calendar import FIRST_DATE, month_start

MONTH: Final = ""
SPANS: Final = {MONTH: 1, "3m": 3, "12m": 12}
"""Code -> months."""
YEAR: Final = "year"
CHOICES: Final = (*SPANS, YEAR)


@dataclass(frozen=True, slots=True)
class Between:
    """What the reader asked for: a code of `CHOICES`, or dates. `typed_first` and `typed_last`
    keep what was typed where it is no date; `error` then says why."""

    code: str = MONTH
    first: date | None = None
    last: date | None = None
    typed_first: str = ""
    typed_last: str = ""
    error: str = ""
    error_field: str = ""

    @property
    def is_dated(self) -> bool:
        return self.first is not None or self.last is not None

    def query(self) -> dict[str, str]:
        """The part of an address that asks for it; what is usual is empty."""
        return {
            "period": self.code,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
        }


LAST_MONTH: Final = Between()


@dataclass(frozen=True, slots=True)
class Period:
    """`code` is "" for a month too; `dated`: the reader typed the dates. `offered`: the codes for
    which there are enough months."""

    start: date
    end: date
    code: str
    dated: bool
    offered: tuple[str, ...]

    @property
    def is_month(self) -> bool:
        return self.code == MONTH and not self.dated


def choose_period(
    dates: Sequence[date], last_entry: date, today: date, between: Between
) -> Period | None:
    """The dates to compare, of a history on `dates`; None while there is one month only. Without
    dates of one's own it ends with the month that was entered last."""
    if len(dates) < 2:
        return None
    last = next(
        (at for at in range(len(dates) - 1, 0, -1) if _month(dates[at]) <= _month(last_entry)), 1
    )
    starts = {code: last - months for code, months in SPANS.items() if months <= last}
    if (year_end := _before_year(dates, last)) is not None:
        starts[YEAR] = year_end
    offered = tuple(code for code in CHOICES if code in starts)
    if between.is_dated:
        end = between.last or today
        start = between.first or max(month_start(end) - timedelta(days=1), FIRST_DATE)
        return Period(start, end, MONTH, dated=True, offered=offered)
    code = between.code if between.code in starts else MONTH
    return Period(dates[starts[code]], dates[last], code, dated=False, offered=offered)


def _before_year(dates: Sequence[date], last: int) -> int | None:
    """The index of the month end before the year of the date at `last`."""
    found = [at for at, day in enumerate(dates) if day.year < dates[last].year]
    return found[-1] if found else None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
