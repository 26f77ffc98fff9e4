"""Reads a household's dated spending and income."""

from collections.abc import Sequence

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.services.budgets import BudgetRow

# Every dashboard asks for them; as a queryset they would take longer to ask for than to find.
BUDGETS = """
SELECT since, currency, essential_spending, net_income, gross_income FROM tracker_budget
WHERE household_id = %s ORDER BY since DESC
"""


def list_budgets(household: HouseholdRow) -> Sequence[BudgetRow]:
    """All rows, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(BUDGETS, [household.id])
        return tuple(BudgetRow(*row) for row in cursor.fetchall())
