"""Works out sums such as "=12+3.5" as somebody typed them: exactly, and never as program text.

sum    = "=" terms
terms  = factors (("+" | "-") factors)*
factors = signed (("*" | "/") signed)*
signed = ("+" | "-")* (number | "(" terms ")")

Numbers are read in the reader's own marks, as strictly as anywhere else.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from tracker.formatting.input_codes import AmountError, InputCode
from tracker.formatting.numbers import MINUS
from tracker.formatting.parsing import LIMIT_DIGITS, MOST_DECIMALS, parse_amount

MARK: Final = "="
LONGEST: Final = 200
DEEPEST: Final = 20

_SIGNS: Final = {"+": "+", "-": "-", MINUS: "-", "*": "*", "\u00d7": "*", "/": "/", "\u00f7": "/"}
_CONTEXT: Final = Context(prec=400, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a typed amount or sum comes to; `rounded` where a division had to be."""

    number: Decimal
    rounded: bool = False


def parse_sum(text: str, tag: str, *, digits: int = MOST_DECIMALS) -> Worked:
    """The number that was typed, or what the sum behind an equals sign comes to.

    A result with more than `digits` decimals is rounded half even where a division made it so, and
    refused otherwise, as a typed one is. Raises AmountError.
    """
    typed = text.strip()
    if not typed.startswith(MARK):
        return Worked(parse_amount(typed, tag, digits=digits))
    if len(typed) > LONGEST:
        raise AmountError(InputCode.SUM_TOO_LONG, allowed=LONGEST)
    reader = _Reader(_split(typed.removeprefix(MARK)), tag)
    exact = reader.read()
    if abs(exact) >= 10**LIMIT_DIGITS:
        raise AmountError(InputCode.TOO_LARGE)
    rounded = _round(exact, digits)
    if rounded != exact and not reader.divided:
        raise AmountError(InputCode.TOO_MANY_DECIMALS, found=_decimals(exact), allowed=digits)
    if abs(rounded) >= 10**LIMIT_DIGITS:
        raise AmountError(InputCode.TOO_LARGE)
    plain = _CONTEXT.divide(rounded.numerator, rounded.denominator)
    return Worked(Decimal(f"{plain:f}"), rounded != exact)


class _Reader:
    """Goes through the pieces of one sum once, from left to right."""

    def __init__(self, pieces: list[str], tag: str) -> None:
        self._pieces, self._tag = pieces, tag
        self._at = self._depth = 0
        self.divided = False

    def read(self) -> Fraction:
        if not self._pieces:
            raise AmountError(InputCode.SUM_UNFINISHED)
        result = self._terms()
        if self._next is not None:
            # Only a closing bracket ends the terms before the text does.
            raise AmountError(InputCode.SUM_BRACKETS)
        return result

    @property
    def _next(self) -> str | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    @property
    def _sign(self) -> str:
        return _SIGNS.get(self._next or "", "")

    def _terms(self) -> Fraction:
        result = self._factors()
        while self._sign in ("+", "-"):
            sign = self._sign
            self._at += 1
            term = self._factors()
            result = result + term if sign == "+" else result - term
        return result

    def _factors(self) -> Fraction:
        result = self._signed()
        while self._next is not None and self._next != ")" and self._sign not in ("+", "-"):
            sign = self._sign
            if not sign:
                raise AmountError(InputCode.SUM_SIGN_MISSING, found=self._next[:40])
            self._at += 1
            factor = self._signed()
            if sign == "*":
                result *= factor
                continue
            if not factor:
                raise AmountError(InputCode.SUM_BY_ZERO)
            result /= factor
            self.divided = True
        return result

    def _signed(self) -> Fraction:
        negative = False
        while self._sign in ("+", "-"):
            negative ^= self._sign == "-"
            self._at += 1
        piece = self._next
        if piece is None:
            raise AmountError(InputCode.SUM_UNFINISHED)
        if piece in _SIGNS or piece == ")":
            raise AmountError(InputCode.SUM_MISPLACED, found=piece)
        value = self._bracket() if piece == "(" else self._number(piece)
        return -value if negative else value

    def _number(self, piece: str) -> Fraction:
        self._at += 1
        return Fraction(parse_amount(piece, self._tag))

    def _bracket(self) -> Fraction:
        if self._depth == DEEPEST:
            raise AmountError(InputCode.SUM_TOO_DEEP, allowed=DEEPEST)
        self._depth += 1
        self._at += 1
        value = self._terms()
        if self._next != ")":
            raise AmountError(InputCode.SUM_BRACKETS)
        self._at += 1
        self._depth -= 1
        return value


def _split(text: str) -> list[str]:
    """Signs and brackets one by one, and what stands between them without outer spaces."""
    pieces: list[str] = []
    between = ""
    for character in text:
        if character in _SIGNS or character in "()":
            pieces += [between.strip(), character]
            between = ""
        else:
            between += character
    pieces.append(between.strip())
    return [piece for piece in pieces if piece]


def _round(exact: Fraction, digits: int) -> Fraction:
    # Python rounds a fraction half even.
    return Fraction(round(exact * 10**digits), 10**digits)


def _decimals(exact: Fraction) -> int:
    """How many decimals a number has that some power of ten makes whole."""
    count = 0
    while exact.denominator != 1:
        exact *= 10
        count += 1
    return count
