"""How allauth is bent to Waterline: who may sign up, and what is said when signing in fails."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import commands
from accounts.commands import Refused
from accounts.queries import InvitationFound, InvitationState, find_invitation, has_operator

SESSION_KEY = "invitation"


def remember_invitation(request: HttpRequest, token_hash: str) -> None:
    """Let this browser sign up through the invitation; the link itself is not kept."""
    request.session[SESSION_KEY] = token_hash


def remembered_invitation(request: HttpRequest) -> InvitationFound | None:
    """The invitation that led here, while it still works."""
    token_hash = request.session.get(SESSION_KEY)
    found = find_invitation(token_hash) if isinstance(token_hash, str) else None
    return found if found is not None and found.state is InvitationState.OPEN else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed unless a setting opens it, or an invitation does."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This login has been switched off. Ask whoever runs this server."),
        "email_password_mismatch": _("The email address and the password do not fit together."),
        "email_taken": _("Somebody with this address is signed up already."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many attempts with this address. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if remembered_invitation(request) is not None:
            return True
        # The very first login is made with the setup code, whatever the setting says.
        return bool(settings.SIGNUP_OPEN) and has_operator()

    def check_invited_address(self, request: HttpRequest, email: str) -> None:
        """Who signs up through a link for one address does so with that address."""
        found = remembered_invitation(request)
        if found is not None and found.offer is not None and not found.offer.is_for(email):
            raise forms.ValidationError(
                _("The invitation is for another address: sign up with the one it was sent to."),
                code="other_address",
            )

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Make the login, and bind the invitation that led here to it."""
        if remembered_invitation(request) is None:
            return super().save_user(request, user, form, commit)
        token_hash = request.session.pop(SESSION_KEY)
        try:
            with transaction.atomic():
                saved = super().save_user(request, user, form, commit)
                commands.claim_invitation(token_hash, email=saved.email)
        except Refused:
            # Somebody else was faster: the page of the invitation, or the log-in, says so.
            raise ImmediateHttpResponse(redirect("account_signup")) from None
        return saved
