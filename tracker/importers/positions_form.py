"""The positions file: what each column of a wide file is, or each new position of a long one."""

from collections.abc import Iterator

from tracker.importers.cells import CellReader
from tracker.importers.described import DescribedPositions
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import PositionRow
from tracker.importers.text import Record


def read_position_rows(
    header: Header, records: Iterator[Record], cells: CellReader, problems: ProblemList
) -> tuple[PositionRow, ...]:
    """The positions in file order; a repeated one must not contradict its first row."""
    at_position, at_side = header.find("position"), header.find("side")
    described = DescribedPositions(header, cells, problems)
    for line, record in records:
        name = cells.read_name(record[at_position], line, "position")
        if not record[at_side].strip():
            problems.add(ProblemCode.SIDE_MISSING, line, "side")
        described.add(line, record, name)
    return described.collect()
