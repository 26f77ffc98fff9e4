"""The table of months: what was owned and owed, how it moved, what is known about each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from uuid import UUID

from tracker.formatting import format_month, format_percent
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_start
from tracker.services.comparison import are_comparable, missing_items, relative_change
from tracker.services.deficit import episodes
from tracker.services.history import Columns, History
from tracker.services.notes import NoteRow, notes_by_point
from tracker.services.records import RecordRow
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.history_asked import Asked, Links
from tracker.viewmodels.history_categories import CategoryTable, build_categories
from tracker.viewmodels.history_filters import YEARS_SHOWN, Filters, build_filters
from tracker.viewmodels.history_notes import Note, build_note
from tracker.wording import history as words
from tracker.wording import items


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a month stands against zero; `code` chooses the shape."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """`change` is "" in the first month; `incomparable` says why there is none elsewhere."""

    iso: str
    month: str
    own: str
    owe: str
    net: str
    below: bool
    change: str
    percent: str
    incomparable: str
    marks: tuple[Mark, ...]
    missing: str
    state: str
    state_name: str
    balance_url: str
    snapshot_url: str
    card_url: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class YearBlock:
    """The months of a year, newest first, and how the year moved as far as they go."""

    year: int
    change: str
    percent: str
    card_url: str
    months: tuple[MonthLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The fields of history/page.html. One of `years` and `categories` is empty."""

    line: str
    unit: str
    filters: Filters
    years: tuple[YearBlock, ...]
    categories: CategoryTable | None
    csv_url: str
    json_url: str
    compare_url: str
    nothing: bool


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`history`: monthly, from the first value to today, on what was asked; `records` and `notes`
    of the same span; `currencies` that the household uses."""

    books: HouseholdBooks
    history: History
    records: Sequence[RecordRow]
    notes: Sequence[NoteRow]
    names: Mapping[UUID, str]
    currencies: Sequence[str]


def shown_span(dates: Sequence[date], asked: Asked) -> tuple[int, int]:
    """The indices of the months to show: those asked for, else the newest years."""
    first = asked.first
    if first is None and asked.last is None:
        first = date(asked.today.year - YEARS_SHOWN + 1, 1, 1)
    start = next((at for at, day in enumerate(dates) if first is None or day >= first), len(dates))
    last = asked.last or asked.today
    # A month is asked for by any of its days.
    stop = next(
        (at for at, day in enumerate(dates) if month_start(day) > month_start(last)), len(dates)
    )
    return start, max(start, stop)


def build(facts: Facts, asked: Asked, links: Links, tag: str) -> HistoryPage:
    """The months that were asked for."""
    history = facts.history
    start, stop = shown_span(history.dates, asked)
    columns = history.columns(asked.owner)
    amounts = AmountStyle.of(
        history.currency,
        tag,
        (
            Fraction(max(map(abs, row), default=0), history.unit)
            for row in (columns.assets, columns.liabilities)
        ),
    )
    person = items.owner_name(asked.owner, facts.names) if asked.owner else ""
    table = _Table(facts, asked, links, amounts, columns)
    by_category = asked.by == "category"
    query = asked.query()
    return HistoryPage(
        line=words.page_line(history.currency, asked.basis, person, tag),
        unit=amounts.unit,
        filters=build_filters(history, asked, facts.names, facts.currencies),
        years=() if by_category else table.years(start, stop),
        categories=build_categories(
            facts.books, history, asked, amounts, table.balance_url, start, stop
        )
        if by_category
        else None,
        csv_url=f"{links.download}?{query}&format=csv" if query else f"{links.download}?format=csv",
        json_url=f"{links.download}?{query}&format=json"
        if query
        else f"{links.download}?format=json",
        compare_url=links.compare + asked.url(**{"from": "", "to": "", "by": "", "side": ""}),
        nothing=start == stop,
    )


class _Table:
    """The rows of months: everything about the whole span is worked out once."""

    def __init__(
        self, facts: Facts, asked: Asked, links: Links, amounts: AmountStyle, columns: Columns
    ) -> None:
        history = facts.history
        self.history, self.asked, self.links = history, asked, links
        self.amounts, self.columns = amounts, columns
        self.missing = missing_items(facts.books, history, asked.owner)
        self.marks = _find_marks(history, columns)
        self.notes = notes_by_point(facts.notes, history.dates)
        self.records: dict[date, RecordRow] = {}
        for record in sorted(facts.records, key=lambda record: record.as_of):
            self.records[month_start(record.as_of)] = record

    def years(self, start: int, stop: int) -> tuple[YearBlock, ...]:
        dates, unit = self.history.dates, self.history.unit
        columns = self.columns
        texts = self.amounts.months(
            columns.assets[start:stop], columns.liabilities[start:stop], unit
        )
        lines = {
            at: self.line(at, *(column[at - start] for column in texts))
            for at in reversed(range(start, stop))
        }
        blocks = []
        for year, group in groupby(lines, key=lambda at: dates[at].year):
            shown = list(group)
            change, percent, _ = self.change(self.before_year(year), shown[0])
            blocks.append(
                YearBlock(
                    year,
                    change,
                    percent,
                    self.links.year(year) + self.person_query(),
                    tuple(lines[at] for at in shown),
                )
            )
        return tuple(blocks)

    def before_year(self, year: int) -> int:
        """The index of the last month before a year, -1 without one."""
        return sum(day.year < year for day in self.history.dates) - 1

    def line(self, at: int, own: str, owe: str, net: str) -> MonthLine:
        day, tag = self.history.dates[at], self.amounts.tag
        running = at == len(self.history) - 1
        record = self.records.get(month_start(day))
        change, percent, incomparable = self.change(at - 1, at)
        state = _state(record, running=running)
        return MonthLine(
            iso=day.isoformat(),
            month=format_month(day, tag, short=True),
            own=own,
            owe=owe,
            net=net,
            below=self.columns.net_worth[at] < 0,
            change=change,
            percent=percent,
            incomparable=incomparable,
            marks=tuple(Mark(code, words.mark_name(code)) for code in self.codes(at)),
            missing=words.missing_names([item.name for item in self.missing[at]])
            if self.missing[at]
            else "",
            state=state,
            state_name=words.state_name(state),
            balance_url=self.balance_url(at),
            snapshot_url=self.links.snapshot(record.as_of if record else day),
            card_url=self.links.card(day) + self.person_query(),
            notes=tuple(build_note(note, tag) for note in self.notes.get(day, ())),
        )

    def codes(self, at: int) -> list[str]:
        if not self.columns.proven[at] and at not in self.marks:
            return ["uncertain"]
        return self.marks.get(at, [])

    def change(self, before: int, at: int) -> tuple[str, str, str]:
        """From one month to another: the amount, the percent, or why there is neither."""
        if before < 0:
            return "", "", ""
        if not are_comparable(self.missing[before], self.missing[at]):
            return "", "", words.not_comparable()
        worth, unit = self.columns.net_worth, self.history.unit
        amount = Fraction(worth[at] - worth[before], unit)
        ratio = relative_change(worth[before], worth[at], gross=self.columns.assets[before])
        return (
            self.amounts.number(amount, sign="change"),
            "" if ratio is None else format_percent(ratio, self.amounts.tag, sign="change"),
            "",
        )

    def balance_url(self, at: int) -> str:
        """The balance sheet of the month at an index."""
        day, running = self.history.dates[at], at == len(self.history) - 1
        changed = {"from": "", "to": "", "by": "", "side": "", "currency": ""}
        # Today has no date in its address, so that a bookmark stays today's.
        query = self.asked.query(**changed, date="" if running else day.isoformat())
        return f"{self.links.balance}?{query}" if query else self.links.balance

    def person_query(self) -> str:
        return f"?person={self.asked.person}" if self.asked.person else ""


def _state(record: RecordRow | None, *, running: bool) -> str:
    if running:
        return "running"
    if record is None:
        return "none"
    return "open" if record.closed_at is None else "closed"


def _find_marks(history: History, columns: Columns) -> dict[int, list[str]]:
    """The codes of each month that is below zero or comes back from there, by index."""
    dates, worth, proven = history.dates, columns.net_worth, columns.proven
    at_day = {day: at for at, day in enumerate(dates)}
    marks: dict[int, list[str]] = {}
    for episode in episodes(dates, worth, columns.complete, proven=proven, unit=history.unit):
        onset = at_day[episode.onset]
        stop = len(dates) if episode.recovered is None else at_day[episode.recovered]
        for at in range(onset, stop):
            if worth[at] < 0 and proven[at]:
                began = at == onset and not episode.open_start
                marks[at] = ["onset" if began else "below"]
        marks[at_day[episode.lowest_date]].append("lowest")
        if episode.recovered is not None:
            marks[stop] = ["recovered"]
    return marks
