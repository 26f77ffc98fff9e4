"""The operator's forms: a household, and who may see it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Household, Membership, User
from accounts.roles import Role
from tracker.forms.choices import currency_choices, language_choices, zone_choices

LAST_OWNER = _("A household keeps at least one owner. Make somebody else an owner first.")


class HouseholdForm(forms.ModelForm):  # type: ignore[type-arg]
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    class Meta:
        model = Household
        fields: ClassVar = ["name", "zone", "language", "cadence"]


class NewHouseholdForm(forms.ModelForm):  # type: ignore[type-arg]
    currency = forms.ChoiceField(label=_("Currency"))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial="UTC")
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    owner = forms.EmailField(
        label=_("Owner's email"),
        required=False,
        help_text=_("Somebody who is signed up already. Owners can also be added afterwards."),
    )

    class Meta:
        model = Household
        fields: ClassVar = ["name", "currency", "zone", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = currency_choices(get_language() or "en")  # type: ignore[attr-defined]

    def clean_owner(self) -> User | None:
        email = self.cleaned_data["owner"]
        return find_user(email) if email else None


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    """One person's role; who it is cannot be changed, only added or removed."""

    email = forms.EmailField(label=_("Email"))

    class Meta:
        model = Membership
        fields: ClassVar = ["role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The table's heads are not labels.
            field.widget.attrs["aria-label"] = field.label
        if not self.instance._state.adding:
            self.fields["email"].initial = self.instance.user.email
            self.fields["email"].disabled = True

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if self.instance._state.adding:
            self.instance.user = find_user(email)
        return email


class MembershipFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """All of a household's roles: one per person, and an owner among them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Remove this person")

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if self._stays(form)]
        users = [form.instance.user_id for form in kept]
        if len(users) != len(set(users)):
            raise forms.ValidationError(_("This person belongs to the household already."))
        had_owner = any(form.initial.get("role") == Role.OWNER for form in self.initial_forms)
        if had_owner and not any(form.cleaned_data["role"] == Role.OWNER for form in kept):
            raise forms.ValidationError(LAST_OWNER, code="last_owner")

    def _stays(self, form: Any) -> bool:
        filled = form in self.initial_forms or form.has_changed()
        return filled and not form.cleaned_data.get("DELETE")


def find_user(email: str) -> User:
    """The login of this address; ValidationError where there is none."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise forms.ValidationError(
            _("Nobody of this address is signed up. Add the person under Users first."),
            code="unknown_user",
        )
    return user
