"""Adding and changing what the household owns or owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.queries import MemberRow
from tracker.formatting import currency_name, list_currencies
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField, PercentField, WholeNumberField, read_amount
from tracker.forms.parts import PARTS, parts_field, read_parts, refuse_strange_parts
from tracker.forms.reader import ReaderForm
from tracker.models import CommodityKind
from tracker.services.categories import Side, find_category, takes_allowance
from tracker.services.currencies import ACTIVE, minor_unit
from tracker.services.records import PositionRow
from tracker.wording import category_choices, liquidity_choices, side_name

USUAL = ("", _("As usual for its category"))


@dataclass(frozen=True, slots=True)
class PositionOptions:
    """What a household may choose from. `assets`: what a debt can be secured on; `businesses`: what
    of its own may stand on the other side, by id and name."""

    currency: str
    members: Sequence[MemberRow] = ()
    assets: Sequence[PositionRow] = ()
    first_side: Side = Side.ASSET
    businesses: Sequence[tuple[UUID, str]] = ()


class PositionForm(ReaderForm):
    """What is said of an item apart from dated figures; its side follows from its category."""

    name = forms.CharField(
        label=_("Name"),
        strip=True,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter a name.")},
    )
    category = forms.ChoiceField(
        label=_("Category"),
        help_text=_("Changing it changes the figures of the past too."),
        error_messages={
            "required": _("Choose a category."),
            "invalid_choice": _("Choose one of the categories."),
        },
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        error_messages={"invalid_choice": _("Choose one of the currencies.")},
    )
    opened_on = PlainDateField(
        label=_("Since when"),
        required=False,
        help_text=_("Leave it empty if you had it before your first record."),
    )
    units_code = forms.CharField(
        label=_("Counted in units, code"),
        required=False,
        max_length=32,
        help_text=_(
            "For shares, fund units, grams or coins, such as VWCE or GOLD-G: you then enter how "
            "many you have, and a price for one of them."
        ),
        widget=forms.TextInput(attrs={"list": "unit-codes", "autocomplete": "off"}),
    )
    units_name = forms.CharField(label=_("Name of the unit"), required=False, max_length=100)
    units_kind = forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=CommodityKind.choices
    )
    liquidity = forms.ChoiceField(label=_("How soon it can be spent"), required=False)
    interval_months = WholeNumberField(
        label=_("A new value is expected every … months"),
        required=False,
        minimum=1,
        maximum=120,
        help_text=_("Empty: as usual for its category. Older values are marked as old."),
    )
    selling_discount = PercentField(
        label=_("Lost in a quick sale, percent"),
        required=False,
        help_text=_(
            "Empty: as usual for its category. Changing it changes the figures of the past too."
        ),
    )
    contingent = forms.ChoiceField(
        label=_("Is it owed for certain?"),
        required=False,
        choices=[
            USUAL,
            ("no", _("Yes, it is owed")),
            ("yes", _("Only if someone else does not pay")),
        ],
        help_text=_("What may never be owed is listed apart and not counted in net worth."),
    )
    probability = PercentField(
        label=_("How likely it is to be called, percent"),
        required=False,
        help_text=_("Changing it changes the figures of the past too."),
    )
    allowance = PercentField(
        label=_("Not expected to come in, percent"),
        required=False,
        help_text=_(
            "For money that others owe you: it is counted less this part. Changing it changes the "
            "figures of the past too."
        ),
    )
    due_on = PlainDateField(
        label=_("Falls due on"),
        required=False,
        future=True,
        help_text=_(
            "For what you owe: when it must be paid back. For what may never be owed: when it may "
            "be called, or ends."
        ),
    )
    counterparty = forms.ChoiceField(
        label=_("With a business or fund of yours"),
        required=False,
        help_text=_(
            "For what it owes you, what you owe it, or what you guarantee for it: it then stands "
            "on its balance sheet too, and is entered only here."
        ),
        error_messages={"invalid_choice": _("Choose among your businesses and funds.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=32)

    def refuse(self, code: str, sentence: str) -> None:
        """As ever; who was told that somebody else changed the item may save over it next."""
        super().refuse(code, sentence)
        if code == "changed_meanwhile":
            self.data = {**dict(self.data.items()), "seen": self.initial["seen"]}

    refusal_fields = {
        "name_taken": "name",
        "name_long": "name",
        "name_blank": "name",
        "name_characters": "name",
        "commodity_code": "units_code",
        "commodity_is_currency": "units_code",
        "counted_in_closed": "currency",
        "side_in_closed": "category",
        "side_has_links": "category",
        "opened_after_values": "opened_on",
        "closed_before_opened": "opened_on",
        "before_opened": "as_of",
        "no_counterpart": "secured_on",
        "only_debts_secured": "secured_on",
        "contingent_asset": "contingent",
        "no_dealing": "counterparty",
        "no_business": "counterparty",
        "part_of_business": "category",
    }

    def __init__(self, *args: Any, options: PositionOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        other = Side.LIABILITY if options.first_side is Side.ASSET else Side.ASSET
        self._choose("category", _category_groups(options.first_side, other))
        self._choose("currency", self._currency_choices())
        self._choose("liquidity", [USUAL, *liquidity_choices()])
        named = [(str(id_), name) for id_, name in options.businesses]
        self._choose("counterparty", [("", _("None of them")), *named])
        if not named:
            del self.fields["counterparty"]
        self.initial.setdefault("currency", options.currency)

    def clean_category(self) -> tuple[Side, str]:
        """The side and the code of the chosen category."""
        side, _colon, code = self.cleaned_data["category"].partition(":")
        return Side.of(side), code

    def clean_counterparty(self) -> UUID | None:
        """The business on the other side, None where there is none."""
        chosen = self.cleaned_data["counterparty"]
        return UUID(chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        units, currency = cleaned.get("units_code"), cleaned.get("currency")
        usual = {self.options.currency, self.initial.get("currency")}
        if units and currency and currency not in usual:
            self.add_error(
                "currency",
                _("What is counted in units is kept in the household's currency: choose it."),
            )
        if category := cleaned.get("category"):
            self._check_possible(cleaned, *category)
        return cleaned

    def _check_possible(self, cleaned: dict[str, Any], side: Side, code: str) -> None:
        known = find_category(side, code)
        contingent = cleaned.get("contingent") == "yes" or (
            known is not None and known.contingent and cleaned.get("contingent") != "no"
        )
        if side is Side.ASSET and cleaned.get("contingent") == "yes":
            self.add_error("contingent", _("Only something you owe can depend on someone else."))
        if cleaned.get("allowance") is not None and not takes_allowance(side, code):
            self.add_error("allowance", _("This belongs only to money that others owe you."))
        if cleaned.get("due_on") is not None and side is Side.ASSET:
            self.add_error("due_on", _("Only something you owe falls due."))
        if cleaned.get("probability") is not None and not contingent:
            self.add_error(
                "probability",
                _("A likelihood belongs only to what is owed if someone else does not pay."),
            )

    def _currency_choices(self) -> list[tuple[str, str]]:
        locale, own = self.reader.locale, self.options.currency
        codes = [own]
        if (held := self.initial.get("currency")) and held not in ACTIVE:
            codes.append(held)  # an old book may hold a currency that is gone
        named = [(code, currency_name(code, locale)) for code in codes]
        named += [pair for pair in list_currencies(locale) if pair[0] not in codes]
        return [(code, f"{name} ({code})") for code, name in named]

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class NewPositionForm(PositionForm):
    """An item that is added, with its first value, its owners and its security where known."""

    amount = MoneyField(label=_("Value"), required=False)
    as_of = PlainDateField(label=_("On"), required=False)
    beginning = forms.ChoiceField(
        label=_("Is it new, or did you have it before?"),
        choices=[
            ("had", _("I had it before; this is only the first value I enter")),
            ("new", pgettext_lazy("an item in the household", "It is new")),
        ],
        initial="had",
        required=False,
        widget=forms.RadioSelect,
    )
    secured_on = forms.MultipleChoiceField(
        label=_("Secured on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a debt: what the lender may take if it is not paid."),
        error_messages={"invalid_choice": _("Choose among what you own.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("secured_on", [(str(row.id), row.name) for row in self.options.assets])
        if not self.options.assets:
            del self.fields["secured_on"]
        self.initial.setdefault("as_of", self.reader.today)
        self.fields["category"].help_text = ""
        self.fields["opened_on"].help_text = _(
            "If it is new: the day you got it or first owed it; empty means the day above."
        )
        for member in self.options.members:
            self.fields[PARTS + str(member.id)] = parts_field(member)
        self.adapt_fields()

    def parts(self) -> dict[UUID, int]:
        """Whole-number parts by member; empty for what belongs to nobody in particular."""
        return read_parts(self.cleaned_data)

    @property
    def parts_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PARTS)]

    def clean_secured_on(self) -> list[UUID]:
        return [UUID(text) for text in self.cleaned_data["secured_on"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_strange_parts(self)
        currency, typed = cleaned.get("currency"), self.data.get("amount", "")
        if cleaned.get("amount") is not None and currency and not cleaned.get("units_code"):
            try:
                read_amount(typed, self.reader.locale, digits=minor_unit(currency))
            except ValidationError as error:
                self.add_error("amount", error)
        if cleaned.get("secured_on") and cleaned.get("category", (None,))[0] is Side.ASSET:
            self.add_error("secured_on", _("Only a debt can be secured on something."))
        opened, as_of = cleaned.get("opened_on"), cleaned.get("as_of")
        if cleaned.get("beginning") == "new" and opened is None:
            cleaned["opened_on"] = as_of or self.reader.today
        if opened and as_of and cleaned.get("amount") is not None and as_of < opened:
            self.add_error("as_of", _("The value is from before the day it began."))
        return cleaned


def initial_of(row: PositionRow) -> dict[str, Any]:
    """What the form shows of an item; what is as usual for its category stays empty."""
    category = find_category(row.side, row.category)
    usual = category is not None and row.liquidity == (category.liquidity or "")
    as_usual = category is not None and row.contingent == category.contingent
    return {
        "name": row.name,
        "category": f"{row.side.code}:{row.category}",
        "currency": row.currency,
        "opened_on": row.opened_on,
        "units_code": row.commodity.code if row.commodity else "",
        "units_name": row.commodity.name if row.commodity else "",
        "units_kind": row.commodity.kind if row.commodity else "",
        "liquidity": "" if usual else row.liquidity,
        "interval_months": row.interval_months,
        "selling_discount": row.selling_discount,
        "contingent": "" if as_usual else "yes" if row.contingent else "no",
        "probability": row.probability,
        "allowance": row.allowance,
        "due_on": row.due_on,
        "counterparty": str(row.counterparty or ""),
        "seen": row.fingerprint,
    }


def _category_groups(*sides: Side) -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", _("Choose…"))]
    for side in sides:
        codes = [(f"{side.code}:{code}", name) for code, name in category_choices(side)]
        groups.append((side_name(side), codes))
    return groups
