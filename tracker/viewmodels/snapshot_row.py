"""One row of the entry grid: what it shows, and what somebody typed that is not saved."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.formatting import edit_amount, format_date, format_money, format_number
from tracker.services.currencies import is_known, minor_unit
from tracker.services.entry import EntryCell, EntryGrid, EntryLine
from tracker.services.position_values import Status
from tracker.wording import snapshot as words
from tracker.wording.items import missing_text, owner_name, owners_text, stale_text

NO_VALUE = "0"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What stands in a cell's fields but is not saved: refused, or in conflict with another's.

    `token` is the form's own, which still says what it was made from; `wanted` is the amount as it
    was read, None for a cell that was cleared.
    """

    amount: str
    note: str
    token: str
    problem: str = ""
    conflict: bool = False
    wanted: Decimal | None = None

    def refused(self, problem: str) -> "TypedCell":
        """The same with what is wrong with it."""
        return replace(self, problem=problem)

    def in_conflict(self, wanted: Decimal | None) -> "TypedCell":
        """The same, made from what somebody else has changed since."""
        return replace(self, conflict=True, wanted=wanted)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the grid is written: locale, zone and login; `names` by login, `members` by id."""

    tag: str
    zone: ZoneInfo
    user_id: UUID | None
    currency: str
    names: Mapping[UUID, str]
    members: Mapping[UUID, str]

    def time_of(self, cell: EntryCell, on: date) -> str:
        """When the cell was saved, with its day unless that is `on`."""
        moment = cell.updated_at.astimezone(self.zone)
        clock = f"{moment:%H:%M}"
        return clock if moment.date() == on else f"{format_date(moment.date(), self.tag)}, {clock}"


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """Both values in words, and the two ways on; `token` stands for theirs."""

    theirs: str
    mine: str
    notes: str
    use: str
    keep: str
    token: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `state` is "", "blank", "invalid" or "conflict". `saved` and `saved_note` are what the
    server holds, which may differ from what the fields show."""

    id: str
    name: str
    owner: str
    unit: str
    age: str
    last: str
    last_date: str
    last_short: str
    amount: str
    saved: str
    placeholder: str
    note: str
    saved_note: str
    token: str
    change: str
    worth: str
    state: str
    problem: str
    conflict: ConflictChoice | None
    label: str
    note_label: str


def build_row(
    line: EntryLine, grid: EntryGrid, reader: Reader, *, today: date, typed: TypedCell | None
) -> Row:
    """A line in words; `typed` wins over what is saved."""
    tag, position, cell = reader.tag, line.now.position, line.cell
    saved = amount_text(line, cell.amount, tag) if cell else ""
    # A file's note may have several lines; a field holds one, and would glue their words together.
    saved_note = " ".join(cell.note.split()) if cell else ""
    last = amount_text(line, line.last.amount, tag)
    unit = line.item.commodity or (
        position.currency if position.currency != reader.currency else ""
    )
    label = words.cell_label(position.name, grid.on, tag)
    state = "blank" if cell is None else ""
    problem, conflict = "", None
    if typed is not None and typed.conflict:
        state, conflict = "conflict", _conflict(line, reader, typed, saved, today=today)
    elif typed is not None and typed.problem:
        state = "invalid"
        used = words.stays_saved(saved) if cell else words.carried_on(last or None)
        problem = f"{typed.problem} {used}"
    return Row(
        id=str(line.item.id),
        name=position.name,
        owner=_owner(line, reader),
        unit=unit,
        age=_age(line, grid.on),
        last=last or words.never_entered(),
        last_date=_last_date(line, grid, tag),
        last_short=words.month_before(line.last.as_of, grid.on, tag, short=True)
        if line.last.as_of
        else "",
        amount=typed.amount if typed else saved,
        saved=saved,
        placeholder=words.same_as(line.last.as_of, grid.on, tag)
        if line.last.as_of
        else words.never_entered(),
        note=typed.note if typed else saved_note,
        saved_note=saved_note,
        token=typed.token if typed else make_token(cell, saved, saved_note),
        change=_change(line, tag),
        worth=_worth(line, reader),
        state=state,
        problem=problem,
        conflict=conflict,
        label=words.counted_in(label, unit) if unit else label,
        note_label=words.note_label(position.name),
    )


def amount_text(line: EntryLine, amount: Decimal | Fraction | None, tag: str) -> str:
    """An amount as its field shows it: every digit, cents where there are any."""
    if amount is None:
        return ""
    return edit_amount(amount, tag, min_digits=_shown_digits(line, amount))


def make_token(cell: EntryCell | None, amount: str, note: str) -> str:
    """What a form was made from: the valuation, its version, and the texts that were shown."""
    return f"{make_version(cell)}.{make_print(amount, note)}"


def make_version(cell: EntryCell | None) -> str:
    """The valuation and its version; "0" for none."""
    return f"{cell.id.hex}.{cell.version}" if cell else NO_VALUE


def make_print(amount: str, note: str) -> str:
    """A short print of both fields, to tell a row that nobody touched."""
    text = f"{amount.strip()}\x1f{note.strip()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _shown_digits(line: EntryLine, amount: Decimal | Fraction) -> int:
    currency = line.now.position.currency
    whole = Fraction(amount).denominator == 1
    if whole or line.item.commodity or not is_known(currency):
        return 0
    return minor_unit(currency)


def _owner(line: EntryLine, reader: Reader) -> str:
    """Who owns it, with parts where they differ; nothing in a household of one."""
    if len(reader.members) < 2:
        return ""
    parts = line.now.parts
    if len({count for _owner, count in parts}) > 1:
        return owners_text(parts, reader.members)
    return ", ".join(owner_name(owner, reader.members) for owner, _count in parts)


def _age(line: EntryLine, on: date) -> str:
    if not line.is_stale or line.now.as_of is None:
        return ""
    return stale_text(line.now.as_of, on)


def _last_date(line: EntryLine, grid: EntryGrid, tag: str) -> str:
    """The last value's own date, where the column's heading says another."""
    as_of = line.last.as_of
    return format_date(as_of, tag) if as_of is not None and as_of != grid.previous else ""


def _change(line: EntryLine, tag: str) -> str:
    if line.change is None:
        return ""
    digits = _shown_digits(line, line.change)
    return format_number(line.change, tag, min_digits=digits, sign="change")


def _worth(line: EntryLine, reader: Reader) -> str:
    """What units or foreign money come to in the household's currency, or why that is not known."""
    position, now = line.now.position, line.now
    if position.commodity is None and position.currency == reader.currency:
        return ""
    if now.status is Status.UNPRICED:
        return missing_text(now, line.item.commodity or position.currency)
    if now.value is None:
        return ""
    digits = 0 if now.value.denominator == 1 else minor_unit(reader.currency)
    return words.worth(format_money(now.value, reader.currency, reader.tag, digits=digits))


def _conflict(
    line: EntryLine, reader: Reader, typed: TypedCell, saved: str, *, today: date
) -> ConflictChoice:
    cell = line.cell
    theirs = saved if cell else None
    who = reader.names.get(cell.updated_by) if cell and cell.updated_by else None
    own = cell is not None and cell.updated_by is not None and cell.updated_by == reader.user_id
    time = reader.time_of(cell, today) if cell else ""
    note = cell.note if cell else ""
    mine, amount = typed.note.strip(), amount_text(line, typed.wanted, reader.tag)
    return ConflictChoice(
        theirs=words.conflict_theirs(who, theirs, time, own=own),
        mine=words.conflict_mine(amount),
        notes=words.conflict_notes(note, mine) if note != mine else "",
        use=words.use_label(theirs),
        keep=words.keep_label(amount),
        token=make_version(cell),
    )
