"""What a household lives on and by, as dated rows; a row holds until the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
