"""Forms of a business or fund: what it is, its dated figures, payments, and values of a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.formatting.parsing import MOST_DECIMALS
from tracker.forms.choices import currency_choices
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField, PercentField
from tracker.forms.position_parts import DATE_MISSING
from tracker.forms.reader import ReaderForm
from tracker.forms.valuation import decimals_of
from tracker.services.currencies import ACTIVE, minor_unit
from tracker.services.entities import WITH_SHARES
from tracker.services.records import PositionRow
from tracker.wording.businesses import flow_choices, kind_choices

SHARES = ("outstanding", "held", "percent", "preferred", "share_price")
AMOUNT, VERSION = "amount-", "version-"


class BusinessForm(ReaderForm):
    """What is said of a business or fund apart from its figures."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter a name.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        help_text=_(
            "A company is shown at its book value, a fund and a property fund at net asset value, "
            "a non-profit or public body by its net assets."
        ),
        error_messages={
            "required": _("Choose one of the kinds from the list."),
            "invalid_choice": _("Choose one of the kinds from the list."),
        },
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        help_text=_("In which its balance sheet, shares and payments are counted."),
        error_messages={
            "required": _("Choose a currency."),
            "invalid_choice": _("Choose one of the currencies."),
        },
    )

    refusal_fields = {
        "name_blank": "name",
        "name_long": "name",
        "name_characters": "name",
        "name_taken": "name",
        "business_taken": "name",
        "unknown_kind": "kind",
        "other_kind": "kind",
        "unknown_currency": "currency",
        "bad_percent": "percent",
        "held_above_outstanding": "held",
        "negative": "outstanding",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, currencies = self.fields["kind"], self.fields["currency"]
        if isinstance(kinds, forms.ChoiceField):
            kinds.choices = kind_choices()
        if isinstance(currencies, forms.ChoiceField):
            held = self.initial.get("currency")
            named = currency_choices(self.reader.locale)
            # An old balance sheet may be in a currency that is gone.
            gone = [(held, held)] if held and held not in ACTIVE else []
            currencies.choices = [*gone, *named]


def _shares_field(label: Any, **options: Any) -> MoneyField:
    return MoneyField(label=label, required=False, minimum=0, **options)


class FiguresForm(ReaderForm):
    """Shares, the household's part, preferred equity and share price from a day on."""

    since = PlainDateField(label=_("From"), future=True, error_messages=DATE_MISSING)
    outstanding = _shares_field(_("Shares there are"))
    held = _shares_field(_("Shares you hold"))
    percent = PercentField(
        label=_("Or your part, percent"),
        required=False,
        help_text=_("Where there are no shares to count."),
    )
    preferred = _shares_field(
        _("Preferred equity"),
        help_text=_("What others are owed before the shares: it is deducted."),
    )
    share_price = _shares_field(_("Price of a share"))

    refusal_fields = {
        "date_range": "since",
        "bad_percent": "percent",
        "held_above_outstanding": "held",
    }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and all(cleaned[name] is None for name in SHARES):
            self.add_error(None, _("Enter at least one of the figures."))
        return cleaned


class NewBusinessForm(BusinessForm):
    """A business or fund that is added, with how much of it is the household's where known."""

    since = PlainDateField(
        label=_("Your part since"),
        required=False,
        future=True,
        help_text=_("Your part counts from this day on, once the balance sheet has values."),
    )
    outstanding = _shares_field(_("Shares there are"))
    held = _shares_field(_("Shares you hold"))
    percent = PercentField(
        label=_("Or your part, percent"),
        required=False,
        help_text=_("Where there are no shares to count."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", self.reader.today)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        shares = [name for name in ("outstanding", "held", "percent") if cleaned.get(name)]
        if shares and cleaned.get("kind") and cleaned["kind"] not in WITH_SHARES:
            self.add_error(shares[0], _("It belongs to nobody in parts: leave this empty."))
        return cleaned


class PaymentForm(ReaderForm):
    """Money paid out to the owners or put in by them on a day."""

    on = PlainDateField(label=_("Date"), error_messages=DATE_MISSING)
    kind = forms.ChoiceField(
        label=_("What it was"),
        error_messages={"required": _("Choose one of the kinds from the list.")},
    )
    amount = MoneyField(
        label=_("Amount"),
        error_messages={"required": _("Enter a number.")},
        help_text=_("All of it, not only your part."),
    )

    refusal_fields = {
        "date_range": "on",
        "date_future": "on",
        "unknown_kind": "kind",
        "no_amount": "amount",
        "payment_taken": "on",
    }

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, amount = self.fields["kind"], self.fields["amount"]
        if isinstance(kinds, forms.ChoiceField):
            kinds.choices = flow_choices()
        if isinstance(amount, MoneyField):
            amount.digits = minor_unit(currency)

    def clean_amount(self) -> Decimal:
        amount: Decimal | None = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Enter an amount that is not zero."))
        return amount


@dataclass(frozen=True, slots=True)
class HeldValue:
    """What an item amounts to on the date of the form already."""

    amount: Decimal
    version: int


class ValuesForm(ReaderForm):
    """What all items of a business amount to on one date; a blank leaves an item as it is.

    `items` are all of them: fields have those that are open on the date, none where it is `closed`.
    What was typed for others waits as `carried`, by the name of its field.
    """

    as_of = PlainDateField(label=_("Date"), error_messages=DATE_MISSING)

    def __init__(
        self,
        *args: Any,
        as_of: date,
        items: Sequence[PositionRow],
        held: Mapping[UUID, HeldValue],
        closed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"as_of": as_of}, **kwargs)
        self.fields["as_of"].widget.attrs["class"] = "input"
        self.on, self.held, self.closed = as_of, held, closed
        self.items = [row for row in items if _is_open(row, as_of)]
        self.names = {f"{AMOUNT}{row.id}": row.name for row in items}
        for row in () if closed else self.items:
            value = held.get(row.id)
            digits = minor_unit(row.currency)
            kept = decimals_of(value.amount) if value else 0
            amount = MoneyField(
                label=row.name,
                required=False,
                digits=MOST_DECIMALS if row.commodity else max(digits, kept),
                initial=value.amount if value else None,
            )
            amount.widget.attrs["class"] = "money"
            self.fields[f"{AMOUNT}{row.id}"] = amount
            self.fields[f"{VERSION}{row.id}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=2**31 - 1,
                widget=forms.HiddenInput,
                initial=value.version if value else 0,
            )
        self.adapt_fields()
        typed = self.typed() if self.is_bound else {}
        self.carried = {name: text for name, text in typed.items() if name not in self.fields}

    def cells(self) -> list[tuple[PositionRow, forms.BoundField, forms.BoundField]]:
        """Each item with the fields of its amount and of the version that was seen; none of a
        closed date."""
        if self.closed:
            return []
        return [(row, self[f"{AMOUNT}{row.id}"], self[f"{VERSION}{row.id}"]) for row in self.items]

    def typed(self) -> dict[str, str]:
        """What was typed over what the form showed, as it was typed; blanks left out."""
        sent = {name: self.data.get(name, "") for name in self.names}
        shown = set(self.fields) - set(self.changed_data)
        return {name: text for name, text in sent.items() if text.strip() and name not in shown}

    def keep(self, typed: Mapping[str, str]) -> None:
        """Show what was typed for another date."""
        for name, text in typed.items():
            if name in self.fields:
                self.initial[name] = text
            else:
                self.carried[name] = text

    def entered(self) -> dict[UUID, HeldValue]:
        """What was typed, and the version it was typed over; blanks and what stands there already
        left out."""
        found = {}
        for row in self.items:
            amount = self.cleaned_data[f"{AMOUNT}{row.id}"]
            there = self.held.get(row.id)
            if amount is not None and (there is None or there.amount != amount):
                seen = self.cleaned_data[f"{VERSION}{row.id}"] or 0
                found[row.id] = HeldValue(amount, seen)
        return found

    def take_over(self) -> None:
        """What is typed stands against the values as they are now."""
        versions = {f"{VERSION}{id_}": str(value.version) for id_, value in self.held.items()}
        self.data = {name: self.data.get(name, "") for name in self.data} | versions


def _is_open(row: PositionRow, on: date) -> bool:
    begun = row.opened_on is None or row.opened_on <= on
    return begun and (row.closed_on is None or row.closed_on > on)
