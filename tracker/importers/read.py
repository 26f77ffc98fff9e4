"""The one door for data files: whatever the bytes are, a result with rows or with problems."""

from collections.abc import Callable, Collection, Iterator

from tracker.importers.cells import CellReader
from tracker.importers.headers import Header, read_header
from tracker.importers.long_form import read_long
from tracker.importers.options import Limits, ReadOptions
from tracker.importers.positions_form import read_position_rows
from tracker.importers.prices_form import read_prices
from tracker.importers.problems import FileRefused, ProblemCode, ProblemList
from tracker.importers.rows import Form, ImportFile, PositionRow, PositionsFile, PriceRow
from tracker.importers.rows import ValuationRow as Row
from tracker.importers.text import Record, decode_text, read_records
from tracker.importers.wide_form import read_wide

_DEFAULT = ReadOptions()


def read_import(data: bytes, options: ReadOptions = _DEFAULT) -> ImportFile:
    """A file of values (long or wide) or of prices, in the form its header shows.

    Never raises for bad input: every problem found is in the result, and a result with problems
    must not be written.
    """
    problems = ProblemList(options.limits.shown_problems)
    form: Form | None = None
    positions: tuple[PositionRow, ...] = ()
    valuations: tuple[Row, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    try:
        header, cells, records = _open(data, options, problems, positions=False)
        form = header.form
        if form == Form.PRICES:
            prices = read_prices(header, records, cells, problems)
        else:
            read: Callable[..., tuple[tuple[PositionRow, ...], tuple[Row, ...]]]
            read = read_wide if form == Form.WIDE else read_long
            positions, valuations = read(header, records, cells, problems)
    except FileRefused as refusal:
        problems.add_refusal(refusal)
    shown = tuple(problems.problems)
    return ImportFile(form, positions, valuations, prices, shown, problems.count)


def read_positions(
    data: bytes, options: ReadOptions = _DEFAULT, *, used: Collection[str] | None = None
) -> PositionsFile:
    """A positions file: side, category, commodity and liquidity of each position it names.

    Rows of other names than `used` are ignored, whatever stands in them.
    """
    problems = ProblemList(options.limits.shown_problems)
    positions: tuple[PositionRow, ...] = ()
    try:
        header, cells, records = _open(data, options, problems, positions=True)
        positions = read_position_rows(header, records, cells, problems, used)
    except FileRefused as refusal:
        problems.add_refusal(refusal)
    return PositionsFile(positions, tuple(problems.problems), problems.count)


def _open(
    data: bytes, options: ReadOptions, problems: ProblemList, *, positions: bool
) -> tuple[Header, CellReader, Iterator[Record]]:
    text = decode_text(data, options.encoding, options.limits)
    header = read_header(text, options, positions=positions)
    cells = CellReader(options, header.delimiter, problems)
    return header, cells, _read_rows(text, header, options.limits, problems)


def _read_rows(
    text: str, header: Header, limits: Limits, problems: ProblemList
) -> Iterator[Record]:
    """The records below the header that are as wide as it is; the others become problems."""
    records = read_records(text, header.delimiter)
    next(records)
    width = len(header.names)
    count = 0
    for record in records:
        count += 1
        if count > limits.rows:
            raise FileRefused(ProblemCode.TOO_MANY_ROWS, record[0], allowed=limits.rows)
        found = len(record[1])
        if found == width:
            yield record
        else:
            code = ProblemCode.TOO_FEW_CELLS if found < width else ProblemCode.TOO_MANY_CELLS
            problems.add(code, record[0], found=found, expected=width)
    if not count:
        raise FileRefused(ProblemCode.NO_ROWS)
