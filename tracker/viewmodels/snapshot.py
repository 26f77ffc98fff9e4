"""The monthly snapshot: the grid of one date, its totals, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tracker.formatting import format_date, format_moment, format_money, format_number
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.entry import EntryGrid, EntryGroup, EntryLine
from tracker.services.notes import NoteRow
from tracker.viewmodels.freshness import partly_fresh_note
from tracker.viewmodels.history_notes import Note, build_note
from tracker.viewmodels.links import Choice
from tracker.viewmodels.snapshot_cell import Reader, TypedCell
from tracker.viewmodels.snapshot_paste import Undo, join_ids, list_starts
from tracker.viewmodels.snapshot_row import Row, build_row
from tracker.viewmodels.snapshot_totals import Totals, build_totals, shown_digits_of, subtotals_at
from tracker.wording import snapshot as words
from tracker.wording.categories import category_name

SHOWN = ("all", "todo", "stale")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one category with what they come to; `side` is "asset" or "debt". `fresh` says
    how much of the total is up to date where not all of it is."""

    id: str
    name: str
    side: str
    total: str
    fresh: str
    change: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ClosedNotice:
    line: str
    worth: str


@dataclass(frozen=True, slots=True)
class MonthNote:
    """The record's own note; `seen` is what the form was made from."""

    text: str
    seen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DayLink:
    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the date's record apart from its values. `closed_by` and `closing` (net
    worth, currency, complete) are those of its last closing, while it is closed."""

    note: str
    closed_at: datetime | None
    closed_by: UUID | None
    closing: tuple[Decimal, str, bool] | None
    earlier: date | None
    later: date | None


@dataclass(frozen=True, slots=True)
class PasteForm:
    """Where a pasted block may begin, and the rows it goes down."""

    rows: str
    starts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """The whole page. `events` are the dated notes of its month. `kept_as` names what the browser
    keeps of it until it is saved: nobody else who logs in at the same window finds it."""

    as_of: date
    title: str
    head_line: str
    caption: str
    show: str
    query: str
    filters: tuple[Choice, ...]
    groups: tuple[Group, ...]
    empty: str
    has_items: bool
    previous: str
    this_day: str
    totals: Totals
    done: int
    of: int
    progress: str
    copy_label: str
    estimates_label: str
    close_label: str
    saved: str
    problem: str
    editable: bool
    closed: ClosedNotice | None
    note: MonthNote
    events: tuple[Note, ...]
    earlier: DayLink | None
    later: DayLink | None
    today: date | None
    picker_value: str
    last_day: date
    paste: PasteForm | None
    undo: Undo | None
    kept_as: str


def build_page(
    grid: EntryGrid,
    reader: Reader,
    record: Record,
    notes: Sequence[NoteRow],
    *,
    today: date,
    may_edit: bool,
    show: str,
    typed: Mapping[UUID, TypedCell],
    note: MonthNote | None = None,
    undo: Undo | None = None,
) -> SnapshotPage:
    """`notes` are those of the month; `typed` holds the cells that could not be saved, which are
    shown whatever is filtered."""
    tag, on = reader.tag, grid.on
    lines, blanks = grid.lines, grid.blanks
    visible = {line.item.id for line in _chosen(grid)[show]} | typed.keys()
    groups = build_groups(grid, reader, today=today, typed=typed, visible=visible)
    closed = record.closed_at is not None
    return SnapshotPage(
        as_of=on,
        title=words.page_title(on, tag),
        head_line=words.head_line(on, reader.currency, tag),
        caption=words.grid_caption(on, tag),
        show=show,
        query=filter_query(show),
        filters=build_filters(grid, show, reader.address),
        groups=groups,
        empty=_nothing(grid, show) if not visible else "",
        has_items=bool(lines),
        previous=format_date(grid.previous, tag) if grid.previous else "",
        this_day=format_date(on, tag),
        totals=build_totals(grid, tag, closed=closed),
        done=len(lines) - len(blanks),
        of=len(lines),
        progress=words.entered(len(lines) - len(blanks), len(lines)),
        copy_label=words.copy_label(grid.previous, on, tag) if grid.previous else "",
        estimates_label=estimates_label(grid),
        close_label=words.close_label(on, tag),
        saved=last_saved(grid, reader, today=today),
        problem=words.problems_left(len(typed)) if typed else "",
        editable=may_edit and not closed,
        closed=_closed(grid, reader, record) if closed else None,
        note=note or MonthNote(record.note, record.note),
        events=tuple(build_note(row, tag) for row in notes),
        earlier=_link(record.earlier, tag),
        later=_link(record.later, tag),
        today=today if on != today else None,
        picker_value=on.isoformat(),
        last_day=today,
        paste=_paste(grid, visible) if may_edit and not closed and visible else None,
        undo=undo,
        kept_as=f"{reader.user_id}:{reader.address}",
    )


def build_groups(
    grid: EntryGrid,
    reader: Reader,
    *,
    today: date,
    typed: Mapping[UUID, TypedCell],
    visible: set[UUID] | None = None,
) -> tuple[Group, ...]:
    """Groups with their `visible` rows (None: all), which may be none at all; subtotals are of the
    whole category and add up to the footer."""
    tag, digits = reader.tag, shown_digits_of(grid.totals, reader.currency)
    now, before = subtotals_at(grid.totals, -1, digits), subtotals_at(grid.totals, 0, digits)
    groups = []
    for group in grid.groups:
        lines = [line for line in group.lines if visible is None or line.item.id in visible]
        total, change, fresh = "", "", ""
        if group.category is not None and not grid.is_known(group.side, group.category):
            total = words.nothing_known()
        elif group.category is not None:
            key = (group.side, group.category)
            subtotal = now.get(key, Decimal(0))
            total = format_number(subtotal, tag, digits=digits)
            fresh = partly_fresh_note(grid.fresh_share(group.side, group.category), tag)
            if grid.previous is not None:
                moved = subtotal - before.get(key, Decimal(0))
                change = format_number(moved, tag, digits=digits, sign="change")
        groups.append(
            Group(
                id=group_id(group),
                name=category_name(group.side, group.category)
                if group.category is not None
                else words.contingent_group(),
                side="asset" if group.side is Side.ASSET else "debt",
                total=total,
                fresh=fresh,
                change=change,
                rows=tuple(
                    build_row(line, grid, reader, today=today, typed=typed.get(line.item.id))
                    for line in lines
                ),
            )
        )
    return tuple(groups)


def estimates_label(grid: EntryGrid) -> str:
    """On the button that enters all estimates, empty where no blank has one."""
    return words.use_estimates(len(grid.proposals)) if grid.proposals else ""


def filter_query(show: str) -> str:
    """What the filter adds to an address."""
    return "" if show == SHOWN[0] else f"?show={show}"


def rows_shown(grid: EntryGrid, show: str) -> tuple[EntryLine, ...]:
    """The rows of a filter, in the order of the page."""
    return _chosen(grid)[show]


def build_filters(grid: EntryGrid, show: str, address: str) -> tuple[Choice, ...]:
    """All rows, those without a value, those whose value is old."""
    return tuple(
        Choice(f"{address}?show={name}", words.filter_label(name, len(lines)), name == show)
        for name, lines in _chosen(grid).items()
    )


def last_saved(grid: EntryGrid, reader: Reader, *, today: date) -> str:
    """When a value of this date was last saved."""
    cells = [line.cell for line in grid.lines if line.cell is not None]
    if not cells:
        return ""
    newest = max(cells, key=lambda cell: cell.updated_at)
    return words.saved_at(reader.time_of(newest, today))


def _chosen(grid: EntryGrid) -> dict[str, tuple[EntryLine, ...]]:
    stale = tuple(line for line in grid.lines if line.is_stale)
    return dict(zip(SHOWN, (grid.lines, grid.blanks, stale), strict=True))


def group_id(group: EntryGroup) -> str:
    return f"group-{group.side.code}-{group.category or 'contingent'}"


def _link(day: date | None, tag: str) -> DayLink | None:
    return None if day is None else DayLink(day, format_date(day, tag))


def _nothing(grid: EntryGrid, show: str) -> str:
    if grid.any_items and not grid.lines:
        return words.all_closed()
    return words.nothing_shown(show)


def _paste(grid: EntryGrid, visible: set[UUID]) -> PasteForm:
    rows = [line for line in grid.lines if line.item.id in visible]
    return PasteForm(join_ids(rows), list_starts(rows))


def _closed(grid: EntryGrid, reader: Reader, record: Record) -> ClosedNotice:
    assert record.closed_at is not None  # noqa: S101 - the caller asks for closed ones
    who = reader.names.get(record.closed_by) if record.closed_by else None
    moment = record.closed_at.astimezone(reader.zone)
    worth = ""
    if record.closing is not None:
        amount, currency, complete = record.closing
        history = grid.totals
        same = Fraction(amount) == history.exact(history.net_worth[-1])
        if not same or currency != history.currency:
            digits = 0 if amount == amount.to_integral_value() else minor_unit(currency)
            shown = format_money(amount, currency, reader.tag, digits=digits)
            worth = words.closed_worth(shown, complete=complete)
    return ClosedNotice(words.closed_line(who, format_moment(moment, reader.tag)), worth)
