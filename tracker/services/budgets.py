"""What a household lives on and by, as dated rows; a row holds until the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.rates import RateTable


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """From `since` on, a month: what must be spent, and what comes in after and before taxes.

    Amounts are in `currency`; None is not entered.
    """

    since: date
    currency: str
    essential_spending: Decimal | None
    net_income: Decimal | None
    gross_income: Decimal | None


def budget_on(rows: Iterable[BudgetRow], day: date) -> BudgetRow | None:
    """The row that holds on a day, None before the first."""
    held = [row for row in rows if row.since <= day]
    return max(held, key=lambda row: row.since) if held else None


@dataclass(frozen=True, slots=True)
class Living:
    """The row that holds on a day, None before the first, and what one unit of its currency is
    worth in the reporting currency, None where it has no rate. Its figures are a month's in the
    reporting currency; None is not entered, or cannot be converted."""

    row: BudgetRow | None = None
    rate: Decimal | None = None

    @property
    def essential(self) -> Fraction | None:
        return self._convert(self.row.essential_spending) if self.row else None

    @property
    def net_income(self) -> Fraction | None:
        return self._convert(self.row.net_income) if self.row else None

    @property
    def gross_income(self) -> Fraction | None:
        return self._convert(self.row.gross_income) if self.row else None

    def _convert(self, amount: Decimal | None) -> Fraction | None:
        if amount is None or self.rate is None:
            return None
        return Fraction(amount) * Fraction(self.rate)


def living_on(rows: Iterable[BudgetRow], books: HouseholdBooks, day: date) -> Living:
    """What the household lives on and by on a day, at that day's rate."""
    row = budget_on(rows, day)
    if row is None:
        return Living()
    table = RateTable(books, np.array([day_of(day)], np.int64))
    return Living(row, table.exchange(row.currency).rates[0])
