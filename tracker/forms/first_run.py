"""The forms of the first run: who one is, and the household to keep books of."""

import unicodedata
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tracker.forms.choices import (
    HOME_CURRENCIES,
    HOME_ZONES,
    currency_choices,
    language_choices,
    zone_choices,
)
from tracker.services.names import is_visible

HOUSEHOLD_FIELDS = ("household", "currency", "zone", "language")


def check_name(name: str) -> None:
    """ValidationError for a name that nobody could read on a screen or in a list."""
    if not is_visible(name) or any(unicodedata.category(letter) == "Cc" for letter in name):
        raise ValidationError(_("Enter a name, without line breaks or control characters."))


class HouseholdForm(forms.Form):
    """A new household, and the name of the one who starts it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=90,
        validators=[check_name],
        help_text=_("As the others of the household call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    household = forms.CharField(
        label=_("Name of the household"),
        max_length=100,
        validators=[check_name],
        help_text=_("Your family's name, for example."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        help_text=_("Totals are shown in it. Each item can be in a currency of its own."),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("It decides when a month is over."), choices=zone_choices
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Invitations are written in it, as soon as Waterline speaks it."),
        choices=language_choices,
    )

    def __init__(self, *args: Any, tag: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = currency_choices(tag)  # type: ignore[attr-defined]
        self.fields["currency"].initial = HOME_CURRENCIES.get(tag, "")
        self.fields["zone"].initial = HOME_ZONES.get(tag, "UTC")
        if not self.is_bound:
            self.fields["zone"].widget.attrs["data-guess-zone"] = ""
        self.fields["language"].initial = tag

    def household_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in HOUSEHOLD_FIELDS]

    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in HOUSEHOLD_FIELDS]


class NewHouseholdForm(HouseholdForm):
    """A further household, once for each form: what is sent twice has the same key."""

    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self._signer = Signer(salt=f"new household {user.pk}")
        kwargs.setdefault("initial", {"name": user.name, "token": self._signer.sign(str(uuid4()))})
        super().__init__(*args, **kwargs)

    @property
    def key(self) -> UUID:
        """The id for the household, as drawn for this form; a new one for a form without."""
        try:
            return UUID(self._signer.unsign(self.cleaned_data["token"]))
        except (BadSignature, ValueError):
            return uuid4()

    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in super().own_fields() if not field.is_hidden]


class WelcomeForm(HouseholdForm):
    """The first sign-up: also the setup code, the address and a password."""

    field_order = ("code", "name", "email", "password", "password_again")

    code = forms.CharField(
        label=_("Setup code"),
        max_length=100,
        help_text=_(
            "The start of Waterline printed it in its window. It makes sure that nobody else "
            "takes this place first."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        help_text=_("You log in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        help_text=_("At least ten characters, and none of the common passwords."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        password, again = data.get("password"), data.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("The two passwords differ."))
        elif password:
            self._check_strength(password, data)
        return data

    def refuse_code(self) -> None:
        """Say that the setup code is not the one."""
        self.add_error(
            "code",
            _(
                "This is not the setup code. Look for it in the window in which Waterline was "
                "started."
            ),
        )

    def _check_strength(self, password: str, data: dict[str, Any]) -> None:
        user = get_user_model()(email=data.get("email", ""), name=data.get("name", ""))
        try:
            password_validation.validate_password(password, user)
        except ValidationError as weak:
            self.add_error("password", weak)
