"""The forms of a household's settings: how it is called, counts and reviews, and its end."""

import unicodedata
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Cadence
from accounts.queries import HouseholdRow
from tracker.formatting import currency_name
from tracker.forms.choices import currency_choices, language_choices
from tracker.forms.reader import ReaderForm
from tracker.services.currencies import ACTIVE
from tracker.services.names import is_visible


class HouseholdSettingsForm(ReaderForm):
    """What an owner may change of the household itself."""

    name = forms.CharField(
        label=_("Name"), max_length=100, error_messages={"required": _("Enter a name.")}
    )
    currency = forms.ChoiceField(
        label=_("Reporting currency"),
        help_text=_(
            "Totals and the whole history are shown in it, at each day's rates. Items keep their "
            "own currencies, and months that are closed keep the totals written down then."
        ),
        error_messages={"invalid_choice": _("“%(value)s” is not a currency that is in use.")},
    )
    zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("It decides when a day and a month are over: Asia/Jakarta, for example."),
        error_messages={"required": _("Choose a time zone.")},
        widget=forms.TextInput(
            attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=language_choices,
        help_text=_(
            "Invitations are written in it, as soon as Waterline speaks it. Everybody chooses "
            "how they read under Profile."
        ),
    )
    cadence = forms.ChoiceField(
        label=_("Review"),
        choices=Cadence.choices,
        help_text=_(
            "How often you mean to look at everything. Every month is a good habit. While net "
            "worth is below zero it is every quarter at the latest, whatever is chosen here."
        ),
    )

    refusal_fields = {
        "blank_name": "name",
        "unknown_currency": "currency",
        "unknown_zone": "zone",
        "unknown_language": "language",
        "unknown_cadence": "cadence",
    }

    def __init__(self, *args: Any, household: HouseholdRow, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "name": household.name,
                "currency": household.currency,
                "zone": household.zone,
                "language": household.language,
                "cadence": household.cadence,
            },
        )
        super().__init__(*args, **kwargs)
        choices = currency_choices(self.reader.locale)
        if household.currency not in ACTIVE:
            # It has gone out of use since: nobody has to leave it.
            name = currency_name(household.currency, self.reader.locale)
            choices.append((household.currency, f"{name} ({household.currency})"))
        field = self.fields["currency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not is_visible(name) or any(unicodedata.category(letter) == "Cc" for letter in name):
            raise forms.ValidationError(
                _("Enter a name, without line breaks or control characters.")
            )
        return name

    def clean_zone(self) -> str:
        """The zone's own spelling of what was typed."""
        typed = str(self.cleaned_data["zone"])
        zone = zone_spellings().get("_".join(typed.split()).casefold())
        if zone is None:
            raise forms.ValidationError(
                _("“%(zone)s” is not a time zone. Choose one of the list, such as Asia/Jakarta."),
                code="unknown_zone",
                params={"zone": typed[:40]},
            )
        return zone


class DeletionForm(ReaderForm):
    """The household's name, typed to be sure."""

    name = forms.CharField(
        label=_("Name of the household"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    refusal_fields = {"name_differs": "name"}


@cache
def zone_spellings() -> dict[str, str]:
    """Every time zone there is, found whether or not it is typed in capitals."""
    return {zone.casefold(): zone for zone in sorted(available_timezones())}


def zone_suggestions() -> tuple[str, ...]:
    """The time zones to choose from as one types."""
    return tuple(zone_spellings().values())
