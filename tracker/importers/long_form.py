"""The long form: one row a value, and what the rows say about their positions put together."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.importers.cells import CellReader
from tracker.importers.described import DescribedPositions
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import DEFAULT_SOURCE, PositionRow, ValuationRow
from tracker.importers.text import Record


def read_long(
    header: Header, records: Iterator[Record], cells: CellReader, problems: ProblemList
) -> tuple[tuple[PositionRow, ...], tuple[ValuationRow, ...]]:
    """The positions and the values of a long file; a row with a blank amount is no value."""
    at_date, at_position, at_amount = map(header.find, ("date", "position", "amount"))
    at_book, at_liquidation = header.find("book"), header.find("liquidation")
    at_source, at_note = header.find("source"), header.find("note")
    described = DescribedPositions(header, cells, problems)
    rows: dict[tuple[date, str], ValuationRow] = {}

    def read_optional(record: list[str], at: int, line: int, column: str) -> Decimal | None:
        cell = record[at] if at >= 0 else ""
        if not cell or cell.isspace():
            return None
        return cells.read_amount(cell, line, column)

    for line, record in records:
        count = problems.count
        day = cells.read_date(record[at_date], line, "date")
        name = cells.read_name(record[at_position], line, "position")
        amount = read_optional(record, at_amount, line, "amount")
        book = read_optional(record, at_book, line, "book")
        liquidation = read_optional(record, at_liquidation, line, "liquidation")
        source: str | None = DEFAULT_SOURCE
        if at_source >= 0 and record[at_source].strip():
            source = cells.read_source(record[at_source], line, "source")
        note: str | None = ""
        if at_note >= 0 and record[at_note].strip():
            note = cells.read_note(record[at_note], line, "note")
        side, category, commodity = described.add(line, record, name)
        if problems.count > count or day is None or name is None:
            continue
        if amount is None:
            if book is not None or liquidation is not None:
                problems.add(ProblemCode.AMOUNT_MISSING, line, "amount")
            continue
        row = ValuationRow(
            line,
            day,
            name,
            amount,
            book,
            liquidation,
            source or DEFAULT_SOURCE,
            note or "",
            side,
            category,
            commodity,
        )
        first = rows.setdefault((day, name), row)
        if first is not row and not _same_value(first, row):
            problems.add(ProblemCode.CONFLICTING_ROW, line, first_line=first.line)
    return described.collect(), tuple(rows.values())


def _same_value(one: ValuationRow, other: ValuationRow) -> bool:
    """Whether two rows say the same of the date; what they say of the position is held apart."""
    return (one.amount, one.book, one.liquidation, one.source, one.note) == (
        other.amount,
        other.book,
        other.liquidation,
        other.source,
        other.note,
    )
