"""Cells of data files: numbers as machines read them, and text that no spreadsheet may run."""

import re
from decimal import Decimal

# A spreadsheet takes text that begins so for a formula. Apostrophes before it count too, so that
# what was escaped already is escaped once more, and comes back as it was.
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escape_text(text: str) -> str:
    """Text as it may stand in a cell: an apostrophe before whatever would begin a formula."""
    return "'" + text if _RISKY.match(text) else text


def unescape_text(text: str) -> str:
    """The text that `escape_text` was given; any other text unchanged."""
    return text[1:] if _ESCAPED.match(text) else text


def plain_decimal(number: Decimal) -> str:
    """Every digit of a number: no exponent, no trailing zeros, ASCII minus, zero as "0"."""
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
