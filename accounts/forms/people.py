"""The forms of the people of a household: names, roles, invitations."""

import unicodedata
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.queries import PersonRow
from accounts.roles import Role
from accounts.wording.refusals import Refusal, refusal_sentence

UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
"""Categories of characters that show nothing by themselves."""
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
DAYS = ((1, _("One day")), (7, _("One week")), (30, _("One month")))
USUAL_DAYS = 7
NAME_NEEDED = _("Enter a name, without line breaks or control characters.")


def role_choices() -> list[tuple[str, str]]:
    """The least first: who hands out a role without looking hands out little."""
    return [(role.value, capfirst(str(role.label))) for role in reversed(Role)]


class PeopleForm(forms.Form):
    """A form whose refusals stand at the field that caused them."""

    refusal_fields: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page of people holds several forms, whose fields must not share their ids.
        kwargs.setdefault("auto_id", f"id_{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def refuse(self, refusal: Refusal) -> None:
        """Show why the command did nothing."""
        field = self.refusal_fields.get(refusal.code)
        self.add_error(field, refusal_sentence(refusal))


class NameForm(PeopleForm):
    """What somebody is called in the household's books."""

    name = forms.CharField(
        label=_("Name"),
        max_length=90,
        error_messages={"required": NAME_NEEDED},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    refusal_fields = {"name_taken": "name", "name_blank": "name"}

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        kinds = [unicodedata.category(letter) for letter in name]
        visible = any(
            kind not in UNSEEN and letter not in FILLERS
            for kind, letter in zip(kinds, name, strict=True)
        )
        if not visible or {"Cc", "Zl", "Zp", "Cs"} & set(kinds):
            raise forms.ValidationError(NAME_NEEDED)
        return name


class RoleForm(PeopleForm):
    """What a login may do."""

    role = forms.ChoiceField(
        label=_("Role"), error_messages={"invalid_choice": _("Choose one of the roles.")}
    )

    refusal_fields = {"last_owner": "role"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "role", role_choices())

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InvitationForm(RoleForm):
    """Who is let in by a link, as what, and until when."""

    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "With an address, only a login with this address can use the link. Without one, "
            "whoever has the link can."
        ),
    )
    member = forms.ChoiceField(
        label=_("For whom"),
        required=False,
        help_text=_("Somebody who is in the books already keeps their name and what they own."),
        error_messages={"invalid_choice": _("Choose somebody from the list.")},
    )
    days = forms.TypedChoiceField(
        label=_("The link works for"),
        coerce=int,
        choices=DAYS,
        initial=USUAL_DAYS,
        error_messages={"invalid_choice": _("Choose one of the times.")},
    )

    field_order = ("email", "role", "member", "days")
    refusal_fields = {"belongs_already": "email", "has_login": "member", "no_person": "member"}

    def __init__(self, *args: Any, people: Sequence[PersonRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(row.id), row.name) for row in people if row.role is None]
        _offer(self, "member", [("", str(_("Somebody new"))), *known])

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_member(self) -> UUID | None:
        member = self.cleaned_data["member"]
        return UUID(member) if member else None


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
