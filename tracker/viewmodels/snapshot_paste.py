"""What a pasted block would change in the entry grid, and the way back once it has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tracker.formatting import edit_amount
from tracker.services.entry import EntryCell, EntryGrid, EntryLine
from tracker.viewmodels.snapshot_cell import amount_text, make_version, shown_digits
from tracker.wording import snapshot_paste as words

TOUCHED = "changed"
"""Stands for the print of a row's texts: such a row was made to be written."""


@dataclass(frozen=True, slots=True)
class FillCell:
    """A field of a form that writes one cell: its value as it is read back, and what it was made
    from. `note` None leaves the note alone, `source` "" the source."""

    id: str
    amount: str
    note: str | None
    source: str
    token: str


@dataclass(frozen=True, slots=True)
class PasteLine:
    """One cell of the preview; `old` is "" where there is no value of the date yet."""

    name: str
    unit: str
    old: str
    new: str
    note: str
    rounded: str


@dataclass(frozen=True, slots=True)
class PastePage:
    """The preview. `text` and `start` are what was sent, for another try."""

    as_of: date
    query: str
    title: str
    heading: str
    notes: tuple[str, ...]
    lines: tuple[PasteLine, ...]
    cells: tuple[FillCell, ...]
    problems: tuple[str, ...]
    text: str
    start: str
    rows: str
    starts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """What was filled in, and the fields that put back what was there before."""

    text: str
    cells: tuple[FillCell, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a row; `note` None leaves the note alone."""

    line: EntryLine
    amount: Decimal
    note: str | None
    rounded: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block as it was sent (`text`, the row it begins at, the rows it goes down) and what it
    comes to. `problems`: (line, sentence) of what is left out; `blanks`: lines without an amount;
    `wide`: columns were left out; `by_name`: the first held names; `refused`: nothing was read.
    """

    text: str
    start: str
    rows: Sequence[EntryLine]
    proposals: Sequence[Proposal] = ()
    problems: Sequence[tuple[int, str]] = ()
    blanks: int = 0
    wide: bool = False
    by_name: bool = False
    refused: str = ""


def build_paste(grid: EntryGrid, tag: str, sent: Pasted, *, query: str) -> PastePage:
    """The preview of a block; what stands there already is only counted."""
    proposals = sent.proposals
    news = [one for one in proposals if not _is_there(one)]
    replacing = sum(one.line.cell is not None for one in news)
    notes = [
        words.by_name() if sent.by_name else "",
        words.overwritten(replacing) if replacing else "",
        words.unchanged(len(proposals) - len(news)) if len(news) < len(proposals) else "",
        words.skipped(sent.blanks) if sent.blanks else "",
        words.columns_left_out() if sent.wide else "",
    ]
    problems = [words.at_line(line, problem) for line, problem in sent.problems]
    return PastePage(
        as_of=grid.on,
        query=query,
        title=words.title(grid.on, tag),
        heading=words.preview_title(len(news)),
        notes=tuple(note for note in notes if note),
        lines=tuple(_line(one, tag) for one in news),
        cells=tuple(_fill(one, tag) for one in news),
        problems=tuple([sent.refused] if sent.refused else problems),
        text=sent.text,
        start=sent.start,
        rows=join_ids(sent.rows),
        starts=list_starts(sent.rows),
    )


def build_undo(
    grid: EntryGrid,
    tag: str,
    before: Sequence[tuple[UUID, EntryCell | None]],
    noted: Collection[UUID],
) -> Undo | None:
    """The way back to these cells from what the grid holds now; `noted`: whose note was written."""
    cells = []
    for id_, was in before:
        line = grid.find(id_)
        if line is None or line.cell is None:
            continue
        amount = amount_text(line, was.amount, tag) if was else ""
        note = (was.note if was else "") if was is None or id_ in noted else None
        source = was.source if was else ""
        token = f"{make_version(line.cell)}.{TOUCHED}"
        cells.append(FillCell(str(id_), amount, note, source, token))
    return Undo(words.filled(len(cells)), tuple(cells)) if cells else None


def join_ids(rows: Sequence[EntryLine]) -> str:
    """The rows a block goes down, as a form sends them."""
    return ",".join(str(line.item.id) for line in rows)


def list_starts(rows: Sequence[EntryLine]) -> tuple[tuple[str, str], ...]:
    """(id, name) of the rows that a block may begin at."""
    return tuple((str(line.item.id), line.now.position.name) for line in rows)


def _is_there(one: Proposal) -> bool:
    cell = one.line.cell
    return cell is not None and cell.amount == one.amount and one.note in (None, cell.note)


def _line(one: Proposal, tag: str) -> PasteLine:
    line, cell = one.line, one.line.cell
    position = line.now.position
    return PasteLine(
        name=position.name,
        unit=line.item.commodity or position.currency,
        old=amount_text(line, cell.amount, tag) if cell else "",
        new=amount_text(line, one.amount, tag),
        note=one.note or "",
        rounded=one.rounded,
    )


def _fill(one: Proposal, tag: str) -> FillCell:
    line = one.line
    amount = edit_amount(one.amount, tag, min_digits=shown_digits(line, one.amount))
    token = f"{make_version(line.cell)}.{TOUCHED}"
    return FillCell(str(line.item.id), amount, one.note, "", token)
