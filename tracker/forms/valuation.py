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
from tracker.services.records import PositionRow, ValuationRow
from tracker.wording import source_choices


class ValuationForm(ReaderForm):
    """A value on a date; a known one (version above 0) that is cleared is to be removed."""

    as_of = PlainDateField(label=_("Date"), error_messages={"required": _("Enter a date.")})
    amount = MoneyField(label=_("Value"), required=False)
    book = MoneyField(label=_("What it cost"), required=False)
    liquidation = MoneyField(label=_("If sold fast"), required=False)
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
    }

    def __init__(
        self, *args: Any, position: PositionRow, held: ValuationRow | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        digits = minor_unit(position.currency)
        for name in ("amount", "book", "liquidation"):
            field = self.fields[name]
            if isinstance(field, MoneyField):
                in_units = name == "amount" and position.commodity is not None
                # A file may have brought more decimals: what is there may be kept.
                kept = decimals_of(getattr(held, name)) if held else 0
                field.digits = MOST_DECIMALS if in_units else max(digits, kept)
                field.shown_digits = 0 if in_units else digits
        if position.commodity is not None:
            self.fields["amount"].label = _("How many")
        if "remove" in self.data:
            self._resend(amount="", book="", liquidation="")
        choices = self.fields["source"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = source_choices()

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or "statement"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        others = cleaned.get("book") is not None or cleaned.get("liquidation") is not None
        if "amount" in cleaned and cleaned["amount"] is None:
            if others:
                self.add_error("amount", _("Cost and quick sale stand beside a value: enter it."))
            elif not cleaned.get("version"):
                self.add_error("amount", _("Enter a number."))
        return cleaned

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
