"""The one way in which a form reads dates: plain ISO days, 1900 to 2200."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.formatting import InputError, parse_date
from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.wording import input_sentence


class PlainDateField(forms.CharField):
    """A date, or None for blank; `latest` is the last day allowed, which ReaderForm makes today
    unless the field looks into the `future`."""

    widget = forms.DateInput

    def __init__(self, *, latest: date | None = None, future: bool = False, **options: Any) -> None:
        self.future = future
        options.setdefault("max_length", 40)
        super().__init__(**options)
        self.latest = latest
        self.widget.input_type = "date"
        self.widget.attrs["min"] = FIRST_DATE.isoformat()

    @property
    def latest(self) -> date | None:
        return self._latest

    @latest.setter
    def latest(self, day: date | None) -> None:
        self._latest = day
        self.widget.attrs["max"] = (day or LAST_DATE).isoformat()

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_date(text, latest=self.latest)
        except InputError as error:
            raise ValidationError(input_sentence(error), code=str(error.code)) from error

    def run_validators(self, value: Any) -> None:
        """parse_date has checked all there is; a date has no length."""

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
