"""Invitations: an owner makes and withdraws them, whoever holds a link accepts."""

from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import commands, mails, pages, queries
from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.commands import Refused
from accounts.forms.people import InvitationForm
from accounts.models import Invitation
from accounts.roles import Permission, Role
from accounts.views.rendering import UNPROCESSABLE, render_page
from accounts.wording import invitation_revoked


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.MANAGE)
def invite(
    request: HouseholdRequest, scope: HouseholdScope
) -> HttpResponse | Callable[[], HttpResponse]:
    """Make an invitation; `for` names the member it is meant for at first.

    The mail is sent once the invitation is kept: it neither holds up nor undoes anything.
    """
    people = queries.list_people(scope.household.id)
    if request.method != "POST":
        known = request.GET.get("for", "")
        return _form(request, InvitationForm(people=people, initial={"member": known}))
    form = InvitationForm(request.POST, people=people)
    made = _make(scope, form)
    if made is None:
        return _form(request, form, UNPROCESSABLE)
    return lambda: _show_link(request, scope, *made)


def _make(scope: HouseholdScope, form: InvitationForm) -> tuple[Invitation, str] | None:
    """The invitation and its token; None where the form says why there is none."""
    if not form.is_valid() or scope.user_id is None:
        return None
    data = form.cleaned_data
    try:
        return commands.invite(
            scope.household.id,
            actor=scope.user_id,
            role=data["role"],
            days=data["days"],
            email=data["email"],
            member_id=data["member"],
        )
    except Refused as refused:
        form.refuse(refused)
        return None


def _form(request: HouseholdRequest, form: InvitationForm, status: int = 200) -> HttpResponse:
    page = pages.InvitePage(form, pages.role_lines(), mails.can_mail())
    return render_page(request, "people/invite.html", page, status=status)


def _show_link(
    request: HouseholdRequest, scope: HouseholdScope, made: Invitation, token: str
) -> HttpResponse:
    """The only time that the link is to be read; signed-in answers are never stored."""
    link = request.build_absolute_uri(reverse("invitations:invitation", args=[token]))
    expires = made.expires_at.astimezone(ZoneInfo(scope.household.zone))
    role = Role(made.role)
    mail = ""
    if made.email:
        inviter = scope.member.name if scope.member else str(request.user)
        mail = mails.send_invitation(
            made.email,
            language=scope.household.language,
            household=mails.plain_name(scope.household.name),
            inviter=mails.plain_name(inviter),
            role_means=role.description,
            link=link,
            expires=expires,
            tag=request.format_locale,
        )
    page = pages.InvitedPage(link, made.email, role.label, expires, mail)
    return render_page(request, "people/invited.html", page)


@require_POST
@household_page(Permission.MANAGE)
def revoke(request: HouseholdRequest, scope: HouseholdScope, invitation_id: UUID) -> HttpResponse:
    """Withdraw one that nobody has used; Http404 for any other."""
    try:
        commands.revoke_invitation(scope.household.id, invitation_id=invitation_id)
    except Refused:
        raise Http404 from None
    messages.success(request, invitation_revoked())
    return redirect("people:people", scope.household.slug)
