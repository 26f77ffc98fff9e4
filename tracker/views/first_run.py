"""The first sign-up, and any further household."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import local_date, may_open_household
from accounts.commands import SetupRefused, is_setup_code
from accounts.queries import has_operator
from tracker.commands.demo import ZONE, make_sample
from tracker.commands.first_run import set_up
from tracker.commands.households import open_household
from tracker.forms.first_run import HouseholdForm, NewHouseholdForm, WelcomeForm
from tracker.viewmodels.first_run import build_page
from tracker.views.rendering import render_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("code", "password", "password_again")
def welcome(request: Any) -> HttpResponse:
    """The first user signs up with the setup code; closed to everybody afterwards."""
    if has_operator():
        return redirect("tracker:home")
    if request.method != "POST":
        return _page(request, "welcome", WelcomeForm(tag=request.format_locale))
    # The code could be guessed at otherwise.
    too_many = ratelimit.consume_or_429(request, action="signup")
    return too_many or _sign_up(request, WelcomeForm(request.POST, tag=request.format_locale))


@require_http_methods(["GET", "HEAD", "POST"])
def new_household(request: Any) -> HttpResponse:
    """A household of one's own, for operators and wherever sign-up is open."""
    if not may_open_household(request.user):
        raise PermissionDenied
    form = NewHouseholdForm(request.POST or None, tag=request.format_locale, user=request.user)
    if not form.is_valid():
        return _page(request, "new_household", form)
    data = form.cleaned_data
    household = open_household(
        data["household"],
        key=form.key,
        currency=data["currency"],
        zone=data["zone"],
        language=data["language"],
        owner=request.user,
        owner_name=data["name"],
    )
    return redirect("tracker:dashboard", household.slug)


@require_POST
def sample(request: Any) -> HttpResponse:
    """The sample household, for whoever may start one; the one that is there, if it is."""
    if not may_open_household(request.user):
        raise PermissionDenied
    household = make_sample(user=request.user, today=local_date(ZONE))
    return redirect("tracker:dashboard", household.slug)


def _sign_up(request: Any, form: WelcomeForm) -> HttpResponse:
    # Checked with all the rest, so that one look tells everything that is wrong.
    if not is_setup_code(form.data.get("code", "")) and "code" not in form.errors:
        form.refuse_code()
    if form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if "again" not in name}
        try:
            user, household = set_up(**data)
        except SetupRefused:
            # Somebody else was faster.
            return redirect("account_login")
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("tracker:dashboard", household.slug)
    return _page(request, "welcome", form)


def _page(request: Any, name: str, form: HouseholdForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render_page(request, f"first_run/{name}.html", build_page(form), status=status)
