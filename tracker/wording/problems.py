"""What is wrong with an input, and what to do about it, in one whole sentence for every code."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tracker.formatting import InputCode, InputError
from tracker.importers import Problem, ProblemCode, WriteCode
from tracker.wording.imports import WRITE_SENTENCES

INPUT_SENTENCES: dict[str, Promise] = {
    InputCode.EMPTY: _("Enter a number."),
    InputCode.NO_DIGITS: _("“%(found)s” has no digits."),
    InputCode.LETTERS: _("“%(found)s” is not a number: use digits only, without words or units."),
    InputCode.CHARACTERS: _("“%(found)s” cannot stand in a number."),
    InputCode.WIDE_DIGITS: _("“%(found)s” is written in other digits: use 0 to 9."),
    InputCode.EXPONENT: _("“%(found)s” is in short form: write the number out in full."),
    InputCode.MISPLACED_SIGN: _("A minus sign can only stand in front of the number."),
    InputCode.TWO_DECIMAL_MARKS: _("The decimal mark “%(mark)s” stands more than once."),
    InputCode.FOREIGN_MARK: _(
        "“%(mark)s” is not used here: decimals are written with “%(decimal)s”."
    ),
    InputCode.AMBIGUOUS_GROUPING: _(
        "“%(mark)s” groups thousands here: write decimals with “%(decimal)s”."
    ),
    InputCode.MISPLACED_GROUPING: _("“%(mark)s” is not where the digits of a number are grouped."),
    InputCode.TOO_MANY_DECIMALS: _(
        "Too many decimals: %(found)s, where at most %(allowed)s can be kept."
    ),
    InputCode.TOO_LARGE: _(
        "The number is too large: it must have at most 15 digits before decimals."
    ),
    InputCode.SUM_TOO_LONG: _("The sum is longer than %(allowed)s characters."),
    InputCode.SUM_TOO_DEEP: _("The sum has more than %(allowed)s brackets inside each other."),
    InputCode.SUM_BRACKETS: _("A bracket of the sum is not opened or not closed."),
    InputCode.SUM_UNFINISHED: _("The sum is not finished: a number is missing at its end."),
    InputCode.SUM_MISPLACED: _("“%(found)s” stands in the sum where a number is expected."),
    InputCode.SUM_SIGN_MISSING: _("A sign such as + is missing in the sum before “%(found)s”."),
    InputCode.SUM_BY_ZERO: _("The sum divides by zero."),
    InputCode.DATE_EMPTY: _("Enter a date."),
    InputCode.DATE_NOT_ISO: _("“%(found)s” is not a date in the form 2026-10-31."),
    InputCode.DATE_UNREADABLE: _(
        "“%(found)s” is not a date, or not in the order of the other dates."
    ),
    InputCode.DATE_IMPOSSIBLE: _("“%(found)s” is a day that does not exist."),
    InputCode.DATE_OUT_OF_RANGE: _(
        "“%(found)s” is out of range: years from %(first)s to %(last)s can be kept."
    ),
    InputCode.DATE_IN_FUTURE: _("“%(found)s” is in the future: the latest day is %(latest)s."),
}

FILE_SENTENCES: dict[str, Promise] = {
    ProblemCode.UNKNOWN_ENCODING: _(
        "“%(found)s” is not a known encoding: give another with --encoding, such as windows-1250."
    ),
    ProblemCode.BAD_DELIMITER: _(
        "“%(found)s” cannot separate cells: give one character with --delimiter, or tab."
    ),
    ProblemCode.BAD_DECIMAL: _(
        "“%(found)s” is not a decimal mark: give a dot or a comma with --decimal."
    ),
    ProblemCode.FILE_TOO_LARGE: _("The file is larger than %(megabytes)s MB."),
    ProblemCode.EMPTY_FILE: _("The file is empty."),
    ProblemCode.SPREADSHEET_FILE: _(
        "This is a spreadsheet or an archive: save the sheet as CSV and import that."
    ),
    ProblemCode.BINARY_FILE: _("This is not a text file: a CSV file is expected."),
    ProblemCode.NOT_UTF8: _(
        "The file is not in UTF-8: say how it is written with --encoding, such as windows-1250."
    ),
    ProblemCode.UNDECODABLE: _(
        "The file is not in %(encoding)s: say how it is written with --encoding."
    ),
    ProblemCode.MIXED_ENCODINGS: _(
        "This line is written in another encoding than other lines of the file: save the whole "
        "file as UTF-8."
    ),
    ProblemCode.TOOK_TOO_LONG: _("Reading the file took more than %(seconds)s seconds: split it."),
    ProblemCode.NO_DATES: _("There is neither a column of dates nor a row of dates."),
    ProblemCode.NO_ITEMS: _("No item has values that would be imported."),
    ProblemCode.TOO_MANY_ITEMS: _(
        "The file names %(found)s items where at most %(allowed)s can be looked at."
    ),
    ProblemCode.NAME_TAKEN: _(
        "There is an item called “%(name)s” already: choose it, or give the new one another name."
    ),
    ProblemCode.SAME_ITEM_TWICE: _(
        "“%(first)s” and “%(second)s” both go to “%(name)s”: leave one of them out, or choose "
        "another item for it."
    ),
    ProblemCode.NUL_CHARACTER: _(
        "There is a NUL character, which no text has; if the file is in UTF-16, say so with "
        "--encoding, such as utf-16-le."
    ),
    ProblemCode.BAD_QUOTING: _(
        "A quotation mark is not closed, or text follows the closing one before the separator."
    ),
    ProblemCode.CELL_TOO_LONG: _("A cell is longer than %(allowed)s characters."),
    ProblemCode.TOO_MANY_ROWS: _("The file has more than %(allowed)s rows: split it."),
    ProblemCode.TOO_MANY_COLUMNS: _(
        "The file has %(found)s columns where at most %(allowed)s are read."
    ),
    ProblemCode.NO_ROWS: _("There is a header and no row below it."),
    ProblemCode.UNKNOWN_HEADER: _(
        "The first line “%(found)s” is not a known header: it must have date, position and "
        "amount; or date and then one column for each item; or date, commodity, price and quote."
    ),
    ProblemCode.WRONG_DELIMITER: _(
        "The header is not separated by “%(given)s” but by “%(found)s”: change --delimiter."
    ),
    ProblemCode.UNKNOWN_DELIMITER: _(
        "The header seems to be separated by “%(found)s”: if so, say it with --delimiter."
    ),
    ProblemCode.NO_POSITION_COLUMNS: _(
        "Only the date column was found: if others stand beside it, name what separates them "
        "with --delimiter."
    ),
    ProblemCode.MISSING_COLUMNS: _("The header lacks: %(missing)s."),
    ProblemCode.UNKNOWN_COLUMN: _("“%(found)s” is not a column of this form."),
    ProblemCode.DUPLICATE_COLUMN: _("The column “%(found)s” stands more than once."),
    ProblemCode.BLANK_COLUMN: _("Column %(number)s has no name."),
    ProblemCode.POSITIONS_FILE_HERE: _(
        "This file lists items and has no values: give it with --positions, beside a file of "
        "values."
    ),
    ProblemCode.NOT_POSITIONS_FILE: _(
        "This is not a list of items: its header must be position, side, category, commodity, "
        "liquidity."
    ),
    ProblemCode.TOO_FEW_CELLS: _("The row has %(found)s cells where the header has %(expected)s."),
    ProblemCode.TOO_MANY_CELLS: _(
        "The row has %(found)s cells where the header has %(expected)s: quote a cell that has "
        "the separator in it."
    ),
    ProblemCode.AMOUNT_UNCLEAR: _(
        "“%(found)s” can be read in two ways: say which mark begins the decimals with --decimal."
    ),
    ProblemCode.AMOUNT_MISSING: _("There is a book or liquidation figure and no amount."),
    ProblemCode.NAME_MISSING: _("The name of the item is missing."),
    ProblemCode.NAME_TOO_LONG: _("The name is longer than %(allowed)s characters."),
    ProblemCode.NAME_CHARACTERS: _("A name cannot have line breaks or control characters."),
    ProblemCode.NOTE_TOO_LONG: _("The note is longer than %(allowed)s characters."),
    ProblemCode.NOTE_CHARACTERS: _("A note cannot have control characters."),
    ProblemCode.UNKNOWN_SIDE: _("“%(found)s” is neither asset nor liability."),
    ProblemCode.SIDE_MISSING: _("Say whether the item is an asset or a liability."),
    ProblemCode.UNKNOWN_CATEGORY: _("“%(found)s” is not a category."),
    ProblemCode.CATEGORY_OF_OTHER_SIDE: _(
        "There is no category “%(category)s” on the side “%(side)s”."
    ),
    ProblemCode.UNKNOWN_LIQUIDITY: _(
        "“%(found)s” is none of immediate, days, months and restricted."
    ),
    ProblemCode.UNKNOWN_FLAG: _("“%(found)s” is neither true nor false."),
    ProblemCode.CLOSED_BEFORE_OPENED: _("It cannot be closed before the day it began."),
    ProblemCode.PERCENT_RANGE: _("A percent is between 0 and 100."),
    ProblemCode.ALLOWANCE_DEBT: _("Only what others owe you may not come in."),
    ProblemCode.DUE_ASSET: _("Only something you owe falls due."),
    ProblemCode.CONTINGENT_ASSET: _("Only something you owe can depend on someone else."),
    ProblemCode.UNKNOWN_SOURCE: _(
        "“%(found)s” is none of statement, quote, appraisal, tax_assessment, estimate and import."
    ),
    ProblemCode.BAD_COMMODITY: _(
        "“%(found)s” is not a code: use up to 32 letters, digits, dots, dashes and underscores."
    ),
    ProblemCode.COMMODITY_MISSING: _("The code of what is priced is missing."),
    ProblemCode.COMMODITY_SPELLING: _(
        "“%(found)s” is written “%(first)s” on line %(first_line)s: write it the same way."
    ),
    ProblemCode.UNKNOWN_CURRENCY: _("“%(found)s” is not the code of a currency."),
    ProblemCode.SAME_CURRENCY: _("A rate of %(currency)s to itself is always one."),
    ProblemCode.PRICE_MISSING: _("The price is missing."),
    ProblemCode.PRICE_NEGATIVE: _("A price cannot be below zero."),
    ProblemCode.RATE_NOT_POSITIVE: _("An exchange rate must be above zero."),
    ProblemCode.CONFLICTING_ROW: _(
        "Line %(first_line)s has another figure for the same date and item."
    ),
    ProblemCode.CONFLICTING_POSITION: _(
        "The item is “%(found)s” here and “%(first)s” on line %(first_line)s."
    ),
}

# The same for those who look at a page, where options are questions and no words of a command.
PAGE_SENTENCES: dict[str, Promise] = {
    ProblemCode.UNDECODABLE: _("This line is not in the encoding that was chosen: choose another."),
    ProblemCode.NUL_CHARACTER: _("There is a NUL character, which no text has."),
    ProblemCode.SPREADSHEET_FILE: _(
        "This is a spreadsheet or an archive: save the sheet as CSV, or copy its cells and paste "
        "them."
    ),
    ProblemCode.AMOUNT_UNCLEAR: _("“%(found)s” can be read in two ways."),
    ProblemCode.TOO_MANY_CELLS: _(
        "The row has %(found)s cells where the header has %(expected)s: quote a cell that has "
        "the separator in it, or choose another separator."
    ),
    WriteCode.DIFFERS_FROM_KNOWN: _(
        "The item is in %(known)s, and the file says %(found)s here: choose another item for it."
    ),
}

_MARK_PARAMS = frozenset({"mark", "decimal", "given", "found"})


def input_sentence(error: InputError) -> str:
    """Why a typed amount or date was refused."""
    return _fill(error.code, error.params)


def problem_sentence(problem: Problem) -> str:
    """Why a file or a cell was refused, without its place."""
    return _fill(problem.code, problem.params)


def page_problem_sentence(code: str, params: Mapping[str, str | int]) -> str:
    """The same for a page, from the code's word."""
    return _fill(code, params, PAGE_SENTENCES)


def locate_problem(problem: Problem) -> str:
    """The same with its line and column, as a report lists it."""
    params = {
        "line": problem.line,
        "column": _printable(problem.column or ""),
        "problem": problem_sentence(problem),
    }
    if problem.line is not None and problem.column is not None:
        return gettext("Line %(line)s, column “%(column)s”: %(problem)s") % params
    if problem.line is not None:
        return gettext("Line %(line)s: %(problem)s") % params
    return problem_sentence(problem)


def hidden_problems_sentence(count: int) -> str:
    """How many problems there are beyond those that were listed."""
    return ngettext(
        "%(count)s more problem is not listed.", "%(count)s more problems are not listed.", count
    ) % {"count": count}


def _fill(
    code: str, params: Mapping[str, str | int], first: Mapping[str, Promise] | None = None
) -> str:
    known = (first or {}, INPUT_SENTENCES, FILE_SENTENCES, WRITE_SENTENCES)
    sentence = next(sentences[code] for sentences in known if code in sentences)
    return str(sentence) % {name: _show(name, value) for name, value in params.items()}


def _show(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    if name in _MARK_PARAMS and len(value) == 1:
        if value == "\t":
            return gettext("tab")
        if value.isspace():
            return gettext("space")
    return _printable(value)


def _printable(text: str) -> str:
    """What a file says about itself must not steer the terminal it is reported on."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
