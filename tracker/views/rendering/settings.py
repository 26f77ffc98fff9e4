"""What the views of a household's settings share: its page, with one of its forms filled in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.access import HouseholdRequest, HouseholdScope
from accounts.roles import Permission
from tracker.forms.budget import BudgetForm
from tracker.forms.guides import GuidesForm
from tracker.forms.settings import HouseholdSettingsForm, zone_suggestions
from tracker.queries.books import household_books
from tracker.queries.budgets import list_budgets
from tracker.queries.guides import household_guides
from tracker.services.budgets import BudgetRow
from tracker.services.unconverted import unconverted_currencies
from tracker.viewmodels.settings import Forms, build_page
from tracker.views.rendering import render_page
from tracker.views.rendering.forms import reader_of


@dataclass(frozen=True, slots=True)
class Filled:
    """The one form that was sent; the others show what is kept."""

    household: HouseholdSettingsForm | None = None
    budget: BudgetForm | None = None
    guides: GuidesForm | None = None


NOTHING = Filled()


def show_settings(
    request: HouseholdRequest,
    scope: HouseholdScope,
    *,
    filled: Filled = NOTHING,
    changing: date | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `changing` names the row of spending and income that is to be changed."""
    household, reader = scope.household, reader_of(request, scope)
    budgets = list_budgets(household)
    chosen = next((row for row in budgets if row.since == changing), None)
    own = filled.household
    if own is None and scope.may(Permission.MANAGE):
        own = HouseholdSettingsForm(reader=reader, household=household)
    page = build_page(
        household,
        Forms(
            own,
            filled.budget or budget_form(request, scope, chosen),
            filled.guides or GuidesForm(reader=reader, guides=household_guides(household)),
        ),
        budgets=budgets,
        unconverted=unconverted_currencies(household_books(household), scope.today),
        zones=zone_suggestions(),
        changing=chosen.since if chosen else None,
        today=scope.today,
        tag=request.format_locale,
    )
    return render_page(request, "settings/page.html", page, status=status)


def budget_form(
    request: HouseholdRequest,
    scope: HouseholdScope,
    budget: BudgetRow | None = None,
    data: Any = None,
) -> BudgetForm:
    """The form of one row of spending and income, filled in with `data` where it was sent."""
    return BudgetForm(
        data,
        reader=reader_of(request, scope),
        currency=scope.household.currency,
        budget=budget,
    )


def back(scope: HouseholdScope, part: str) -> HttpResponse:
    """To the settings, at one of their parts."""
    response = redirect("tracker:settings", scope.household.slug)
    response["Location"] += f"#{part}"
    return response
