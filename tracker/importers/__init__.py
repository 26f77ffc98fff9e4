"""Data files as rows: bytes in, rows and every problem found out; nothing is guessed."""

from tracker.importers.options import Limits, ReadOptions
from tracker.importers.problems import FileRefused, Problem, ProblemCode
from tracker.importers.read import read_import, read_positions
from tracker.importers.rows import (
    SOURCES,
    Form,
    ImportFile,
    PositionRow,
    PositionsFile,
    PriceRow,
    ValuationRow,
)
from tracker.importers.tables import Watch, ignore
from tracker.importers.write_codes import WriteCode

__all__ = [
    "SOURCES",
    "FileRefused",
    "Form",
    "ImportFile",
    "Limits",
    "PositionRow",
    "PositionsFile",
    "PriceRow",
    "Problem",
    "ProblemCode",
    "ReadOptions",
    "ValuationRow",
    "Watch",
    "WriteCode",
    "ignore",
    "read_import",
    "read_positions",
]
