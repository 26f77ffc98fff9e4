"""Reads a household's dated spending and income."""

from collections.abc import Sequence

from accounts.queries import HouseholdRow
from tracker.models import Budget
from tracker.services.budgets import BudgetRow


def list_budgets(household: HouseholdRow) -> Sequence[BudgetRow]:
    """All rows, newest first."""
    rows = Budget.objects.filter(household_id=household.id).order_by("-since")
    return tuple(
        BudgetRow(row.since, row.currency, row.essential_spending, row.net_income, row.gross_income)
        for row in rows
    )
