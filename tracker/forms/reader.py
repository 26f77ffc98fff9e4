"""What all our forms share: numbers in the reader's locale, days up to the household's today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField


@dataclass(frozen=True, slots=True)
class Reader:
    """In whose locale numbers are written, and what day it is in the household."""

    locale: str
    today: date


class ReaderForm(forms.Form):
    """A form for one reader. `refusal_fields` says which field a command's refusal belongs to."""

    refusal_fields: Mapping[str, str] = {}
    use_required_attribute = True

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.adapt_fields()

    def adapt_fields(self) -> None:
        """Tell number and date fields whose they are; again after fields were added."""
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.locale = self.reader.locale
            elif isinstance(field, PlainDateField) and not field.future:
                field.latest = self.reader.today

    def refuse(self, code: str, sentence: str) -> None:
        """Say at its field why the command did nothing."""
        name = self.refusal_fields.get(code)
        self.add_error(name if name in self.fields else None, sentence)
