"""The small forms of an item's page: owners, terms, security, closing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.queries import MemberRow
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField, PercentField
from tracker.forms.parts import PARTS, parts_field, read_parts, refuse_strange_parts
from tracker.forms.reader import ReaderForm
from tracker.models import Method
from tracker.services.currencies import minor_unit
from tracker.services.records import PositionRow

DATE_MISSING = {"required": _("Enter a date.")}


class OwnersForm(ReaderForm):
    """Who owns an item from a date on, by whole-number parts."""

    since = PlainDateField(label=_("From"), future=True, error_messages=DATE_MISSING)

    def __init__(self, *args: Any, members: Sequence[MemberRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for member in members:
            self.fields[PARTS + str(member.id)] = parts_field(member)
        self.adapt_fields()

    @property
    def parts_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PARTS)]

    def parts(self) -> dict[UUID, int]:
        return read_parts(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_strange_parts(self)
        if not self.errors and not self.parts():
            self.add_error(None, _("Give at least one person a part."))
        return cleaned


class TermsForm(ReaderForm):
    """A debt's conditions from a date on."""

    since = PlainDateField(label=_("From"), future=True, error_messages=DATE_MISSING)
    rate = PercentField(label=_("Interest, percent a year"), required=False, maximum=1000)
    method = forms.ChoiceField(
        label=_("Interest is counted"), required=False, choices=Method.choices
    )
    minimum = MoneyField(label=_("Payment a month"), required=False, minimum=0)
    limit = MoneyField(label=_("Credit limit"), required=False, minimum=0)

    def __init__(self, *args: Any, position: PositionRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("minimum", "limit"):
            field = self.fields[name]
            if isinstance(field, MoneyField):
                field.digits = field.shown_digits = minor_unit(position.currency)

    def clean_method(self) -> str:
        return self.cleaned_data["method"] or Method.REDUCING.value


class SecuredForm(ReaderForm):
    """What a debt is secured on, or which debts are secured on an asset."""

    others = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of the items is not among those to choose from.")},
    )

    def __init__(
        self, *args: Any, counterparts: Sequence[PositionRow], label: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        field.label = label
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(row.id), row.name) for row in counterparts]

    def clean_others(self) -> list[UUID]:
        return [UUID(text) for text in self.cleaned_data["others"]]


class ClosingForm(ReaderForm):
    """The day from which on an item counts nothing."""

    closed_on = PlainDateField(
        label=_("Closed on"),
        error_messages=DATE_MISSING,
        help_text=_(
            "From this day on it counts nothing, and values on or after it are refused. Earlier "
            "days keep it for ever."
        ),
    )

    refusal_fields = {
        "closed_before_opened": "closed_on",
        "values_after_close": "closed_on",
        "date_future": "closed_on",
    }
