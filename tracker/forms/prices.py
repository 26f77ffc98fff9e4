"""One price of a unit, one rate of a currency, and what is said of a unit."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.choices import currency_choices
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField
from tracker.forms.reader import ReaderForm
from tracker.models import CommodityKind
from tracker.services.currencies import is_known
from tracker.services.money import plain
from tracker.services.records import CommodityRow, PriceRow
from tracker.wording.prices import IMPORTED, price_label, rate_label

SEEN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,18})?", re.ASCII)
NOWHERE = Decimal(-1)
"""What a token that makes no sense stands for: no price is that, so it never matches."""


def read_seen(text: str) -> Decimal | None:
    """The price that a form was made from, None for none."""
    if not text:
        return None
    return Decimal(text) if SEEN.fullmatch(text) else NOWHERE


def write_seen(price: Decimal | None) -> str:
    """The token of a price, which read_seen reads."""
    return "" if price is None else plain(price)


class CurrencyField(forms.ChoiceField):
    """A currency by its code; a retired one may be named, though it is not offered."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": _("Choose a currency."),
            "invalid_choice": _("“%(value)s” is not a currency that is in use."),
        }
        super().__init__(error_messages=messages, **options)

    def valid_value(self, value: Any) -> bool:
        return is_known(str(value))


class EntryForm(ReaderForm):
    """What one was worth on a day. `held`: the entry that is corrected, whose day stays."""

    as_of = PlainDateField(label=_("Date"), error_messages={"required": _("Enter a date.")})
    price = MoneyField(label=_("Price of one"), error_messages={"required": _("Enter a number.")})
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Where you looked it up, such as the fund's page or a receipt."),
    )
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    refusal_fields: Mapping[str, str] = {
        "date_future": "as_of",
        "date_range": "as_of",
        "price_positive": "price",
        "unknown_currency": "currency",
        "same_currency": "quote",
        "source_long": "source",
        "source_characters": "source",
    }

    def __init__(self, *args: Any, held: PriceRow | None = None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {})
        if held is not None:
            initial = {
                "as_of": held.as_of,
                "price": held.price,
                "currency": held.currency,
                "source": "" if held.source == IMPORTED else held.source,
                "seen": write_seen(held.price),
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.initial.setdefault("as_of", self.reader.today)

    def clean_price(self) -> Decimal:
        price: Decimal = self.cleaned_data["price"]
        if price <= 0:
            raise forms.ValidationError(_("A price is above zero."), code="price_positive")
        return price

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())

    @property
    def seen_price(self) -> Decimal | None:
        """The price that the form was made from."""
        return read_seen(str(self["seen"].value() or ""))

    @property
    def removes(self) -> bool:
        """Whether the entry is to be taken away, whatever the fields say."""
        return "remove" in self.data

    def take_over(self, price: Decimal | None) -> None:
        """Keep what was typed, made from that price now: sent again, it wins."""
        kept = {name: self.data.get(name, "") for name in self.data}
        self.data = kept | {"seen": write_seen(price)}


class PriceEntryForm(EntryForm):
    """A unit's price, in any currency."""

    currency = CurrencyField(label=_("Currency"))

    field_order = ("as_of", "price", "currency", "source", "seen")

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = price_label(unit)
        _offer_currencies(self, "currency")


class RateEntryForm(EntryForm):
    """The household's own rate of a pair."""

    def __init__(self, *args: Any, base: str, quote: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = rate_label(base, quote)


class NewRateForm(EntryForm):
    """The first rate of any pair."""

    base = CurrencyField(label=_("What one unit of"))
    quote = CurrencyField(label=_("Is worth in"))

    field_order = ("base", "quote", "price", "as_of", "source", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = _("Rate")
        for name in ("base", "quote"):
            _offer_currencies(self, name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        base = cleaned.get("base")
        if base and base == cleaned.get("quote"):
            message = _("A rate of %(currency)s to itself is always one: choose another currency.")
            self.add_error("quote", forms.ValidationError(message, params={"currency": base}))
        return cleaned


class UnitForm(ReaderForm):
    """What is said of a unit."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        error_messages={"required": _("Enter a code.")},
        help_text=_("Up to 32 letters, digits, dots, dashes and underscores, such as VWCE."),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=CommodityKind.choices)
    seen = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    refusal_fields = {
        "commodity_code": "code",
        "commodity_is_currency": "code",
        "code_taken": "code",
        "commodity_kind": "kind",
        "name_long": "name",
        "name_characters": "name",
        "name_blank": "name",
    }

    def take_over(self, print_now: str) -> None:
        """Keep what was typed, made from how the unit stands now."""
        kept = {name: self.data.get(name, "") for name in self.data}
        self.data = kept | {"seen": print_now}


def unit_initial(row: CommodityRow, print_now: str) -> dict[str, Any]:
    """What the form shows of a unit."""
    return {"code": row.code, "name": row.name, "kind": row.kind, "seen": print_now}


def _offer_currencies(form: EntryForm, name: str) -> None:
    """Those in use, and the one that is chosen already."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        choices = currency_choices(form.reader.locale)
        chosen = str(form[name].value() or "")
        offered = {
            code for _name, group in choices if isinstance(group, list) for code, _l in group
        }
        if is_known(chosen) and chosen not in offered:
            choices.append((chosen, chosen))
        field.choices = choices
