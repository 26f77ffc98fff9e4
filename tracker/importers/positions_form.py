"""The positions file: what each column of a wide file is, or each new position of a long one."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.importers.cells import CellReader, plain_name
from tracker.importers.described import DescribedPositions
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import PositionRow
from tracker.importers.text import Record
from tracker.services.categories import Side


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
    lives: dict[str, _Life] = {}
    for line, record in records:
        if used is not None and plain_name(record[at_position]) not in used:
            continue
        name = cells.read_name(record[at_position], line, "position")
        if not record[at_side].strip():
            problems.add(ProblemCode.SIDE_MISSING, line, "side")
        side, _category, _commodity = described.add(line, record, name)
        life = _read_life(header, line, record, cells)
        if life.closed_on and life.opened_on and life.closed_on < life.opened_on:
            problems.add(ProblemCode.CLOSED_BEFORE_OPENED, line, "closed_on")
        if life.contingent and side is Side.ASSET:
            problems.add(ProblemCode.CONTINGENT_ASSET, line, "contingent")
        if life.allowance is not None and side is Side.LIABILITY:
            problems.add(ProblemCode.ALLOWANCE_DEBT, line, "allowance")
        if life.due_on and side is Side.ASSET:
            problems.add(ProblemCode.DUE_ASSET, line, "due_on")
        if name is not None:
            lives.setdefault(name, life)
    return tuple(replace(row, **asdict(lives[row.position])) for row in described.collect())


@dataclass(frozen=True, slots=True)
class _Life:
    opened_on: date | None
    closed_on: date | None
    contingent: bool | None
    probability: Decimal | None
    allowance: Decimal | None
    due_on: date | None


def _read_life(header: Header, line: int, record: list[str], cells: CellReader) -> _Life:
    """What a row says of the position's days, of whether it is owed, and of what comes in."""

    def read[Value](column: str, reader: Callable[[str, int, str], Value | None]) -> Value | None:
        at = header.find(column)
        return reader(record[at], line, column) if at >= 0 and record[at].strip() else None

    return _Life(
        read("opened_on", cells.read_date),
        read("closed_on", cells.read_date),
        read("contingent", cells.read_flag),
        read("probability", cells.read_percent),
        read("allowance", cells.read_percent),
        read("due_on", cells.read_any_day),
    )
