"""The parts of the snapshot page that are sent by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.services.entry import EntryGrid, EntryLine
from tracker.viewmodels.links import Choice
from tracker.viewmodels.snapshot import (
    Group,
    MonthNote,
    Record,
    build_filters,
    build_groups,
    estimates_label,
    filter_query,
    last_saved,
)
from tracker.viewmodels.snapshot_cell import Reader, TypedCell
from tracker.viewmodels.snapshot_row import Row, build_row
from tracker.viewmodels.snapshot_totals import Totals, build_totals
from tracker.wording import snapshot as words
from tracker.wording import snapshot_questions as questions
from tracker.wording.items import units_text


@dataclass(frozen=True, slots=True)
class CellPage:
    """One row, and what its value moves: subtotals, totals, progress and the saving state."""

    as_of: date
    query: str
    filters: tuple[Choice, ...]
    row: Row
    editable: bool
    groups: tuple[Group, ...]
    totals: Totals
    done: int
    of: int
    progress: str
    estimates_label: str
    saved: str
    is_saved: bool


@dataclass(frozen=True, slots=True)
class NotePage:
    as_of: date
    note: MonthNote
    editable: bool
    saved: str
    is_saved: bool


@dataclass(frozen=True, slots=True)
class Blank:
    name: str
    last: str
    age: str


@dataclass(frozen=True, slots=True)
class Unusual:
    """A value that was questioned."""

    name: str
    value: str
    question: str


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Asks before a month with blanks or unusual values is closed."""

    as_of: date
    title: str
    sentence: str
    blanks: tuple[Blank, ...]
    unusual_sentence: str
    unusual: tuple[Unusual, ...]
    close_label: str


def build_cell(
    grid: EntryGrid,
    reader: Reader,
    position_id: UUID,
    *,
    today: date,
    typed: Mapping[UUID, TypedCell],
    rounded: Mapping[UUID, str],
    show: str,
    closed: bool,
) -> CellPage:
    """The answer to one cell; it stays a field even where the month was closed meanwhile."""
    line = grid.find(position_id)
    if line is None:
        raise LookupError(position_id)
    done, of = len(grid.lines) - len(grid.blanks), len(grid.lines)
    return CellPage(
        as_of=grid.on,
        query=filter_query(show),
        filters=build_filters(grid, show, reader.address),
        row=build_row(
            line,
            grid,
            reader,
            today=today,
            typed=typed.get(position_id),
            rounded=rounded.get(position_id, ""),
        ),
        editable=True,
        groups=build_groups(grid, reader, today=today, typed={}),
        totals=build_totals(grid, reader.tag, closed=closed),
        done=done,
        of=of,
        progress=words.entered(done, of),
        estimates_label=estimates_label(grid),
        saved=words.not_saved() if typed else last_saved(grid, reader, today=today),
        is_saved=not typed,
    )


def build_note(record: Record, as_of: date, note: MonthNote | None) -> NotePage:
    """The record's note, with what was typed where it could not be saved."""
    return NotePage(
        as_of=as_of,
        note=note or MonthNote(record.note, record.note),
        editable=True,
        saved=words.note_not_saved() if note else words.note_saved(),
        is_saved=note is None,
    )


def build_closing(grid: EntryGrid, reader: Reader) -> ClosingPage:
    """What to look at in a month that is about to be closed."""
    rows = [build_row(line, grid, reader, today=grid.on, typed=None) for line in grid.blanks]
    return ClosingPage(
        as_of=grid.on,
        title=words.close_title(grid.on, reader.tag),
        sentence=words.blanks_sentence(len(rows), grid.on, reader.tag),
        blanks=tuple(Blank(row.name, _last(row), row.age) for row in rows),
        unusual_sentence=questions.unusual_sentence(len(grid.questions)),
        unusual=tuple(_unusual(line, grid, reader) for line in grid.questions),
        close_label=words.close_label(grid.on, reader.tag),
    )


def _unusual(line: EntryLine, grid: EntryGrid, reader: Reader) -> Unusual:
    row = build_row(line, grid, reader, today=grid.on, typed=None)
    value = units_text(row.saved, row.unit) if row.unit else row.saved
    return Unusual(row.name, value, row.question)


def _last(row: Row) -> str:
    """What counts in its place: its estimate, or the last value, with its unit where that is not
    the household's currency."""
    if row.estimate:
        return row.estimate
    return units_text(row.last, row.unit) if row.unit and row.last_short else row.last
