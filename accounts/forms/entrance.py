"""allauth's forms in Waterline's words: labels instead of placeholders, help below the field."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Plain:
    """Takes placeholders away and gives the fields of `labels` their words."""

    labels: dict[str, str | Promise] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.labels:
                field.label = self.labels[name]
            if name in {"password", "oldpassword"}:
                field.help_text = ""


class LoginForm(Plain, allauth_forms.LoginForm):  # type: ignore[misc]
    labels = {"login": _("Email"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Browsers keep a password together with the field that is called the user name.
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]
    labels = {
        "email": _("Email"),
        "password1": _("Password"),
        "password2": _("Password again"),
    }

    def clean_email(self) -> str:
        email: str = super().clean_email()
        get_adapter().check_invited_address(context.request, email)
        return email


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": _("Password"), "password2": _("Password again")}


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": _("Email")}


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("Password")}
