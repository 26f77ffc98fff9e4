"""The form of one's own profile: name, language, formats, theme, start page, privacy."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.formats import FORMATS, format_example, format_name, is_known_format
from accounts.models import StartPage, Theme, User

type Choices = list[tuple[str, Any]]


class ProfileForm(forms.Form):
    """What a person may change of themselves; the address they log in with is not part of it."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=100,
        help_text=_("Shown where a household has no name of its own for you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of the pages"), required=False)
    format_locale = forms.ChoiceField(
        label=_("Numbers and dates"),
        required=False,
        help_text=_("How they are shown to you, and how the numbers you type are read."),
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=Theme.choices)
    start_page = forms.ChoiceField(
        label=_("Start page"),
        required=False,
        choices=StartPage.choices,
        help_text=_("Where you arrive in a household after logging in."),
    )
    hides_amounts = forms.BooleanField(
        label=_("Hide amounts when I log in"),
        required=False,
        help_text=_(
            "They are blurred until you show them with the eye in the corner. A courtesy on a "
            "shared screen, not a lock."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _current(user))
        super().__init__(*args, **kwargs)
        self._offer("language", language_choices(user.language))
        self._offer("format_locale", format_choices(user.format_locale))

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if any(unicodedata.category(letter) == "Cc" for letter in name):
            raise forms.ValidationError(_("A name cannot have line breaks or control characters."))
        return name

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def language_choices(current: str) -> Choices:
    """The languages that the pages speak, and the one that was chosen before there were pages."""
    codes = [code for code, _name in settings.LANGUAGES]
    known = {code for code, _name in settings.HOUSEHOLD_LANGUAGES}
    if current in known and current not in codes:
        codes.append(current)
    named = [(code, capfirst(str(get_language_info(code)["name_local"]))) for code in codes]
    return [("", _("As my browser asks")), *named]


def format_choices(current: str) -> Choices:
    """Each format by its name and an example; the one in use is among them."""
    tags = list(FORMATS)
    if is_known_format(current) and current not in tags:
        tags.append(current)
    return [
        ("", _("As the language has it")),
        *((tag, f"{format_name(tag)}: {format_example(tag)}") for tag in tags),
    ]


def _current(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "language": user.language,
        "format_locale": user.format_locale,
        "theme": user.theme,
        "start_page": user.start_page,
        "hides_amounts": user.hides_amounts,
    }
