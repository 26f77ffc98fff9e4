"""Takes apart what a spreadsheet copied, and lays it over the rows of the entry grid."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

MOST_CHARACTERS: Final = 100_000
MOST_LINES: Final = 1000
TAB, SEMICOLON, COMMA = "\t", ";", ","


class PasteError(ValueError):
    """A block that is not read at all: too_long, too_many_lines, bad_quoting or empty."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One line of the block beside the row it is for. `line` counts from one; `row` is None where
    there is none: `name` says which item was asked for, "" where the rows had ended."""

    line: int
    row: UUID | None
    name: str
    amount: str
    note: str | None
    again: bool = False
    """The row has a line already."""
    wide: bool = False
    """There are more columns than are read."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines with something in them; `by_name`: the first column held items' names."""

    lines: tuple[Laid, ...]
    by_name: bool


def lay_block(
    text: str, rows: Sequence[UUID], *, start: UUID | None, named: Mapping[str, UUID]
) -> Block:
    """The lines of a block beside rows: by name where the first of several columns holds the name
    of any item (`named`), else downwards from `start` over `rows`. Columns: amounts; amounts and
    notes; before them names. Raises PasteError.
    """
    if len(text) > MOST_CHARACTERS:
        raise PasteError("too_long")
    ids = {fold_name(name): id_ for name, id_ in named.items()}
    table = _split(text, ids)
    if len(table) > MOST_LINES:
        raise PasteError("too_many_lines")
    if not any(any(cells) for cells in table):
        raise PasteError("empty")
    if any(len(cells) > 1 and fold_name(cells[0]) in ids for cells in table):
        return Block(tuple(_by_name(table, ids)), by_name=True)
    at = rows.index(start) if start in rows else 0
    return Block(tuple(_downwards(table, rows[at:])), by_name=False)


def fold_name(name: str) -> str:
    """A name as it is compared: without regard to case and spaces."""
    return " ".join(name.split()).casefold()


def _split(text: str, ids: dict[str, UUID]) -> list[list[str]]:
    """The block as cells; trailing blank lines belong to the clipboard, not to the block."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if TAB in lines:
        return _read(lines, TAB)
    if SEMICOLON in lines:
        return _read(lines, SEMICOLON)
    if COMMA in lines:
        # A comma may belong to a number; it separates only where names stand before it.
        table = _read(lines, COMMA)
        if any(len(cells) > 1 and fold_name(cells[0]) in ids for cells in table):
            return table
    return _read(lines, TAB)


def _read(lines: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[cell.strip() for cell in cells] for cells in reader]
    except csv.Error as error:
        raise PasteError("bad_quoting") from error


def _by_name(table: list[list[str]], ids: dict[str, UUID]) -> list[Laid]:
    laid: list[Laid] = []
    seen: set[UUID] = set()
    for line, cells in enumerate(table, start=1):
        if not any(cells):
            continue
        name, amount, note, wide = _columns(cells, skip=1)
        row = ids.get(fold_name(name))
        laid.append(Laid(line, row, name, amount, note, row in seen, wide))
        if row is not None and amount:
            seen.add(row)
    return laid


def _downwards(table: list[list[str]], order: Sequence[UUID]) -> list[Laid]:
    laid: list[Laid] = []
    for line, cells in enumerate(table, start=1):
        if not any(cells) and line > len(order):
            continue
        _name, amount, note, wide = _columns(cells, skip=0)
        row = order[line - 1] if line <= len(order) else None
        laid.append(Laid(line, row, "", amount, note, wide=wide))
    return laid


def _columns(cells: list[str], *, skip: int) -> tuple[str, str, str | None, bool]:
    name = cells[0] if skip and cells else ""
    rest = cells[skip:]
    amount = rest[0] if rest else ""
    note = rest[1] if len(rest) > 1 else None
    return name, amount, note, any(rest[2:])
