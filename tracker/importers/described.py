"""What a file's rows say about positions: gathered, and held against each other."""

from collections.abc import Callable
from dataclasses import replace

from tracker.importers.cells import CellReader
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import PositionRow
from tracker.services.categories import Liquidity, Side, find_category

type _Read[Value] = Callable[[str, int, str], Value | None]


class DescribedPositions:
    """Every position of a file by first appearance; later rows may add to it, not change it."""

    def __init__(self, header: Header, cells: CellReader, problems: ProblemList) -> None:
        self._columns = header.names
        self._cells = cells
        self._problems = problems
        self._at_side = header.find("side")
        self._at_category = header.find("category")
        self._at_commodity = header.find("commodity")
        self._at_liquidity = header.find("liquidity")
        self._positions: dict[str, PositionRow] = {}
        # Rows repeat the same few descriptions: each is understood once.
        self._known: dict[tuple[str, str, str, str, str], PositionRow] = {}

    def add(
        self, line: int, record: list[str], name: str | None
    ) -> tuple[Side | None, str | None, str | None]:
        """The row's side, category and commodity, each None where it does not say or is wrong."""
        key = (
            name or "",
            record[self._at_side] if self._at_side >= 0 else "",
            record[self._at_category] if self._at_category >= 0 else "",
            record[self._at_commodity] if self._at_commodity >= 0 else "",
            record[self._at_liquidity] if self._at_liquidity >= 0 else "",
        )
        row = self._known.get(key)
        if row is None:
            count = self._problems.count
            row = self._read(line, record, name)
            if name is not None:
                self._merge(row)
                if self._problems.count == count:
                    self._known[key] = row
        return row.side, row.category, row.commodity

    def collect(self) -> tuple[PositionRow, ...]:
        """The positions in the order of their first rows."""
        return tuple(self._positions.values())

    def _read(self, line: int, record: list[str], name: str | None) -> PositionRow:
        def read[Value](at: int, reader: _Read[Value]) -> Value | None:
            if at < 0 or not record[at].strip():
                return None
            return reader(record[at], line, self._columns[at])

        side: Side | None = read(self._at_side, self._cells.read_side)
        category: str | None = read(self._at_category, self._cells.read_category)
        commodity: str | None = read(self._at_commodity, self._cells.read_commodity)
        liquidity: Liquidity | None = read(self._at_liquidity, self._cells.read_liquidity)
        return PositionRow(line, name or "", side, category, commodity, liquidity)

    def _merge(self, row: PositionRow) -> None:
        known = self._positions.setdefault(row.position, row)
        if known is not row:
            for column in ("side", "category", "commodity", "liquidity"):
                self._compare(column, known, row)
            known = self._positions[row.position] = replace(
                known,
                side=known.side or row.side,
                category=known.category or row.category,
                commodity=known.commodity or row.commodity,
                liquidity=known.liquidity or row.liquidity,
            )
        if (
            known.side is not None
            and known.category is not None
            and find_category(known.side, known.category) is None
        ):
            self._problems.add(
                ProblemCode.CATEGORY_OF_OTHER_SIDE,
                row.line,
                "category",
                category=known.category,
                side=known.side.code,
            )

    def _compare(self, column: str, known: PositionRow, row: PositionRow) -> None:
        first, found = getattr(known, column), getattr(row, column)
        if first is None or found is None or first == found:
            return
        self._problems.add(
            ProblemCode.CONFLICTING_POSITION,
            row.line,
            column,
            found=_code_of(found),
            first=_code_of(first),
            first_line=known.line,
        )


def _code_of(value: Side | str) -> str:
    return value.code if isinstance(value, Side) else str(value)
