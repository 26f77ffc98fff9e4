"""Single cells as values: names, dates, amounts and codes; what is unclear is refused."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from tracker.formatting import (
    AmountMarks,
    InputError,
    parse_date,
    parse_marked_amount,
    unescape_text,
)
from tracker.importers.dates import read_any_date
from tracker.importers.options import ReadOptions
from tracker.importers.problems import FileRefused, ProblemCode, ProblemList
from tracker.importers.rows import SOURCES
from tracker.services.calendar import LAST_DATE
from tracker.services.categories import CATEGORIES, Liquidity, Side
from tracker.services.currencies import is_known
from tracker.services.names import is_visible

_PLAIN_DOT = re.compile(r"[-\u2212]?[0-9]{1,15}(?:\.[0-9]{1,18})?", re.ASCII)
_PLAIN_COMMA = re.compile(r"[-\u2212]?[0-9]{1,15}(?:,[0-9]{1,18})?", re.ASCII)
_ONLY_MARKS = re.compile(r"[-\u2212+]?[0-9.,' \u2019\u00a0\u2007\u2009\u202f]+")
_ONE_DOT = re.compile(r"[-\u2212+]?[0-9]*\.?[0-9]*")
_THOUSAND_LIKE = re.compile(r"[-\u2212]?[1-9][0-9]{0,2}\.[0-9]{3}")
_OWN_CODE = re.compile(r"[A-Za-z0-9._-]{1,32}", re.ASCII)
# Line breaks and tabs are what a spreadsheet's cell may hold; no page could show the others.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2019"
_CATEGORY_CODES = frozenset(category.code for category in CATEGORIES)
_FLAGS = {"true": True, "false": False}
_SIDES = {side.code: side for side in Side}
_LIQUIDITIES = {liquidity.value: liquidity for liquidity in Liquidity}


class AmountUnclear(Exception):
    """The cell is a number, but not one that can be read without knowing its decimal mark."""


def plain_name(cell: str) -> str:
    """A name as it is compared: without the export's escape, trimmed, in composed form."""
    return unicodedata.normalize("NFC", unescape_text(cell).strip())


def is_own_code(code: str) -> bool:
    """Whether something may be counted in units of this code."""
    return _OWN_CODE.fullmatch(code) is not None


class CellReader:
    """Cells of one file: knows its options, adds what it refuses to the file's problems.

    Every method gives None for a cell that is refused; blank cells are told apart by the caller.
    """

    def __init__(self, options: ReadOptions, delimiter: str, problems: ProblemList) -> None:
        if options.decimal not in {None, ".", ","}:
            raise FileRefused(ProblemCode.BAD_DECIMAL, found=str(options.decimal)[:40])
        self._options = options
        self._problems = problems
        self._dates: dict[str, date] = {}
        self._names: dict[str, str] = {}
        self._commodities: dict[str, tuple[str, int]] = {}
        self._plain = _PLAIN_COMMA if options.decimal == "," else _PLAIN_DOT
        # People who separate cells by semicolons mostly write decimals with a comma, so that
        # their 1.234 is a thousand and more. Elsewhere a dot is what machines write.
        self._dot_doubted = options.decimal is None and delimiter == ";"
        others = "." if options.decimal == "," else ","
        self._marks = AmountMarks(options.decimal or ".", (others, _SPACES, _APOSTROPHES))

    def read_date(self, cell: str, line: int, column: str) -> date | None:
        """A date as the options allow it, 1900 to 2200, not after the last day allowed."""
        known = self._dates.get(cell)
        if known is not None:
            return known
        order, latest = self._options.dates, self._options.latest
        try:
            if order is None:
                known = parse_date(cell, latest=latest)
            else:
                known = read_any_date(cell, order, latest)
            self._dates[cell] = known
        except InputError as error:
            self._problems.add_input(error, line, column)
        return known

    def read_any_day(self, cell: str, line: int, column: str) -> date | None:
        """As read_date, but days to come are taken too."""
        order = self._options.dates
        try:
            if order is None:
                return parse_date(cell, latest=LAST_DATE)
            return read_any_date(cell, order, LAST_DATE)
        except InputError as error:
            self._problems.add_input(error, line, column)
        return None

    def read_percent(self, cell: str, line: int, column: str) -> Decimal | None:
        """A number from 0 to 100."""
        percent = self.read_amount(cell, line, column)
        if percent is not None and not 0 <= percent <= 100:
            self._problems.add(ProblemCode.PERCENT_RANGE, line, column)
            return None
        return percent

    def read_name(self, cell: str, line: int, column: str) -> str | None:
        """A position's name: without the export's escape, trimmed, in composed Unicode form."""
        known = self._names.get(cell)
        if known is not None:
            return known
        name = plain_name(cell)
        limit = self._options.limits.name
        if not is_visible(name):
            self._problems.add(ProblemCode.NAME_MISSING, line, column)
        elif len(name) > limit:
            self._problems.add(ProblemCode.NAME_TOO_LONG, line, column, allowed=limit)
        elif any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in name):
            self._problems.add(ProblemCode.NAME_CHARACTERS, line, column)
        else:
            self._names[cell] = name
            return name
        return None

    def took_name(self, cell: str) -> bool:
        """Whether the cell was read as a name before."""
        return cell in self._names

    def read_amount(self, cell: str, line: int, column: str) -> Decimal | None:
        """An exact number with at most 18 decimals; only what has one meaning is taken."""
        cell = cell.strip()
        try:
            return self._parse(cell)
        except InputError as error:
            self._problems.add_input(error, line, column)
        except AmountUnclear:
            self._problems.add(ProblemCode.AMOUNT_UNCLEAR, line, column, found=cell[:40])
        return None

    def _parse(self, cell: str) -> Decimal:
        if self._plain.fullmatch(cell):
            if self._dot_doubted and _THOUSAND_LIKE.fullmatch(cell):
                raise AmountUnclear
            number = Decimal(cell.replace("\u2212", "-").replace(",", "."))
            return number if number else abs(number)
        # Not merely too long: some mark in it could mean two things.
        doubtful = _ONLY_MARKS.fullmatch(cell) and not _ONE_DOT.fullmatch(cell)
        if self._options.decimal is None and doubtful:
            raise AmountUnclear
        return parse_marked_amount(cell, self._marks)

    def read_side(self, cell: str, line: int, column: str) -> Side | None:
        """asset or liability."""
        found = _SIDES.get(cell.strip().casefold())
        if found is None:
            self._refuse(ProblemCode.UNKNOWN_SIDE, cell, line, column)
        return found

    def read_category(self, cell: str, line: int, column: str) -> str | None:
        """A category's code, of whichever side."""
        code = cell.strip().casefold()
        if code in _CATEGORY_CODES:
            return code
        self._refuse(ProblemCode.UNKNOWN_CATEGORY, cell, line, column)
        return None

    def read_liquidity(self, cell: str, line: int, column: str) -> Liquidity | None:
        """How soon it can be spent, by its code."""
        found = _LIQUIDITIES.get(cell.strip().casefold())
        if found is None:
            self._refuse(ProblemCode.UNKNOWN_LIQUIDITY, cell, line, column)
        return found

    def read_flag(self, cell: str, line: int, column: str) -> bool | None:
        """true or false."""
        found = _FLAGS.get(cell.strip().casefold())
        if found is None:
            self._refuse(ProblemCode.UNKNOWN_FLAG, cell, line, column)
        return found

    def read_source(self, cell: str, line: int, column: str) -> str | None:
        """Where the figure comes from, by its code."""
        code = cell.strip().casefold()
        if code in SOURCES:
            return code
        self._refuse(ProblemCode.UNKNOWN_SOURCE, cell, line, column)
        return None

    def read_note(self, cell: str, line: int, column: str) -> str | None:
        """Free text, as written but for the export's escape."""
        note = unescape_text(cell)
        limit = self._options.limits.note
        if len(note) > limit:
            self._problems.add(ProblemCode.NOTE_TOO_LONG, line, column, allowed=limit)
            return None
        if _CONTROLS.search(note):
            self._problems.add(ProblemCode.NOTE_CHARACTERS, line, column)
            return None
        return note

    def read_commodity(self, cell: str, line: int, column: str) -> str | None:
        """A currency's code in capitals however typed, else a code of one's own as typed.

        Two codes of one's own that differ by case only are refused: one of them is a slip.
        """
        code = unescape_text(cell).strip()
        if not is_own_code(code):
            self._refuse(ProblemCode.BAD_COMMODITY, cell, line, column)
            return None
        if is_known(code.upper()):
            return code.upper()
        first, first_line = self._commodities.setdefault(code.casefold(), (code, line))
        if first != code:
            self._problems.add(
                ProblemCode.COMMODITY_SPELLING,
                line,
                column,
                found=code,
                first=first,
                first_line=first_line,
            )
            return None
        return code

    def read_currency(self, cell: str, line: int, column: str) -> str | None:
        """A currency's code in capitals, however typed."""
        code = cell.strip().upper()
        if is_known(code):
            return code
        self._refuse(ProblemCode.UNKNOWN_CURRENCY, cell, line, column)
        return None

    def _refuse(self, code: ProblemCode, cell: str, line: int, column: str) -> None:
        self._problems.add(code, line, column, found=cell.strip()[:40])
