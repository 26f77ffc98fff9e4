"""The one way in which a form reads numbers: strictly in the reader's locale, exactly, as typed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.formatting import InputError, edit_amount, format_number, parse_amount
from tracker.formatting.parsing import MOST_DECIMALS
from tracker.wording import input_sentence


def read_amount(text: str, locale: str, *, digits: int = MOST_DECIMALS) -> Decimal | None:
    """The number a person typed, None for blank; ValidationError with a sentence otherwise."""
    if not text.strip():
        return None
    try:
        return parse_amount(text, locale, digits=digits)
    except InputError as error:
        raise ValidationError(input_sentence(error), code=str(error.code)) from error


class MoneyField(forms.CharField):
    """A Decimal, or None for blank; what was typed stays in the field as it was typed.

    `digits` is the most decimals that are kept; ReaderForm sets `locale`. A value to start from is
    shown with at least `shown_digits` decimals.
    """

    locale = "en"

    def __init__(
        self,
        *,
        digits: int = MOST_DECIMALS,
        shown_digits: int = 0,
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        **options: Any,
    ) -> None:
        self.digits, self.shown_digits = digits, shown_digits
        self.minimum, self.maximum = minimum, maximum
        options.setdefault("max_length", 60)
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return edit_amount(value, self.locale, min_digits=self.shown_digits)
        return value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        number = read_amount(text or "", self.locale, digits=self.digits)
        if number is not None:
            self._check_range(number)
        return number

    def run_validators(self, value: Any) -> None:
        """The length of the text is the only thing CharField checks; a number has none."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")

    def _check_range(self, number: Decimal) -> None:
        low, high = self.minimum, self.maximum
        if (low is None or number >= low) and (high is None or number <= high):
            return
        if low is not None and high is not None:
            message = _("Enter a number from {low} to {high}.").format(
                low=format_number(low, self.locale), high=format_number(high, self.locale)
            )
        elif low is not None:
            message = _("Enter a number that is not below {low}.").format(
                low=format_number(low, self.locale)
            )
        else:
            message = _("Enter a number that is not above {high}.").format(
                high=format_number(high or 0, self.locale)
            )
        raise ValidationError(message, code="range")


class WholeNumberField(MoneyField):
    """An int, or None for blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(digits=0, **options)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else int(number)


class PercentField(MoneyField):
    """A percentage from 0 to `maximum`, as a Decimal of percent."""

    def __init__(self, *, maximum: int = 100, **options: Any) -> None:
        super().__init__(digits=4, minimum=0, maximum=maximum, **options)
