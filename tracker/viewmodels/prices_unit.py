"""The small pages of prices: what is said of a unit, and the first rate of a pair."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The fields of prices/unit.html."""

    form: Any
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class NewRatePage:
    """The fields of prices/rate_new.html."""

    form: Any
    clash: str
