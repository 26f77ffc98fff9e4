"""What a reader asks the page of being below zero for, and the addresses around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.services.books import PositionBook
from tracker.services.calendar import month_start
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
    """Addresses of other pages: `item` and `business` make one's; `settings` is "" for
    those who may not edit. The methods make those that stand behind a figure, for what was asked.
    """

    item: Callable[[UUID], str]
    business: Callable[[UUID], str]
    compare: str
    history: str
    ratios: str
    entry: str
    prices: str
    balance: str
    settings: str

    def moved(self, position: PositionBook, year: int) -> str:
        """Where an item's figures of a year stand: those of a part are its business's."""
        if position.stake:
            return self.business(position.stake)
        return f"{self.item(position.id)}?year={year}#values"

    def between(self, asked: Asked, start: date, end: date) -> str:
        """Both dates side by side."""
        span = {"from": start.isoformat(), "to": end.isoformat()}
        return f"{self.compare}?{asked.query(**span)}"

    def sheet(self, asked: Asked, on: date) -> str:
        """The balance sheet of a date."""
        return f"{self.balance}?{asked.query(date=on.isoformat())}"

    def months(self, asked: Asked, first: date, last: date) -> str:
        """The months from one to another."""
        span = {"from": month_start(first).isoformat(), "to": last.isoformat()}
        return f"{self.history}?{asked.query(**span)}"

    def ratios_of(self, asked: Asked) -> str:
        """The ratios with what stands behind each; they are at market."""
        return f"{self.ratios}?person={asked.person}" if asked.person else self.ratios
