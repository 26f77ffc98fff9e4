"""Writes what a household lives on and by, from a date on."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import Household
from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.models import Budget
from tracker.services.budgets import BudgetRow
from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.services.currencies import ACTIVE, minor_unit
from tracker.services.money import LIMIT


@transaction.atomic
def set_budget(
    household: HouseholdRow, *, actor: UUID | None, budget: BudgetRow, was: date | None = None
) -> None:
    """From `budget.since` on these figures hold. `was` is the day of the row that was changed.

    The same figures once more change nothing. Raises Refused (date_range, unknown_currency,
    no_figures, negative, bad_decimals, gross_below_net, no_budget, and budget_taken where another
    row has that date).
    """
    _check(budget, household)
    # One at a time, so that two changes never meet on one date.
    Household.objects.select_for_update(no_key=True).get(pk=household.id)
    rows = Budget.objects.filter(household_id=household.id)
    figures = {
        "currency": budget.currency,
        "essential_spending": budget.essential_spending,
        "net_income": budget.net_income,
        "gross_income": budget.gross_income,
    }
    if was != budget.since and rows.filter(since=budget.since).exists():
        if was is None and rows.filter(since=budget.since, **figures).exists():
            return
        raise Refused("budget_taken", date=budget.since)
    if was is None:
        Budget.objects.create(household_id=household.id, since=budget.since, **figures)
    elif not rows.filter(since=was).update(since=budget.since, **figures):
        raise Refused("no_budget", date=was)


@transaction.atomic
def remove_budget(household: HouseholdRow, *, actor: UUID | None, since: date) -> None:
    """Take the figures of that date away. Raises Refused (no_budget)."""
    removed, _ = Budget.objects.filter(household_id=household.id, since=since).delete()
    if not removed:
        raise Refused("no_budget", date=since)


def _check(budget: BudgetRow, household: HouseholdRow) -> None:
    if not FIRST_DATE <= budget.since <= LAST_DATE:
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    if budget.currency not in ACTIVE and budget.currency != household.currency:
        raise Refused("unknown_currency", currency=budget.currency)
    figures = (budget.essential_spending, budget.net_income, budget.gross_income)
    given = [figure for figure in figures if figure is not None]
    if not given:
        raise Refused("no_figures")
    if any(not 0 <= figure < LIMIT for figure in given):
        raise Refused("negative")
    digits = minor_unit(budget.currency)
    if any(figure != round(figure, digits) for figure in given):
        raise Refused("bad_decimals", allowed=digits)
    net, gross = budget.net_income, budget.gross_income
    if net is not None and gross is not None and gross < net:
        raise Refused("gross_below_net")
