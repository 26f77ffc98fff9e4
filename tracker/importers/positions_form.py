"""The positions file: what each column of a wide file is, or each new position of a long one."""

from collections.abc import Collection, Iterator

from tracker.importers.cells import CellReader, plain_name
from tracker.importers.described import DescribedPositions
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import PositionRow
from tracker.importers.text import Record


def read_position_rows(
    header: Header,
    records: Iterator[Record],
    cells: CellReader,
    problems: ProblemList,
    used: Collection[str] | None,
) -> tuple[PositionRow, ...]:
    """The positions in file order, only `used` ones unless None; a repeated one must not
    contradict its first row."""
    at_position, at_side = header.find("position"), header.find("side")
    described = DescribedPositions(header, cells, problems)
    for line, record in records:
        if used is not None and plain_name(record[at_position]) not in used:
            continue
        name = cells.read_name(record[at_position], line, "position")
        if not record[at_side].strip():
            problems.add(ProblemCode.SIDE_MISSING, line, "side")
        described.add(line, record, name)
    return described.collect()
