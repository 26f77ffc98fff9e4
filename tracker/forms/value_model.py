"""How an item's value goes on between the days on which it is entered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField, PercentField
from tracker.forms.position_parts import DATE_MISSING
from tracker.forms.reader import ReaderForm
from tracker.services.books import ValueModel
from tracker.services.calendar import date_of, day_of
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.estimates import DECLINING, LOAN, STRAIGHT_LINE
from tracker.services.records import PositionRow

OF_ASSETS = ("kind", "since", "rate", "ends_on", "residual")
OF_DEBTS = ("since", "original")


class ValueModelForm(ReaderForm):
    """For what is owned: a way of losing value. For what is owed: a loan that is paid off by its
    terms."""

    kind = forms.ChoiceField(
        label=_("It loses"),
        choices=[
            (DECLINING, _("A percent of its value every year")),
            (STRAIGHT_LINE, _("The same amount every month")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how it loses value."),
            "invalid_choice": _("Choose how it loses value."),
        },
    )
    since = PlainDateField(
        label=_("From"),
        future=True,
        error_messages=DATE_MISSING,
        help_text=_("Nothing is estimated before this day."),
    )
    rate = PercentField(
        label=_("A percent: how much a year"),
        required=False,
        help_text=_("Of what it is worth at the beginning of each year."),
    )
    ends_on = PlainDateField(
        label=_("The same amount: until when"),
        required=False,
        future=True,
    )
    residual = MoneyField(
        label=_("Worth at the end"),
        required=False,
        minimum=0,
        help_text=_("It never falls below this. Empty: nothing."),
    )
    original = MoneyField(
        label=_("Original sum"),
        required=False,
        minimum=0,
        help_text=_("Flat interest is counted on it. Empty: the first value that was entered."),
    )

    refusal_fields = {
        "model_kind": "kind",
        "model_rate": "rate",
        "model_end": "ends_on",
        "original_positive": "original",
    }

    def __init__(self, *args: Any, position: PositionRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_debt = position.side is Side.LIABILITY
        self.fields = {
            name: self.fields[name] for name in (OF_DEBTS if self.is_debt else OF_ASSETS)
        }
        for field in self.fields.values():
            if isinstance(field, MoneyField) and not isinstance(field, PercentField):
                field.digits = field.shown_digits = minor_unit(position.currency)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind, since, ends = (cleaned.get(name) for name in ("kind", "since", "ends_on"))
        if kind == DECLINING and "rate" not in self.errors and not cleaned.get("rate"):
            self.add_error("rate", _("Enter how much of it goes in a year, above zero."))
        if kind == STRAIGHT_LINE and "ends_on" not in self.errors:
            if ends is None:
                self.add_error("ends_on", _("Enter the day on which it has lost what it will."))
            elif since is not None and ends <= since:
                self.add_error("ends_on", _("Choose a day after the one from which it begins."))
        if cleaned.get("original") == 0:
            self.add_error("original", _("Enter a sum above zero, or leave it empty."))
        return cleaned

    def model(self) -> ValueModel:
        """What a valid form says; figures of the other kind are left out."""
        data = self.cleaned_data
        since = day_of(data["since"])
        if self.is_debt:
            return ValueModel(LOAN, since, original=data["original"])
        if data["kind"] == DECLINING:
            return ValueModel(DECLINING, since, data["rate"], data["residual"])
        return ValueModel(STRAIGHT_LINE, since, None, data["residual"], day_of(data["ends_on"]))


def initial_model(model: ValueModel) -> dict[str, Any]:
    """What the form shows of a model."""
    return {
        "kind": model.kind,
        "since": date_of(model.since),
        "rate": model.rate,
        "ends_on": None if model.ends is None else date_of(model.ends),
        "residual": model.residual,
        "original": model.original,
    }
