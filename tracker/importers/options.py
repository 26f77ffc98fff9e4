"""What a reader of a file is told about it, and how much of it is read."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold. `data_bytes` None: any size, for files read by an operator."""

    data_bytes: int | None = None
    rows: int = 100_000
    columns: int = 200
    name: int = 200
    note: int = 500
    shown_problems: int = 50


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is written, where that is known; None is found out, strictly.

    `delimiter` is one character, or "tab". `decimal` is "." or ",": with it, digits may be
    grouped by the other mark, by spaces or by apostrophes. `dates` None takes dates as 2026-10-31
    only; with "dmy" or "mdy" they may be written in any usual way, numbers in that order.
    `debts` says what a minus before debts means: "owed", that it is how debts are written, or
    "credit"; None refuses debts whose figures are mostly below zero.
    `latest` is the last day allowed, usually the household's today; None allows any.
    """

    delimiter: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    dates: str | None = None
    debts: str | None = None
    latest: date | None = None
    limits: Limits = field(default_factory=Limits)
