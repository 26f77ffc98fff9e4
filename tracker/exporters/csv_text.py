"""The one CSV writer: text can start no formula, numbers stay numbers, dates stay ISO."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tracker.formatting import escape_text, plain_decimal

type Cell = str | date | Decimal | int | bool | None
"""None is an empty cell, which an import takes for "no value"."""


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A UTF-8 file with commas and line feeds; the header's texts are escaped like any other."""
    lines = [",".join(map(_write_text, header))]
    lines.extend(",".join(map(_write_cell, row)) for row in rows)
    return ("\n".join(lines) + "\n").encode("utf-8")


def _write_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _write_text(cell)
    if isinstance(cell, Decimal):
        return plain_decimal(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_text(text: str) -> str:
    """Escaped, and quoted where it must be; csv.writer leaves a bare CR unquoted before 3.13."""
    text = escape_text(text)
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
