"""The form of a dated note: when, what happened, and what kind of reason it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.dates import PlainDateField
from tracker.forms.reader import ReaderForm
from tracker.services.notes import REASONS, TEXT_LENGTH
from tracker.wording.history import reason_choices


class NoteForm(ReaderForm):
    """`seen` is that of the note the form was made from, "" for a new one; `back` names the page
    that asked for it."""

    on = PlainDateField(label=_("Date"), error_messages={"required": _("Enter a date.")})
    text = forms.CharField(
        label=_("What happened"),
        max_length=TEXT_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A few words, such as “bought the car” or “lost a job”."),
        error_messages={
            "required": _("Write what happened."),
            "max_length": _("The note is longer than %(limit_value)d characters."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the reasons.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    refusal_fields = {
        "date_range": "on",
        "date_future": "on",
        "dated_note_blank": "text",
        "note_long": "text",
        "note_characters": "text",
        "unknown_reason": "reason",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if isinstance(field, forms.ChoiceField):
            field.choices = reason_choices()

    def clean_reason(self) -> str:
        return self.cleaned_data["reason"] or REASONS[-1]

    def take_over(self, seen: str) -> None:
        """What is typed stands against the note as it is now."""
        self.data = {name: self.data.get(name, "") for name in self.data} | {"seen": seen}
