"""Strict reading of typed amounts: what does not fit the reader's marks is refused, not guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tracker.formatting.input_codes import AmountError, InputCode
from tracker.formatting.locales import APOSTROPHES, SPACES, find_style
from tracker.formatting.numbers import MINUS

LIMIT_DIGITS = 15
MOST_DECIMALS = 18

_PLAIN = re.compile(r"[-\u2212+]?[0-9]{1,15}")
_EXPONENT = re.compile(r"[-\u2212+]?[0-9.,]+[eE][-\u2212+]?[0-9]+")
_MARKS = ".,\u066b\u066c" + SPACES + APOSTROPHES


@dataclass(frozen=True, slots=True)
class AmountMarks:
    """How a number is written: its decimal mark, and what may group its digits how.

    `groups` holds alternatives; one number uses characters that stand for the same mark.
    """

    decimal: str
    groups: tuple[str, ...]
    primary: int = 3
    secondary: int = 3


def parse_amount(text: str, tag: str, *, digits: int = MOST_DECIMALS) -> Decimal:
    """The exact number typed in a locale's marks, with at most `digits` decimals.

    ASCII digits only, a minus sign or hyphen in front, |x| < 10^15. Grouping may be left out, but
    where it is it must be right. Raises AmountError with a code that says what is wrong.
    """
    return parse_marked_amount(text, _find_marks(tag), digits=digits)


def parse_marked_amount(text: str, marks: AmountMarks, *, digits: int = MOST_DECIMALS) -> Decimal:
    """The same for marks that are known from elsewhere, such as a file's options."""
    typed = text.strip()
    if _PLAIN.fullmatch(typed):
        return _build(typed, "")
    if not typed:
        raise AmountError(InputCode.EMPTY)
    _refuse_characters(typed)
    body = typed[1:] if typed[0] in "-+" + MINUS else typed
    if any(sign in body for sign in "-+" + MINUS):
        raise AmountError(InputCode.MISPLACED_SIGN)
    if not any(character.isdigit() for character in body):
        raise AmountError(InputCode.NO_DIGITS, found=typed[:40])
    if body.count(marks.decimal) > 1:
        raise AmountError(InputCode.TWO_DECIMAL_MARKS, mark=marks.decimal)
    whole, _, decimals = body.partition(marks.decimal)
    whole = _ungroup(whole, decimals, marks, has_decimal=marks.decimal in body)
    if len(decimals) > digits:
        raise AmountError(InputCode.TOO_MANY_DECIMALS, found=len(decimals), allowed=digits)
    if len(whole.lstrip("0")) > LIMIT_DIGITS:
        raise AmountError(InputCode.TOO_LARGE)
    sign = "-" if typed[0] in "-" + MINUS else ""
    return _build(sign + (whole or "0"), decimals)


@lru_cache(maxsize=256)
def _find_marks(tag: str) -> AmountMarks:
    style = find_style(tag)
    return AmountMarks(style.decimal, (style.groups,), style.primary, style.secondary)


def _build(whole: str, decimals: str) -> Decimal:
    number = Decimal(whole.replace(MINUS, "-") + ("." + decimals if decimals else ""))
    return number if number else abs(number)


def _refuse_characters(typed: str) -> None:
    shown = typed[:40]
    if _EXPONENT.fullmatch(typed):
        raise AmountError(InputCode.EXPONENT, found=shown)
    for character in typed:
        if character in "0123456789-+" + MINUS + _MARKS:
            continue
        if character.isdecimal():
            raise AmountError(InputCode.WIDE_DIGITS, found=shown)
        if character.isalpha():
            raise AmountError(InputCode.LETTERS, found=shown)
        raise AmountError(InputCode.CHARACTERS, found=character)


def _ungroup(whole: str, decimals: str, marks: AmountMarks, *, has_decimal: bool) -> str:
    """The digits before the decimal mark, once their grouping is seen to be right."""
    stray = [character for character in whole + decimals if not "0" <= character <= "9"]
    if not stray:
        return whole
    alike = next((group for group in marks.groups if stray[0] in group), "")
    foreign = next((mark for mark in stray if mark not in alike), None)
    if foreign is not None:
        if any(foreign in group for group in marks.groups):
            raise AmountError(InputCode.MISPLACED_GROUPING, mark=foreign)
        raise AmountError(InputCode.FOREIGN_MARK, mark=foreign, decimal=marks.decimal)
    parts = re.split("[" + re.escape(alike) + "]", whole)
    *middle, last = parts[1:] or [""]
    fits = (
        not any(character in alike for character in decimals)
        and 1 <= len(parts[0]) <= marks.secondary
        and not parts[0].startswith("0")
        and len(last) == marks.primary
        and all(len(part) == marks.secondary for part in middle)
    )
    if fits:
        return "".join(parts)
    # 12,5 typed where the comma groups: most likely another language's decimal mark.
    if len(stray) == 1 and not has_decimal and stray[0] in ".,":
        raise AmountError(InputCode.AMBIGUOUS_GROUPING, mark=stray[0], decimal=marks.decimal)
    raise AmountError(InputCode.MISPLACED_GROUPING, mark=stray[0])
