"""What an invitation's link leads to: who invites to what, and the button that accepts."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import commands, pages
from accounts.adapter import remember_invitation
from accounts.commands import Refused
from accounts.models import User
from accounts.queries import InvitationFound, InvitationState, find_invitation, hash_token
from accounts.views.rendering import UNPROCESSABLE, render_page
from accounts.wording import refusal_sentence, welcome

GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def invitation(request: Any, token: str) -> HttpResponse:
    """Looking changes nothing; accepting takes a button, and a login."""
    token_hash = hash_token(token)
    if request.method == "POST":
        return ratelimit.consume_or_429(request, action="signup") or _accept(request, token_hash)
    user = request.user if isinstance(request.user, User) else None
    found = find_invitation(token_hash, user.pk if user else None)
    refusal = _why_not(found, user)
    if refusal is not None or found.offer is None:
        return _unusable(request, refusal or Refused(found.state.value))
    if user is None:
        remember_invitation(request, token_hash)
    email = user.email if user else ""
    page = pages.invitation_page(
        found.offer, email=email, signed_in=user is not None, here=request.path
    )
    return render_page(request, "invitation/page.html", page)


def _accept(request: Any, token_hash: str) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    try:
        household = commands.accept_invitation(token_hash, user=request.user)
    except Refused as refused:
        if refused.code == "already_member":
            # Sent twice, perhaps.
            return redirect("tracker:dashboard", refused.params["household"].slug)
        return _unusable(request, refused)
    messages.success(request, welcome(household.name))
    return redirect("tracker:dashboard", household.slug)


def _why_not(found: InvitationFound, user: User | None) -> Refused | None:
    """Why the link leads nowhere for this reader; None where it does."""
    if found.offer is None or (found.state is not InvitationState.OPEN and not found.belongs):
        return Refused(found.state.value)
    if found.belongs:
        return Refused("already_member", household=found.offer.household)
    if user is not None and not found.offer.is_for(user.email):
        return Refused("other_address")
    return None


def _unusable(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """One calm page; it names the household to nobody who does not belong to it."""
    belongs, other = refusal.code == "already_member", refusal.code == "other_address"
    page = pages.NoInvitationPage(
        reason=refusal_sentence(refusal),
        slug=refusal.params["household"].slug if belongs else "",
        switch=other,
        email=request.user.email if isinstance(request.user, User) else "",
        here=request.path,
    )
    return render_page(request, "invitation/unusable.html", page, status=_status(request, refusal))


def _status(request: HttpRequest, refusal: Refused) -> int:
    if refusal.code == "already_member":
        return 200
    if refusal.code == "other_address":
        return UNPROCESSABLE if request.method == "POST" else 403
    return 404 if refusal.code == InvitationState.UNKNOWN else GONE
