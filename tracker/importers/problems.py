"""What can be wrong with a data file: every code with its parameters, and the list they go to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.formatting import InputCode, InputError, RefusalCode
from tracker.importers.write_codes import WriteCode


class ProblemCode(RefusalCode):
    """A way in which a file or a row is refused, beside those of InputCode for single values."""

    # Options
    UNKNOWN_ENCODING = "unknown_encoding", ("found",), "The encoding option names no encoding."
    BAD_DELIMITER = "bad_delimiter", ("found",), "The delimiter option is not one usable character."
    BAD_DECIMAL = "bad_decimal", ("found",), "The decimal option is neither a dot nor a comma."

    # The file as a whole
    FILE_TOO_LARGE = "file_too_large", ("megabytes",), "More bytes than are read."
    EMPTY_FILE = "empty_file", (), "No bytes, or nothing but blank lines."
    SPREADSHEET_FILE = "spreadsheet_file", (), "A workbook (XLSX, XLS, ODS) instead of CSV."
    BINARY_FILE = "binary_file", (), "Not text at all: a picture, a PDF, an archive."
    NOT_UTF8 = "not_utf8", (), "Bytes that are not UTF-8; the encoding option is needed."
    UNDECODABLE = "undecodable", ("encoding",), "Bytes that the encoding option does not have."
    MIXED_ENCODINGS = "mixed_encodings", (), "Lines of one file in different encodings."
    NUL_CHARACTER = "nul_character", (), "A NUL character, also what UTF-16 without a mark shows."
    BAD_QUOTING = "bad_quoting", (), "A quote that does not close, or text after a closing quote."
    CELL_TOO_LONG = "cell_too_long", ("allowed",), "A cell with more characters than are read."
    TOO_MANY_ROWS = "too_many_rows", ("allowed",), "More rows than are read at a time."
    TOO_MANY_COLUMNS = "too_many_columns", ("found", "allowed"), "More columns than are read."
    NO_ROWS = "no_rows", (), "A header and nothing below it."

    TOOK_TOO_LONG = "took_too_long", ("seconds",), "More work than a file may cause."

    # The layout and what goes where, as the import page asks for it
    NO_DATES = "no_dates", (), "Neither a column nor a row of dates."
    NO_ITEMS = "no_items", (), "Dates and nothing beside them, or every item left out."
    TOO_MANY_ITEMS = "too_many_items", ("found", "allowed"), "More items than can be looked at."
    NAME_TAKEN = "name_taken", ("name",), "A new item of a name that another item has."
    SAME_ITEM_TWICE = (
        "same_item_twice",
        ("name", "first", "second"),
        "Two columns, or two names, that go to one item.",
    )

    # The header
    UNKNOWN_HEADER = "unknown_header", ("found",), "A header of none of the known forms."
    WRONG_DELIMITER = (
        "wrong_delimiter",
        ("given", "found"),
        "The delimiter option does not split the header; another character does.",
    )
    UNKNOWN_DELIMITER = (
        "unknown_delimiter",
        ("found",),
        "A header in one piece, split by a character that is not looked for.",
    )
    NO_POSITION_COLUMNS = "no_position_columns", (), "A wide file with a date column only."
    MISSING_COLUMNS = "missing_columns", ("missing",), "Columns that this form cannot do without."
    UNKNOWN_COLUMN = "unknown_column", ("found",), "A column that this form does not have."
    DUPLICATE_COLUMN = "duplicate_column", ("found",), "The same column twice."
    BLANK_COLUMN = "blank_column", ("number",), "A column without a name, by its number from 1."
    POSITIONS_FILE_HERE = "positions_file_here", (), "A positions file where values were expected."
    NOT_POSITIONS_FILE = "not_positions_file", (), "Some other file where positions were expected."

    # Rows and cells
    TOO_FEW_CELLS = "too_few_cells", ("found", "expected"), "A row shorter than the header."
    TOO_MANY_CELLS = "too_many_cells", ("found", "expected"), "A row longer than the header."
    AMOUNT_UNCLEAR = (
        "amount_unclear",
        ("found",),
        "A mark that may group digits or begin decimals; the decimal option is needed.",
    )
    AMOUNT_MISSING = "amount_missing", (), "A book or liquidation figure without an amount."
    NAME_MISSING = "name_missing", (), "A row that does not say which position it is about."
    NAME_TOO_LONG = "name_too_long", ("allowed",), "A position name that is too long."
    NAME_CHARACTERS = "name_characters", (), "Line breaks or control characters in a name."
    NOTE_TOO_LONG = "note_too_long", ("allowed",), "A note that is too long."
    NOTE_CHARACTERS = "note_characters", (), "Control characters in a note."
    UNKNOWN_SIDE = "unknown_side", ("found",), "A side that is neither asset nor liability."
    SIDE_MISSING = "side_missing", (), "A row of the positions file without a side."
    UNKNOWN_CATEGORY = "unknown_category", ("found",), "A category code that does not exist."
    CATEGORY_OF_OTHER_SIDE = (
        "category_of_other_side",
        ("category", "side"),
        "A category that belongs to the other side.",
    )
    UNKNOWN_LIQUIDITY = "unknown_liquidity", ("found",), "A liquidity code that does not exist."
    UNKNOWN_FLAG = "unknown_flag", ("found",), "Neither true nor false where one is needed."
    CLOSED_BEFORE_OPENED = "closed_before_opened", (), "A last day before the first one."
    PERCENT_RANGE = "percent_range", (), "A percent below 0 or above 100."
    ALLOWANCE_DEBT = "allowance_debt", (), "A debt of which a part is not expected to come in."
    DUE_ASSET = "due_asset", (), "An asset said to fall due."
    CONTINGENT_ASSET = "contingent_asset", (), "An asset said to be owed only possibly."
    UNKNOWN_SOURCE = "unknown_source", ("found",), "A source code that does not exist."
    BAD_COMMODITY = "bad_commodity", ("found",), "A commodity code with characters it cannot have."
    COMMODITY_MISSING = "commodity_missing", (), "A price of nothing."
    COMMODITY_SPELLING = (
        "commodity_spelling",
        ("found", "first", "first_line"),
        "A commodity code that differs from an earlier one by case only.",
    )
    UNKNOWN_CURRENCY = "unknown_currency", ("found",), "A price's currency that does not exist."
    SAME_CURRENCY = "same_currency", ("currency",), "A rate of a currency to itself."
    PRICE_MISSING = "price_missing", (), "A price row without a price."
    PRICE_NEGATIVE = "price_negative", (), "A price below zero."
    RATE_NOT_POSITIVE = "rate_not_positive", (), "An exchange rate of zero or below."
    CONFLICTING_ROW = (
        "conflicting_row",
        ("first_line",),
        "The same date and position, or price, as an earlier row, with other figures.",
    )
    CONFLICTING_POSITION = (
        "conflicting_position",
        ("found", "first", "first_line"),
        "A position described otherwise than in an earlier row.",
    )


Code = ProblemCode | InputCode | WriteCode
Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: its code and parameters, the line it is on (from 1) and the column's name.

    `line` and `column` are None where the whole file or the whole row is meant.
    """

    code: Code
    line: int | None = None
    column: str | None = None
    params: Params = field(default_factory=dict)


class FileRefused(Exception):
    """The file cannot be read any further, because of this problem."""

    def __init__(
        self,
        code: ProblemCode,
        line: int | None = None,
        column: str | None = None,
        **params: str | int,
    ) -> None:
        super().__init__(code.value)
        self.problem = Problem(code, line, column, params)


class ProblemList:
    """Every problem counted, the first `shown` of them kept."""

    def __init__(self, shown: int) -> None:
        self._shown = shown
        self.problems: list[Problem] = []
        self.count = 0

    def add(
        self, code: Code, line: int | None = None, column: str | None = None, **params: str | int
    ) -> None:
        """Count a problem, and keep it while there is room."""
        self.count += 1
        if len(self.problems) < self._shown:
            self.problems.append(Problem(code, line, column, params))

    def add_input(self, error: InputError, line: int, column: str) -> None:
        """Count a cell that is refused as an amount or a date."""
        self.add(error.code, line, column, **error.params)

    def add_refusal(self, refusal: FileRefused) -> None:
        """Count the problem that ended the reading."""
        found = refusal.problem
        self.add(found.code, found.line, found.column, **found.params)
