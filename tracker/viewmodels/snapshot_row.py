"""One row of the entry grid: what it shows, and what somebody typed that is not saved."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.formatting import format_date, format_money, format_number
from tracker.services.currencies import minor_unit
from tracker.services.entry import EntryGrid, EntryLine
from tracker.services.money import round_half_up
from tracker.services.position_values import PositionValue, Status
from tracker.viewmodels.snapshot_cell import (
    Reader,
    TypedCell,
    amount_text,
    make_token,
    make_version,
    shown_digits,
)
from tracker.viewmodels.snapshot_details import (
    Details,
    PriceField,
    build_details,
    build_price,
    low_text,
    paid_note,
    paid_text,
    range_note,
)
from tracker.wording import snapshot as words
from tracker.wording import snapshot_conflicts as conflicts
from tracker.wording import snapshot_questions as questions
from tracker.wording.items import missing_text, owner_name, owners_text, stale_text

FIELDS = ("amount", "note", "token", "source", "low", "paid", "price", "priceseen")


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
    server holds, which may differ from what the fields show. `wrong` names the field that `problem`
    is about; `fields` are the names of all that are sent; `hint` says what was done to a sum;
    `question` says what is unusual about the saved value. `estimate`: what its model makes of a
    blank cell; `use` offers to enter that."""

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
    estimate: str
    use: str
    note: str
    saved_note: str
    token: str
    change: str
    worth: str
    state: str
    problem: str
    wrong: str
    conflict: ConflictChoice | None
    question: str
    way_on: str
    label: str
    note_label: str
    details: Details
    price: PriceField | None
    range: str
    paid: str
    hint: str
    fields: str


def build_row(
    line: EntryLine,
    grid: EntryGrid,
    reader: Reader,
    *,
    today: date,
    typed: TypedCell | None,
    rounded: str = "",
) -> Row:
    """A line in words; `typed` wins over what is saved; `rounded` is a sum that was."""
    tag, position, cell = reader.tag, line.now.position, line.cell
    saved = amount_text(line, cell.amount, tag) if cell else ""
    # A file's note may have several lines; a field holds one, and would glue their words together.
    saved_note = " ".join(cell.note.split()) if cell else ""
    last = amount_text(line, _readable(line.last), tag)
    unit = line.item.commodity or (
        position.currency if position.currency != reader.currency else ""
    )
    details = build_details(line, tag, typed)
    shown = (saved, saved_note, line.item.source, low_text(line, tag), paid_text(line, tag))
    label = words.cell_label(position.name, grid.on, tag)
    placeholder = _placeholder(line, grid.on, tag)
    state = "blank" if line.is_blank else ""
    problem, conflict = "", None
    if typed is not None and typed.conflict:
        state, conflict = "conflict", _conflict(line, reader, typed, saved, today=today)
    elif typed is not None and typed.problem:
        state = "invalid"
        used = conflicts.stays_saved(saved) if cell else conflicts.carried_on(last or None)
        problem = f"{typed.problem} {used}"
    return Row(
        id=str(line.item.id),
        name=position.name,
        owner=_owner(line, reader),
        unit=unit,
        age=_age(line, grid.on),
        last=last or words.never_entered(),
        last_date=_last_date(line, grid, tag),
        last_short=_last_short(line, grid.on, tag),
        amount=typed.amount if typed else saved,
        saved=saved,
        placeholder=placeholder,
        estimate="" if line.proposal is None else words.estimated(placeholder),
        use="" if line.proposal is None else words.use_estimate(position.name, placeholder),
        note=saved_note if typed is None or typed.note is None else typed.note,
        saved_note=saved_note,
        token=typed.token if typed else make_token(cell, *shown),
        change=_change(line, tag),
        worth=_worth(line, reader),
        state=state,
        problem=problem,
        wrong=typed.wrong if typed and problem else "",
        conflict=conflict,
        question="" if state else _question(line, reader),
        way_on=questions.way_on(),
        label=words.counted_in(label, unit) if unit else label,
        note_label=words.note_label(position.name),
        details=details,
        price=build_price(line, grid, tag, typed),
        range=range_note(line, tag),
        paid=paid_note(line, tag),
        hint=words.sum_rounded(rounded) if rounded else "",
        fields=",".join(f"{name}-{line.item.id}" for name in FIELDS),
    )


def _readable(value: PositionValue) -> Decimal | Fraction | None:
    """The amount; one that was computed may have no end, and is rounded as money is."""
    position, amount = value.position, value.amount
    if amount is None or position.stake is None or value.is_entered:
        return amount
    return round_half_up(amount, minor_unit(position.currency))


def _question(line: EntryLine, reader: Reader) -> str:
    """What is unusual about the row's value."""
    found, tag = line.question, reader.tag
    if found is None:
        return ""
    change = found.value - found.last
    return questions.question_sentence(
        found.doubt,
        found.then,
        amount_text(line, found.last, tag),
        format_number(change, tag, min_digits=shown_digits(line, change), sign="change"),
        tag,
    )


def _placeholder(line: EntryLine, on: date, tag: str) -> str:
    """What a blank cell counts as."""
    if line.follows and line.now.amount is not None:
        return words.follows_business(amount_text(line, _readable(line.now), tag))
    if line.follows:
        return words.follows_unknown()
    if line.proposal is not None:
        return amount_text(line, line.proposal, tag)
    return words.same_as(line.last.as_of, on, tag) if line.last.as_of else words.never_entered()


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
    """The last value's own date, where the column's heading says another; that it is estimated."""
    if line.last.estimated:
        return words.estimated_mark()
    as_of = line.last.as_of
    return format_date(as_of, tag) if as_of is not None and as_of != grid.previous else ""


def _last_short(line: EntryLine, on: date, tag: str) -> str:
    """What stands before the last value where no heading names its date: its month, or that it is
    estimated."""
    if line.last.estimated:
        return words.estimated_mark()
    as_of = line.last.as_of
    return words.month_before(as_of, on, tag, short=True) if as_of else ""


def _change(line: EntryLine, tag: str) -> str:
    if line.change is None:
        return ""
    digits = shown_digits(line, line.change)
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
    mine = note if typed.note is None else typed.note.strip()
    amount = amount_text(line, typed.wanted, reader.tag)
    return ConflictChoice(
        theirs=conflicts.conflict_theirs(who, theirs, time, own=own),
        mine=conflicts.conflict_mine(amount),
        notes=conflicts.conflict_notes(note, mine) if note != mine else "",
        use=conflicts.use_label(theirs),
        keep=conflicts.keep_label(amount),
        token=make_version(cell),
    )
