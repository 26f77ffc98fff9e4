"""When a household should look at its figures again, and how far the month's entry has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import add_months, day_of, month_end, month_start


class Cadence(StrEnum):
    """How often a household reviews its figures."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Record:
    """A dated record; `noted`: somebody wrote a note for it."""

    as_of: date
    closed: bool
    noted: bool


@dataclass(frozen=True, slots=True)
class Records:
    """`closed`: the date of the newest closed record, None without any; `running`: all records of
    the running month up to today."""

    closed: date | None
    running: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """`due` is a month end, `days` from today to it, negative once it has passed. `shortened`:
    the household chose to look less often than it should while net worth is below zero."""

    cadence: Cadence
    shortened: bool
    due: date
    days: int


def next_review(
    chosen: Cadence, today: date, *, below: bool, closed: date | None, newest: date | None
) -> Review:
    """The next review after the last one.

    A review is a closed record: `closed` is the newest one's date. A household that has never
    closed any is taken to have looked when it entered its `newest` values, unless that was in the
    running month, whose review is then due. `below`: net worth at market is below zero for
    certain, and then it is reviewed every three months at least.
    """
    needed = Cadence.QUARTERLY if below else Cadence.YEARLY
    cadence = min(chosen, needed, key=MONTHS.__getitem__)
    done = closed
    if done is None and newest is not None and newest < month_start(today):
        done = newest
    due = month_end(today)
    if done is not None:
        due = month_end(add_months(month_start(done), MONTHS[cadence]))
    return Review(cadence, cadence is not chosen, due, (due - today).days)


def current_date(books: HouseholdBooks, records: Records, today: date) -> date:
    """The date of the running month's record: its open one, else its latest, else today. A record
    without values, note or closing is none: a value that was cleared again leaves one behind."""
    by_age = sorted(records.running, key=lambda record: (record.closed, -day_of(record.as_of)))
    used = (
        record.as_of
        for record in by_age
        if record.closed or record.noted or _holds_values(books, record.as_of)
    )
    return next(used, today)


def _holds_values(books: HouseholdBooks, on: date) -> bool:
    day = day_of(on)
    return any(_has_value(position, day) for position in books.positions)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the record's items have a value of its own date."""

    entered: int
    expected: int


def entry_progress(books: HouseholdBooks, on: date) -> Progress:
    """The record of a date, as the entry grid counts it: open that day and not archived."""
    day = day_of(on)
    rows = [position for position in books.positions if _is_expected(position, day)]
    return Progress(sum(_has_value(position, day) for position in rows), len(rows))


def _is_expected(position: PositionBook, day: int) -> bool:
    if position.archived or (position.closed is not None and position.closed <= day):
        return False
    if position.stake is not None and not (position.amounts.days <= day).any():
        return False  # it follows a business's balance sheet
    return position.opened is None or position.opened <= day


def _has_value(position: PositionBook, day: int) -> bool:
    days = position.amounts.days
    at = int(days.searchsorted(day))
    return at < len(days) and int(days[at]) == day
