"""Which form a file has, and where its columns stand, from its first line alone."""

import re
from dataclasses import dataclass

from tracker.importers.options import ReadOptions
from tracker.importers.problems import FileRefused, ProblemCode
from tracker.importers.rows import Form
from tracker.importers.text import choose_delimiter_option, read_first_record

DELIMITERS = (",", ";", "\t", "|")

# Each form's columns: the first ones it needs, the others it may have.
COLUMNS = {
    Form.LONG: (
        ("date", "position", "amount"),
        ("side", "category", "commodity", "book", "liquidation", "source", "note"),
    ),
    Form.PRICES: (("date", "commodity", "price", "quote"), ()),
    None: (
        ("position", "side"),
        (
            "category",
            "commodity",
            "liquidity",
            "opened_on",
            "closed_on",
            "contingent",
            "probability",
            "allowance",
            "due_on",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A file's first line: its form (None for a positions file), delimiter and column names.

    Names of known columns are lower case; a wide file's positions are as written.
    """

    form: Form | None
    delimiter: str
    line: int
    names: tuple[str, ...]

    def find(self, name: str) -> int:
        """The place of a column, -1 where the file does not have it."""
        return self.names.index(name) if name in self.names else -1


def read_header(text: str, options: ReadOptions, *, positions: bool = False) -> Header:
    """The header of a file of values or prices, or with `positions` of a positions file.

    Raises FileRefused: a header is right, or nothing below it can be trusted.
    """
    delimiter = _choose_delimiter(text, options)
    line, cells = read_first_record(text, delimiter)
    if len(cells) > options.limits.columns:
        raise FileRefused(
            ProblemCode.TOO_MANY_COLUMNS, line, found=len(cells), allowed=options.limits.columns
        )
    kind = _find_kind(cells, line, positions=positions)
    for number, cell in enumerate(cells, start=1):
        if not cell.strip():
            raise FileRefused(ProblemCode.BLANK_COLUMN, line, number=number)
    if kind == Form.WIDE:
        return Header(Form.WIDE, delimiter, line, ("date", *cells[1:]))
    form = None if positions else Form(kind)
    return Header(form, delimiter, line, _check_columns(form, cells, line))


def _choose_delimiter(text: str, options: ReadOptions) -> str:
    if options.delimiter is not None:
        given = choose_delimiter_option(options.delimiter)
        _, cells = read_first_record(text, given)
        other = _detect(text) if len(cells) == 1 else None
        if other is not None and other != given:
            line = read_first_record(text, given)[0]
            raise FileRefused(ProblemCode.WRONG_DELIMITER, line, given=given, found=other)
        return given
    found = _detect(text)
    if found is not None:
        return found
    line, cells = read_first_record(text, ",")
    strange = re.match(r"\s*(?:date|position)\s*([^\w\s,;|])", cells[0], re.IGNORECASE)
    if len(cells) == 1 and strange:
        raise FileRefused(ProblemCode.UNKNOWN_DELIMITER, line, found=strange[1])
    return ","


def _detect(text: str) -> str | None:
    """The delimiter that makes sense of the header; at most one does, as it follows a name."""
    for delimiter in DELIMITERS:
        try:
            _, cells = read_first_record(text, delimiter)
        except FileRefused:
            continue
        if len(cells) > 1 and _classify(cells) is not None:
            return delimiter
    return None


def _classify(cells: list[str]) -> str | None:
    """The form a header is meant to have, though columns may be missing; None for no form."""
    names = {_plain(cell) for cell in cells}
    if "position" in names and ("date" in names or "amount" in names):
        return Form.LONG
    if "commodity" in names and ("price" in names or "quote" in names):
        return Form.PRICES
    if _plain(cells[0]) == "date":
        return Form.WIDE
    if "position" in names and names & {"side", "category", "liquidity"}:
        return "positions"
    return None


def _find_kind(cells: list[str], line: int, *, positions: bool) -> str:
    """The form of a header that is of the sort asked for: values and prices, or positions."""
    kind = _classify(cells)
    if kind is None:
        raise FileRefused(ProblemCode.UNKNOWN_HEADER, line, found=", ".join(cells)[:80])
    if positions and kind != "positions":
        raise FileRefused(ProblemCode.NOT_POSITIONS_FILE, line)
    if kind == "positions" and not positions:
        raise FileRefused(ProblemCode.POSITIONS_FILE_HERE, line)
    if kind == Form.WIDE and len(cells) == 1:
        raise FileRefused(ProblemCode.NO_POSITION_COLUMNS, line)
    return kind


def _check_columns(form: Form | None, cells: list[str], line: int) -> tuple[str, ...]:
    needed, possible = COLUMNS[form]
    names = [_plain(cell) for cell in cells]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise FileRefused(ProblemCode.DUPLICATE_COLUMN, line, name, found=name)
        if name not in needed and name not in possible:
            shown = cells[place].strip()[:40]
            raise FileRefused(ProblemCode.UNKNOWN_COLUMN, line, shown, found=shown)
    missing = [name for name in needed if name not in names]
    if missing:
        raise FileRefused(ProblemCode.MISSING_COLUMNS, line, missing=", ".join(missing))
    return tuple(names)


def _plain(cell: str) -> str:
    return cell.strip().casefold()
