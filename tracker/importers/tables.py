"""A file as a table of cells: its encoding and separator found, its size within the limits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tracker.importers.encodings import read_text
from tracker.importers.headers import DELIMITERS
from tracker.importers.options import Limits
from tracker.importers.problems import FileRefused, ProblemCode
from tracker.importers.text import Record, read_records

SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
"""The separators a person may choose from, by the words addresses and forms use."""

_SAMPLE = 200
_EVERY = 2000

type Watch = Callable[[str, int, int], None]
"""Told the phase, how far it has come, and of how much; may raise FileRefused to end it."""


def ignore(phase: str, reached: int, total: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The header's cells and the records below it, each with the line it begins on.

    Records are as wide as the header; longer ones that hold something beyond it are in `ragged`.
    """

    encoding: str
    separator: str
    line: int
    header: list[str]
    records: list[Record]
    ragged: list[tuple[int, int]]


def open_table(
    data: bytes, *, encoding: str | None, separator: str | None, limits: Limits, watch: Watch
) -> Table:
    """The table in the bytes. Raises FileRefused or EncodingUnclear."""
    text, encoding = read_text(data, encoding, limits)
    mark = SEPARATORS.get(separator or "") or _find_separator(text)
    records: list[Record] = []
    header: Record | None = None
    lines = text.count("\n") + 1
    for record in read_records(text, mark):
        if header is None:
            # What stands above the header, such as a title, has one cell a line.
            if sum(1 for cell in record[1] if cell.strip()) > 1:
                header = record
            continue
        records.append(record)
        if len(records) > limits.rows:
            raise FileRefused(ProblemCode.TOO_MANY_ROWS, record[0], allowed=limits.rows)
        if not len(records) % _EVERY:
            watch("reading", record[0], lines)
    if header is None:
        raise FileRefused(ProblemCode.NO_DATES)
    name = next(word for word, character in SEPARATORS.items() if character == mark)
    return _square(encoding, name, header, records, limits)


def _square(
    encoding: str, separator: str, header: Record, records: list[Record], limits: Limits
) -> Table:
    """The table with blank columns at its right edge away and short rows filled up."""
    line, names = header
    width = len(names)
    while width and not names[width - 1].strip():
        if any(len(cells) >= width and cells[width - 1].strip() for _, cells in records):
            break
        width -= 1
    if width > limits.columns:
        raise FileRefused(ProblemCode.TOO_MANY_COLUMNS, line, found=width, allowed=limits.columns)
    if not records:
        raise FileRefused(ProblemCode.NO_ROWS)
    squared: list[Record] = []
    ragged: list[tuple[int, int]] = []
    for at, cells in records:
        if len(cells) == width:
            squared.append((at, cells))
            continue
        if any(cell.strip() for cell in cells[width:]):
            ragged.append((at, len(cells)))
            continue
        squared.append((at, (cells + [""] * (width - len(cells)))[:width]))
    return Table(encoding, separator, line, names[:width], squared, ragged)


def _find_separator(text: str) -> str:
    """The separator that splits the first rows into the most cells, evenly."""
    best, best_score = ",", (0.0, 0.0)
    for mark in DELIMITERS:
        widths: list[int] = []
        try:
            for _, cells in read_records(text[: 200 * _SAMPLE], mark):
                widths.append(len(cells))
                if len(widths) == _SAMPLE:
                    break
        except FileRefused:
            # The sample may end inside a quoted cell.
            pass
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        common = max(set(wide), key=wide.count)
        score = (wide.count(common) / len(widths), float(common))
        if score > best_score:
            best, best_score = mark, score
    return best
