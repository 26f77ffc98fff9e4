"""What a person has said about a file: how it is written, and what its columns are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.importers.encodings import OFFERED
from tracker.importers.tables import SEPARATORS
from tracker.services.categories import Side

SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "shape": ("wide", "across", "long", "prices"),
    "separator": tuple(SEPARATORS),
    "encoding": OFFERED,
    "decimal": (".", ","),
    "dates": ("dmy", "mdy"),
    "debts": ("owed", "as_written"),
}
"""What may be said of a file as a whole, in the order it is shown: the fields of Answers."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What becomes of one column, row or name of a file.

    `label` is what the file calls it, `nth` counts equal labels from 0. `use` is "new", "known"
    or "skip"; the rest describes the item: of a known one as it is, of a new one as it will be.
    """

    label: str
    nth: int
    use: str
    name: str = ""
    side: Side = Side.ASSET
    category: str = "other"
    commodity: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.label, self.nth


@dataclass(frozen=True, slots=True)
class Answers:
    """None is what a person has not said: it is found out, or asked for where it is not plain."""

    encoding: str | None = None
    separator: str | None = None
    shape: str | None = None
    decimal: str | None = None
    dates: str | None = None
    debts: str | None = None
    goals: tuple[Goal, ...] = field(default=())
