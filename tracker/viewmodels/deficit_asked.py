"""What a reader asks the page of being below zero for, and the addresses around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.viewmodels.history_asked import Asked


@dataclass(frozen=True, slots=True)
class View:
    """`episode`: the first month end of the one to explain, None the newest; `all_bases`: the
    strips of all bases are shown."""

    asked: Asked
    episode: date | None = None
    all_bases: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of other pages: `item` makes an item's, `compare` that of two dates side by side
    from a query; `settings` is "" for those who may not edit."""

    item: Callable[[UUID], str]
    compare: Callable[[str], str]
    entry: str
    prices: str
    balance: str
    settings: str
