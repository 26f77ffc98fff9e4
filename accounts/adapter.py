"""How allauth is bent to Waterline: who may sign up, and what is said when signing in fails."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.queries import has_operator


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed unless a setting opens it."""

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
        # The very first login is made with the setup code, whatever the setting says.
        return bool(settings.SIGNUP_OPEN) and has_operator()
