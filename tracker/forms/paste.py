"""Reads a block from a spreadsheet as values of the entry grid, strictly, with a word on each cell
that is not understood."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from tracker.formatting import InputError
from tracker.forms.entry import read_cell_number
from tracker.services.clipboard import Laid, PasteError, lay_block
from tracker.services.entry import EntryGrid, EntryLine
from tracker.viewmodels.snapshot_paste import Pasted, Proposal
from tracker.wording import input_sentence
from tracker.wording import snapshot_paste as words


def read_ids(text: str) -> tuple[UUID, ...] | None:
    """Ids separated by commas; None where one of them is none."""
    try:
        return tuple(UUID(one) for one in text.split(",") if one)
    except ValueError:
        return None


def read_paste(
    data: Mapping[str, str], grid: EntryGrid, rows: Sequence[EntryLine], tag: str
) -> Pasted:
    """The posted block over these rows, from the row `start` on; names of any row are known."""
    text, begin = data.get("block", ""), data.get("start", "")
    start = read_ids(begin)
    try:
        block = lay_block(
            text,
            [line.item.id for line in rows],
            start=start[0] if start else None,
            named={line.now.position.name: line.item.id for line in grid.lines},
        )
    except PasteError as error:
        return Pasted(text, begin, rows, refused=words.block_refused(str(error)))
    proposals: list[Proposal] = []
    problems: list[tuple[int, str]] = []
    for laid in block.lines:
        if laid.amount:
            found = _read(laid, grid, tag)
            if isinstance(found, Proposal):
                proposals.append(found)
            else:
                problems.append((laid.line, found))
    return Pasted(
        text=text,
        start=begin,
        rows=rows,
        proposals=proposals,
        problems=problems,
        blanks=sum(not laid.amount for laid in block.lines),
        wide=any(laid.wide for laid in block.lines),
        by_name=block.by_name,
    )


def _read(laid: Laid, grid: EntryGrid, tag: str) -> Proposal | str:
    """The value for a row, or why there is none."""
    line = grid.find(laid.row) if laid.row is not None else None
    if line is None:
        return words.no_such_item(laid.name) if laid.name else words.no_row_left()
    if laid.again:
        return words.item_twice(laid.name)
    try:
        worked = read_cell_number(
            laid.amount, line.item, tag, kept=line.cell.amount if line.cell else None
        )
    except InputError as error:
        return words.of_item(line.now.position.name, input_sentence(error))
    assert worked is not None  # noqa: S101 - blank cells are left out before
    note = " ".join(laid.note.split()) if laid.note else None
    return Proposal(line, worked.number, note, laid.amount if worked.rounded else "")
