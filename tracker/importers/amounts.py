"""Which decimal mark a file's amounts have, and what stands around their digits."""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tracker.formatting import AmountMarks, InputError, parse_marked_amount

_SPACES: Final = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES: Final = "'\u2019"
_MARKS: Final = {
    ".": AmountMarks(".", (",", _SPACES, _APOSTROPHES)),
    ",": AmountMarks(",", (".", _SPACES, _APOSTROPHES)),
}
_PLAIN = re.compile(r"[-\u2212]?[0-9]{1,15}", re.ASCII)
_USUAL = re.compile(r"[-\u2212]?[0-9][0-9.,]*", re.ASCII)
# No group of thousands has one, two or four digits, so the mark before them begins decimals.
_DECIDED = re.compile(r"[-\u2212]?[0-9]{1,15}([.,])(?:[0-9]{1,2}|[0-9]{4,18})", re.ASCII)
_WORD_SIGNS = ("Rp.", "Rp", "RM", "NT$", "US$", "S$", "A$", "CHF", "kr", "zł", "Kč", "Ft")
_CODE = re.compile(
    r"(?:[A-Z]{3}[ \u00a0\u202f]?(?=[-\u2212(]?\d))|(?<=\d)[ \u00a0\u202f]?[A-Z]{3}$"
)


def clean_amount(cell: str) -> str:
    """The number in a cell, without a currency's sign or code; brackets are a minus."""
    text = cell.strip()
    if _USUAL.fullmatch(text):
        return text
    text = _CODE.sub("", text, count=1).strip()
    for sign in _WORD_SIGNS:
        if sign in text:
            text = text.replace(sign, "", 1).strip()
            break
    text = "".join(
        letter for letter in text if unicodedata.category(letter) != "Sc" and letter != "\u200e"
    ).strip()
    if text.startswith("(") and text.endswith(")") and len(text) > 2:
        return "-" + text[1:-1].strip()
    if text[:1] in "-\u2212" and text[1:2] in set(_SPACES):
        return "-" + text[1:].strip()
    return text if any(letter.isdigit() for letter in text) else cell.strip()


@dataclass(slots=True)
class MarkEvidence:
    """What the amounts of one file allow; each example stands with its line."""

    only: dict[str, tuple[int, str]] = field(default_factory=dict)
    either: tuple[int, str] | None = None

    def add(self, cell: str, line: int) -> None:
        """Note an amount's cell."""
        text = clean_amount(cell)
        if _PLAIN.fullmatch(text):
            return
        decided = _DECIDED.fullmatch(text)
        if decided:
            self.only.setdefault(decided[1], (line, text[:40]))
            return
        dot, comma = read_with(text, "."), read_with(text, ",")
        shown = (line, text[:40])
        if dot is not None and comma is None:
            self.only.setdefault(".", shown)
        elif comma is not None and dot is None:
            self.only.setdefault(",", shown)
        elif dot != comma and self.either is None:
            self.either = shown

    @property
    def mark(self) -> str | None:
        """The one mark that every amount has, None where it has to be asked for."""
        if len(self.only) == 1:
            return next(iter(self.only))
        return None if self.only or self.either else "."

    @property
    def example(self) -> tuple[int, str]:
        """The amount that the question is about."""
        return self.either or next(iter(self.only.values()), (0, ""))


@lru_cache(maxsize=65536)
def read_with(text: str, mark: str) -> Decimal | None:
    """The number with this decimal mark, None where it is none."""
    try:
        return parse_marked_amount(text, _MARKS[mark])
    except InputError:
        return None
