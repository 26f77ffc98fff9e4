"""The months of a year: their records, and what the household was worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tracker.formatting import format_date, format_money, format_month
from tracker.services.calendar import month_end, month_ends, month_start
from tracker.services.currencies import minor_unit
from tracker.services.history import History
from tracker.viewmodels.links import Choice
from tracker.wording import snapshot as words
from tracker.wording.chart import month_note

MOST_SHOWN = 3


class RecordRow(Protocol):
    """A record as the reader of the database gives it."""

    @property
    def as_of(self) -> date: ...
    @property
    def note(self) -> str: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def entered(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A date that was asked for and cannot be entered, and why."""

    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    as_of: date
    label: str
    closed: bool
    entered: str
    note: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its records, newest first; without any, `day` is the one to enter."""

    name: str
    day: date
    enter_label: str
    shown: tuple[RecordLink, ...]
    more: tuple[RecordLink, ...]
    more_label: str
    net_worth: str
    remark: str


@dataclass(frozen=True, slots=True)
class SnapshotsPage:
    title: str
    years: tuple[Choice, ...]
    months: tuple[Month, ...]
    asked: Asked
    asked_type: str
    last_day: date
    empty: bool


def choose_year(text: str, first: date | None, today: date) -> int:
    """The year that was asked for, if the books cover it; else this one."""
    start = first.year if first else today.year
    if re.fullmatch("[0-9]{4}", text, re.ASCII) and start <= int(text) <= today.year:
        return int(text)
    return today.year


def year_ends(year: int, first: date | None, today: date) -> list[date]:
    """The year's month ends from the first record's month to today."""
    if first is None or first > today:
        return []
    start = max(month_start(first), date(year, 1, 1))
    return month_ends(start, min(today, date(year, 12, 31)))


def build_page(
    year: int,
    first: date | None,
    today: date,
    *,
    rows: Sequence[RecordRow],
    totals: History,
    tag: str,
    asked: Asked,
) -> SnapshotsPage:
    """`totals` has the year's month ends, `rows` its records, newest first."""
    start = first.year if first else today.year
    months = [_month(at, totals, rows, today, tag) for at in reversed(range(len(totals)))]
    return SnapshotsPage(
        title=words.list_title(),
        years=tuple(
            Choice(f"?year={one}", str(one), one == year)
            for one in range(today.year, start - 1, -1)
        ),
        months=tuple(months),
        asked=asked,
        asked_type="date" if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|", asked.text) else "text",
        last_day=today,
        empty=not months,
    )


def _month(at: int, totals: History, rows: Sequence[RecordRow], today: date, tag: str) -> Month:
    day = totals.dates[at]
    links = [
        RecordLink(
            as_of=row.as_of,
            label=format_date(row.as_of, tag),
            closed=row.closed_at is not None,
            entered=words.values_entered(row.entered),
            note=row.note,
        )
        for row in rows
        if month_start(row.as_of) == month_start(day)
    ]
    worth, running = totals.exact(totals.net_worth[at]), month_end(day) == month_end(today)
    digits = 0 if worth.denominator == 1 else minor_unit(totals.currency)
    more = links[MOST_SHOWN:]
    return Month(
        name=format_month(day, tag),
        day=day,
        enter_label=words.enter_label(day, tag),
        shown=tuple(links[:MOST_SHOWN]),
        more=tuple(more),
        more_label=words.more_records(len(more)),
        net_worth=format_money(worth, totals.currency, tag, digits=digits),
        remark=month_note(complete=totals.complete[at], provisional=running),
    )
