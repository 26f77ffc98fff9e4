"""The people of a household: who belongs to it, adding somebody, and leaving it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import commands, pages, queries
from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.commands import Refused
from accounts.forms.people import NameForm
from accounts.roles import Permission
from accounts.views.rendering import UNPROCESSABLE, render_page
from accounts.wording import left, member_added, refusal_sentence


@require_safe
@household_page()
def people(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Everybody, what roles mean and, for owners, the invitations that wait."""
    return _show(request, scope, NameForm())


@require_POST
@household_page(Permission.MANAGE)
def add(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Add somebody without a login: a child, or somebody who does not use computers."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, scope, form, UNPROCESSABLE)
    member = commands.add_member(scope.household.id, name=form.cleaned_data["name"])
    messages.success(request, member_added(member.name))
    return redirect("people:people", scope.household.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page()
def leave(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Anybody may go, but for the last owner."""
    refusal = ""
    if request.method == "POST" and scope.user_id is not None:
        try:
            commands.revoke_role(scope.household.id, user_id=scope.user_id)
        except Refused as refused:
            refusal = refusal_sentence(refused)
        else:
            messages.success(request, left(scope.household.name))
            return redirect("tracker:home")
    page = pages.LeavePage(scope.household.name, refusal)
    return render_page(request, "people/leave.html", page, status=UNPROCESSABLE if refusal else 200)


def _show(
    request: HouseholdRequest, scope: HouseholdScope, form: NameForm, status: int = 200
) -> HttpResponse:
    manages = scope.may(Permission.MANAGE)
    page = pages.people_page(
        queries.list_people(scope.household.id),
        queries.list_invitations(scope.household.id) if manages else (),
        zone=scope.household.zone,
        user_id=scope.user_id,
        role=scope.role,
        form=form,
    )
    return render_page(request, "people/page.html", page, status=status)
