"""What the views of a household's settings share: its page, with one of its forms filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.access import HouseholdRequest, HouseholdScope
from accounts.roles import Permission
from tracker.commands.errors import Refused
from tracker.formatting import InputError, parse_date
from tracker.forms.budget import BudgetForm
from tracker.forms.guides import GuidesForm
from tracker.forms.reader import Reader, ReaderForm
from tracker.forms.settings import HouseholdSettingsForm, zone_suggestions
from tracker.queries.books import household_books
from tracker.queries.budgets import list_budgets
from tracker.queries.guides import household_guides
from tracker.services.budgets import BudgetRow
from tracker.services.unconverted import unconverted_currencies
from tracker.viewmodels.settings import Forms, build_page
from tracker.views.rendering import render_page
from tracker.wording.refusals import refusal_sentence

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Filled:
    """The one form that was sent; the others show what is kept."""

    household: HouseholdSettingsForm | None = None
    budget: BudgetForm | None = None
    guides: GuidesForm | None = None


NOTHING = Filled()


def reader_of(request: HouseholdRequest, scope: HouseholdScope) -> Reader:
    """In whose locale forms are read, and what day it is."""
    return Reader(request.format_locale, scope.today)


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


def try_save(request: HouseholdRequest, form: ReaderForm, save: Callable[[], str]) -> bool:
    """Save a valid form; False where it is not valid or the command refuses, which it then says."""
    if not form.is_valid():
        return False
    try:
        done = save()
    except Refused as refused:
        form.refuse(refused.code, refusal_sentence(refused, request.format_locale))
        return False
    messages.success(request, done)
    return True


def back(scope: HouseholdScope, part: str) -> HttpResponse:
    """To the settings, at one of their parts."""
    response = redirect("tracker:settings", scope.household.slug)
    response["Location"] += f"#{part}"
    return response


def read_day(text: str) -> date | None:
    """The day an address or a button names, None for anything else."""
    try:
        return parse_date(text)
    except InputError:
        return None
