"""Prints figures in aligned columns, each with the aim it should meet."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `ratio` is to what is named in `against`, `aim` is for the ratio or the value."""

    what: str
    size: str
    median: str
    least: str
    ratio: float | None = None
    against: str = ""
    aim: float | None = None
    value: float | None = None

    @property
    def verdict(self) -> str:
        measured = self.ratio if self.value is None else self.value
        if self.aim is None or measured is None:
            return ""
        return "pass" if measured <= self.aim else "over"


HEADER = ("", "size", "median", "least", "ratio", "aim", "", "against")


def print_lines(lines: Sequence[Line]) -> None:
    """A table on the terminal."""
    rows = [
        (
            line.what,
            line.size,
            line.median,
            line.least,
            "" if line.ratio is None else f"{line.ratio:.2f}",
            "" if line.aim is None else f"{line.aim:g}",
            line.verdict,
            line.against,
        )
        for line in lines
    ]
    _print_rows([HEADER, *rows], left={0, 1, 6, 7})


def print_weights(weights: Sequence[tuple[str, int]]) -> None:
    """What a page is made of, in kB."""
    _print_rows([(name, f"{size / 1000:.1f} kB") for name, size in weights], left={0})


def _print_rows(rows: Sequence[tuple[str, ...]], *, left: set[int]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
