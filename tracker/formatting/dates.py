"""Dates and months as a reader writes them, and strict reading of ISO dates."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import DateTimePattern, parse_pattern

from tracker.formatting.input_codes import DateError, InputCode
from tracker.formatting.locales import find_style
from tracker.services.calendar import FIRST_DATE, LAST_DATE

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


@lru_cache(maxsize=8192)
def format_date(day: date, tag: str) -> str:
    """A day in text: "31 Oct 2026"; the month is a word, so that no reader can swap it."""
    locale = find_style(tag).locale
    pattern = _ENGLISH_DAY if _is_plain_english(locale) else _skeleton(locale, "yMMMd")
    return pattern.apply(day, locale)


@lru_cache(maxsize=8192)
def format_month(day: date, tag: str, *, short: bool = False) -> str:
    """The month a day lies in: "October 2026", or "Oct 2026" where room is scarce."""
    locale = find_style(tag).locale
    return _skeleton(locale, "yMMM" if short else "yMMMM").apply(day, locale)


@lru_cache(maxsize=8192)
def format_month_name(day: date, tag: str, *, short: bool = False) -> str:
    """The month alone, where the year is plain: "October", or "Oct" where room is scarce."""
    return str(
        find_style(tag).locale.months["stand-alone"]["abbreviated" if short else "wide"][day.month]
    )


def format_moment(moment: datetime, tag: str) -> str:
    """A day and time of day, already in the reader's zone: "31 Oct 2026, 14:05"."""
    return f"{format_date(moment.date(), tag)}, {moment:%H:%M}"


def parse_date(text: str, *, latest: date | None = None) -> date:
    """The day of an ISO date (YYYY-MM-DD), 1900 to 2200, not after `latest`.

    Raises DateError with a code that says what is wrong.
    """
    stripped = text.strip()
    if not stripped:
        raise DateError(InputCode.DATE_EMPTY)
    shown = stripped[:40]
    match = _ISO.fullmatch(stripped)
    if match is None:
        raise DateError(InputCode.DATE_NOT_ISO, found=shown)
    year, month, day = map(int, match.groups())
    if not FIRST_DATE.year <= year <= LAST_DATE.year:
        first, last = FIRST_DATE.year, LAST_DATE.year
        raise DateError(InputCode.DATE_OUT_OF_RANGE, found=shown, first=first, last=last)
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateError(InputCode.DATE_IMPOSSIBLE, found=shown) from None
    if latest is not None and found > latest:
        raise DateError(InputCode.DATE_IN_FUTURE, found=shown, latest=latest.isoformat())
    return found


_ENGLISH_DAY = parse_pattern("d MMM y")


def _is_plain_english(locale: Locale) -> bool:
    """English of no country: babel gives it the American order, which we do not take."""
    return locale.language == "en" and locale.territory is None


def _skeleton(locale: Locale, name: str) -> DateTimePattern:
    found = locale.datetime_skeletons.get(name) or Locale("en").datetime_skeletons[name]
    return parse_pattern(str(getattr(found, "pattern", found)))
