"""The start page: leads everybody to where they are at home."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import may_open_household
from accounts.models import StartPage, User
from accounts.queries import anybody_signed_up, list_households
from tracker.viewmodels.home import NoHouseholdPage, build_households
from tracker.views.rendering import render_page


@require_safe
@login_not_required
def home(request: Any) -> HttpResponse:
    """The start page in the only household, else the list of them, else the next step to one.

    With `?list` the list is shown for a single household too: it is the way to start another.
    """
    user = request.user
    if not user.is_authenticated:
        return redirect("account_login" if anybody_signed_up() else "tracker:welcome")
    households = list_households(user.pk)
    may_add, start = may_open_household(user), _start_page(user)
    if len(households) == 1 and "list" not in request.GET:
        return redirect(start, households[0].slug)
    if households:
        page = build_households(households, start=start, may_add=may_add)
        return render_page(request, "home/households.html", page)
    if may_add:
        return redirect("tracker:household_new")
    return render_page(request, "home/no_household.html", NoHouseholdPage(user.email))


def _start_page(user: User) -> str:
    """The route of where this login wants to arrive in a household."""
    known = user.start_page in StartPage.values
    return f"tracker:{(user.start_page if known else '') or 'dashboard'}"
