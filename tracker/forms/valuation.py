"""One dated value of an item, on all bases."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.formatting.parsing import MOST_DECIMALS
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField
from tracker.forms.reader import ReaderForm
from tracker.services.currencies import minor_unit
from tracker.services.entry import keeps_money
from tracker.services.records import PositionRow, ValuationRow
from tracker.wording import source_choices

FIGURES = ("amount", "book", "liquidation", "low", "contribution")
IN_UNITS = ("amount", "low")


class ValuationForm(ReaderForm):
    """A value on a date; a known one (version above 0) that is cleared is to be removed."""

    as_of = PlainDateField(label=_("Date"), error_messages={"required": _("Enter a date.")})
    amount = MoneyField(label=_("Value"), required=False)
    book = MoneyField(label=_("What it cost"), required=False)
    liquidation = MoneyField(label=_("If sold fast"), required=False)
    low = MoneyField(label=_("At the least"), required=False)
    contribution = MoneyField(label=_("Paid in since the last value"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    refusal_fields = {
        "date_future": "as_of",
        "date_range": "as_of",
        "before_opened": "as_of",
        "after_closed": "as_of",
        "month_closed": "as_of",
        "low_above_likely": "low",
        "low_needs_estimate": "low",
        "contribution_needs_money": "contribution",
    }

    def __init__(
        self, *args: Any, position: PositionRow, held: ValuationRow | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        digits = minor_unit(position.currency)
        counted = position.commodity is not None
        if not keeps_money(position.side, position.category, counted=counted):
            del self.fields["contribution"]
        for name in FIGURES:
            field = self.fields.get(name)
            if isinstance(field, MoneyField):
                in_units = name in IN_UNITS and counted
                # A file may have brought more decimals: what is there may be kept.
                kept = decimals_of(getattr(held, name)) if held else 0
                field.digits = MOST_DECIMALS if in_units else max(digits, kept)
                field.shown_digits = 0 if in_units else digits
        if position.commodity is not None:
            self.fields["amount"].label = _("How many")
        if "remove" in self.data:
            self._resend(amount="", book="", liquidation="", low="", contribution="")
        choices = self.fields["source"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = source_choices()

    def clean_low(self) -> Decimal | None:
        """The cautious end; a form without that field leaves it as it is."""
        return self._said_or_held("low")

    def clean_contribution(self) -> Decimal | None:
        """What was paid in; a form without that field leaves it as it is."""
        return self._said_or_held("contribution")

    def _said_or_held(self, name: str) -> Decimal | None:
        if name in self.data or self.held is None:
            said: Decimal | None = self.cleaned_data[name]
            return said
        held: Decimal | None = getattr(self.held, name)
        return held

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or "statement"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        beside = [name for name in FIGURES if name != "amount" and name in self.data]
        others = any(cleaned.get(name) is not None for name in beside)
        if "amount" in cleaned and cleaned["amount"] is None:
            if others:
                self.add_error("amount", _("Other figures stand beside a value: enter it."))
            elif not cleaned.get("version"):
                self.add_error("amount", _("Enter a number."))
        return cleaned

    @property
    def beside(self) -> list[forms.BoundField]:
        """What may be said beside an amount of this item that is an estimate or was paid into."""
        return [self[name] for name in ("low", "contribution") if name in self.fields]

    def take_over(self, version: int) -> None:
        """Keep what was typed, made from that version now: sent again, it wins."""
        self._resend(version=str(version))

    def _resend(self, **changed: str) -> None:
        self.data = {name: self.data.get(name, "") for name in self.data} | changed

    @property
    def changes_known(self) -> bool:
        """Whether the form was made from a value that was there."""
        return self["version"].value() not in (None, "", "0")

    @property
    def clears(self) -> bool:
        """Whether a valid form asks for the value to be removed."""
        return self.cleaned_data["amount"] is None


def decimals_of(number: Decimal | None) -> int:
    """How many decimals a number has."""
    exponent = 0 if number is None else number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
