"""Dates as people write them: which orders a file's dates allow, and reading them in one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from babel import Locale

from tracker.formatting import DateError, InputCode
from tracker.services.calendar import FIRST_DATE, LAST_DATE

# Languages whose names of months are understood; a name two of them give to different months is
# understood in none.
_TAGS: Final = ("en", "ms", "id", "vi", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "hu")
_NUMERIC = re.compile(r"(\d{1,2})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[./\-](\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[./\-](\d{4})", re.ASCII)
_HAN = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?", re.ASCII)
_TAIL = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_CENTURY = 2000


class DateOrder(StrEnum):
    """In which order day and month stand where both are numbers after which the year comes."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class DateStyle(StrEnum):
    """How a date is written. The order of NUMERIC ones may have to be asked for."""

    YEAR_FIRST = "ymd"
    NUMERIC = "numeric"
    NAMED = "named"
    MONTH = "month"


@dataclass(slots=True)
class DateEvidence:
    """What the dates of one file are like; each example stands with its line."""

    styles: dict[DateStyle, tuple[int, str]] = field(default_factory=dict)
    only: dict[DateOrder, tuple[int, str]] = field(default_factory=dict)
    either: tuple[int, str] | None = None

    def add(self, cell: str, line: int) -> bool:
        """Note a cell; False where it is no date in any style."""
        style = find_style(cell)
        if style is None:
            return False
        shown = (line, cell.strip()[:40])
        self.styles.setdefault(style, shown)
        if style is DateStyle.NUMERIC:
            orders = _orders(cell)
            if len(orders) == 1:
                self.only.setdefault(orders[0], shown)
            elif self.either is None:
                self.either = shown
        return True

    @property
    def order(self) -> DateOrder | None:
        """The one order that every date has, None where it has to be asked for."""
        if DateStyle.NUMERIC not in self.styles:
            return DateOrder.DAY_FIRST
        if len(self.only) != 1 or set(self.styles) & {DateStyle.YEAR_FIRST, DateStyle.NAMED}:
            return None
        return next(iter(self.only))

    @property
    def examples(self) -> list[tuple[int, str]]:
        """A date of each kind found, by line, for the question."""
        found = [*self.styles.values(), *self.only.values()]
        if self.either:
            found.append(self.either)
        return sorted(set(found))[:5]


def find_style(cell: str) -> DateStyle | None:
    """How this date is written, None where it is none."""
    text = _trim(cell)
    if _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return DateStyle.YEAR_FIRST
    if _NUMERIC.fullmatch(text):
        return DateStyle.NUMERIC if _orders(text) else None
    han = _HAN.fullmatch(text)
    if han:
        return DateStyle.YEAR_FIRST if han[3] else DateStyle.MONTH
    if _month_of(text):
        return DateStyle.MONTH
    named = _read_named(text)
    return None if named is None else DateStyle.NAMED if named[2] else DateStyle.MONTH


def read_any_date(text: str, order: str | None, latest: date | None) -> date:
    """The day of a date in any style, numbers in `order`; a month alone is its last day, or
    `latest` where it is not over. Raises DateError with a code that says what is wrong."""
    shown = text.strip()[:40]
    if not shown:
        raise DateError(InputCode.DATE_EMPTY)
    parts = _read_parts(_trim(text), order)
    if parts is None:
        raise DateError(InputCode.DATE_UNREADABLE, found=shown)
    year, month, day = parts
    if not FIRST_DATE.year <= year <= LAST_DATE.year:
        first, last = FIRST_DATE.year, LAST_DATE.year
        raise DateError(InputCode.DATE_OUT_OF_RANGE, found=shown, first=first, last=last)
    try:
        found = date(year, month, day) if day else _month_end(year, month)
    except ValueError:
        raise DateError(InputCode.DATE_IMPOSSIBLE, found=shown) from None
    if latest is not None and found > latest:
        if not day and (year, month) == (latest.year, latest.month):
            return latest
        raise DateError(InputCode.DATE_IN_FUTURE, found=shown, latest=latest.isoformat())
    return found


def count_dates(cells: Iterable[str]) -> tuple[int, int]:
    """How many of the cells are dates, and how many are not blank."""
    dates = filled = 0
    for cell in cells:
        if cell.strip():
            filled += 1
            dates += find_style(cell) is not None
    return dates, filled


def _read_parts(text: str, order: str | None) -> tuple[int, int, int] | None:
    """Year, month and day, 0 for no day."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return int(found[1]), int(found[3]), int(found[4])
    found = _COMPACT.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _NUMERIC.fullmatch(text)
    if found:
        first, second = int(found[1]), int(found[3])
        year = int(found[4]) + (_CENTURY if len(found[4]) == 2 else 0)
        if order == DateOrder.DAY_FIRST:
            return year, second, first
        return (year, first, second) if order == DateOrder.MONTH_FIRST else None
    found = _HAN.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3] or 0)
    month = _month_of(text)
    return (*month, 0) if month else _read_named(text)


def _orders(cell: str) -> list[DateOrder]:
    """The orders in which a date of three numbers is a date at all."""
    found = _NUMERIC.fullmatch(_trim(cell))
    if found is None:
        return []
    first, second = int(found[1]), int(found[3])
    orders = []
    if 1 <= first <= 31 and 1 <= second <= 12:
        orders.append(DateOrder.DAY_FIRST)
    # With dots between them the day comes first wherever dates are written so.
    if 1 <= second <= 31 and 1 <= first <= 12 and (found[2] != "." or not orders):
        orders.append(DateOrder.MONTH_FIRST)
    return orders


def _trim(cell: str) -> str:
    return _TAIL.sub("", cell.strip())


def _month_of(text: str) -> tuple[int, int] | None:
    found = _YEAR_MONTH.fullmatch(text)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not found and (found := _MONTH_YEAR.fullmatch(text)):
        year, month = int(found[2]), int(found[1])
    fits = FIRST_DATE.year <= year <= LAST_DATE.year and 1 <= month <= 12
    return (year, month) if fits else None


def _read_named(text: str) -> tuple[int, int, int] | None:
    """A date with its month in words: 31 Dec 2024, Dec 31, 2024, Oct-24, tháng 12 2024."""
    if len(text) > 40:
        return None
    words = _WORDS.findall(text.casefold())
    if len(words) == 3 and words[0] == "tháng" and words[1].isdigit():
        return (int(words[2]), int(words[1]), 0) if words[2].isdigit() else None
    names = [_month_names().get(word) for word in words if not word.isdigit()]
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    if len(names) != 1 or names[0] is None or not 1 <= len(numbers) <= 2:
        return None
    year = numbers[-1] if len(numbers[-1]) != 1 else numbers[0]
    day = int(numbers[0]) if len(numbers) == 2 else 0
    if len(numbers[0]) == 4 and len(numbers) == 2:
        year, day = numbers[0], int(numbers[1])
    if len(year) not in {2, 4} or (len(numbers) == 2 and not 1 <= day <= 31):
        return None
    return int(year) + (_CENTURY if len(year) == 2 else 0), names[0], day


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    found: dict[str, int] = {}
    doubted: set[str] = set()
    for tag in _TAGS:
        months = Locale.parse(tag).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = name.casefold().rstrip(".")
                    if not word.isalpha() or len(word) < 3:
                        continue
                    if found.setdefault(word, number) != number:
                        doubted.add(word)
    return {"sept": 9} | {word: number for word, number in found.items() if word not in doubted}
