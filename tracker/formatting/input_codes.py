"""What can be wrong with a typed number or date: codes and parameters, no prose."""

from enum import StrEnum
from typing import Self


class RefusalCode(StrEnum):
    """A code of its own kind of refusal: `params` names what its sentence needs."""

    params: tuple[str, ...]
    meaning: str

    def __new__(cls, value: str, params: tuple[str, ...], meaning: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.params = params
        member.meaning = meaning
        return member


class InputCode(RefusalCode):
    """A way in which a typed amount or date is refused."""

    EMPTY = "empty", (), "Nothing was typed where a number is needed."
    NO_DIGITS = "no_digits", ("found",), "Marks or a sign without any digit."
    LETTERS = "letters", ("found",), "Letters in a number, words such as NaN among them."
    CHARACTERS = "characters", ("found",), "A character that no number has, such as $ or _."
    WIDE_DIGITS = "wide_digits", ("found",), "Digits of another script, full-width ones too."
    EXPONENT = "exponent", ("found",), "A number in exponent form, such as 1e5."
    MISPLACED_SIGN = "misplaced_sign", (), "A plus or minus that is not the first character."
    TWO_DECIMAL_MARKS = "two_decimal_marks", ("mark",), "More than one decimal mark."
    FOREIGN_MARK = (
        "foreign_mark",
        ("mark", "decimal"),
        "A mark that the reader's number format does not have.",
    )
    AMBIGUOUS_GROUPING = (
        "ambiguous_grouping",
        ("mark", "decimal"),
        "A grouping mark where a decimal mark may be meant, such as 12,5.",
    )
    MISPLACED_GROUPING = "misplaced_grouping", ("mark",), "Groups of a wrong size, as in 1,23,4."
    TOO_MANY_DECIMALS = (
        "too_many_decimals",
        ("found", "allowed"),
        "More decimals than the currency or unit has.",
    )
    TOO_LARGE = "too_large", (), "An amount of 10^15 or more on either side of zero."
    SUM_TOO_LONG = "sum_too_long", ("allowed",), "A sum of more characters than are read."
    SUM_TOO_DEEP = "sum_too_deep", ("allowed",), "Brackets in brackets, too many of them."
    SUM_BRACKETS = "sum_brackets", (), "A bracket that is not opened or not closed."
    SUM_UNFINISHED = "sum_unfinished", (), "A sum that ends where a number is expected."
    SUM_MISPLACED = "sum_misplaced", ("found",), "A sign where a number is expected."
    SUM_SIGN_MISSING = "sum_sign_missing", ("found",), "Two numbers without a sign between them."
    SUM_BY_ZERO = "sum_by_zero", (), "A division by zero."
    DATE_EMPTY = "date_empty", (), "Nothing was typed where a date is needed."
    DATE_NOT_ISO = "date_not_iso", ("found",), "A date in another form than YYYY-MM-DD."
    DATE_UNREADABLE = "date_unreadable", ("found",), "A cell that is no date in the file's order."
    DATE_IMPOSSIBLE = "date_impossible", ("found",), "A day that no calendar has: 30 February."
    DATE_OUT_OF_RANGE = (
        "date_out_of_range",
        ("found", "first", "last"),
        "A year outside the range that is kept.",
    )
    DATE_IN_FUTURE = "date_in_future", ("found", "latest"), "A day that has not come yet."


class InputError(ValueError):
    """A refused input: `code` says why, `params` holds what the sentence needs."""

    def __init__(self, code: InputCode, **params: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


class AmountError(InputError):
    """A typed amount that is refused."""


class DateError(InputError):
    """A typed date that is refused."""
