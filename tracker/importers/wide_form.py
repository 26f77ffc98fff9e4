"""The wide form: one row a date, one column a position, as people's own spreadsheets have it."""

from collections.abc import Iterator
from datetime import date

from tracker.importers.cells import CellReader
from tracker.importers.headers import Header
from tracker.importers.problems import FileRefused, ProblemCode, ProblemList
from tracker.importers.rows import PositionRow, ValuationRow
from tracker.importers.text import Record


def read_wide(
    header: Header, records: Iterator[Record], cells: CellReader, problems: ProblemList
) -> tuple[tuple[PositionRow, ...], tuple[ValuationRow, ...]]:
    """The positions, one a column, and the values; blank cells are no values."""
    names = _read_names(header, cells)
    rows: dict[tuple[date, str], ValuationRow] = {}
    for line, record in records:
        day = cells.read_date(record[0], line, header.names[0])
        for name, cell in zip(names, record[1:], strict=True):
            if not cell or cell.isspace():
                continue
            amount = cells.read_amount(cell, line, name)
            if day is None or amount is None:
                continue
            row = ValuationRow(line, day, name, amount)
            first = rows.setdefault((day, name), row)
            if first is not row and first.amount != amount:
                problems.add(ProblemCode.CONFLICTING_ROW, line, name, first_line=first.line)
    positions = tuple(PositionRow(header.line, name) for name in names)
    return positions, tuple(rows.values())


def _read_names(header: Header, cells: CellReader) -> list[str]:
    names: list[str] = []
    for written in header.names[1:]:
        name = cells.read_name(written, header.line, written.strip()[:40])
        if name is not None and (name in names or name.casefold() == "date"):
            # Which of the two columns is meant cannot be known, so no row below can be read.
            raise FileRefused(ProblemCode.DUPLICATE_COLUMN, header.line, name, found=name)
        names.append(name or written.strip())
    return names
