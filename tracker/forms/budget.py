"""The form of what a household lives on and by, from a date on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.formatting import InputError, parse_date
from tracker.forms.choices import currency_choices
from tracker.forms.dates import PlainDateField
from tracker.forms.money import MoneyField
from tracker.forms.position_parts import DATE_MISSING
from tracker.forms.reader import ReaderForm
from tracker.services.budgets import BudgetRow
from tracker.services.currencies import ACTIVE, minor_unit

FIGURES = ("essential_spending", "net_income", "gross_income")


class BudgetForm(ReaderForm):
    """A month's spending and income; `was` is the day of the row that is changed."""

    since = PlainDateField(label=_("From"), future=True, error_messages=DATE_MISSING)
    currency = forms.ChoiceField(
        label=_("Currency"),
        error_messages={
            "required": _("Choose a currency."),
            "invalid_choice": _("“%(value)s” is not a currency that is in use."),
        },
    )
    essential_spending = MoneyField(
        label=_("Essential spending a month"),
        required=False,
        minimum=0,
        help_text=_(
            "Rent, food, power, school, insurance: without the payments on debts, which are "
            "entered with each debt."
        ),
    )
    net_income = MoneyField(label=_("Income a month after taxes"), required=False, minimum=0)
    gross_income = MoneyField(label=_("Income a month before taxes"), required=False, minimum=0)
    was = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    refusal_fields = {
        "date_range": "since",
        "budget_taken": "since",
        "unknown_currency": "currency",
        "gross_below_net": "gross_income",
    }

    def __init__(
        self, *args: Any, currency: str, budget: BudgetRow | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(budget, currency))
        super().__init__(*args, **kwargs)
        field = self.fields["currency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = currency_choices(self.reader.locale)
        chosen = str(self.data.get("currency") if self.is_bound else self.initial["currency"])
        if chosen in ACTIVE:
            for name in FIGURES:
                money = self.fields[name]
                if isinstance(money, MoneyField):
                    money.digits = minor_unit(chosen)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and all(cleaned[name] is None for name in FIGURES):
            self.add_error(None, _("Enter at least one of the amounts."))
        net, gross = cleaned.get("net_income"), cleaned.get("gross_income")
        if net is not None and gross is not None and gross < net:
            self.add_error(
                "gross_income",
                _(
                    "Income before taxes is below income after taxes. Are the two the wrong way "
                    "round?"
                ),
            )
        return cleaned

    def budget(self) -> BudgetRow:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return BudgetRow(data["since"], data["currency"], *(data[name] for name in FIGURES))

    @property
    def changed_row(self) -> date | None:
        """The day of the row that is changed, None for a new one."""
        try:
            return parse_date(self.cleaned_data["was"])
        except InputError:
            return None


def _initial(budget: BudgetRow | None, currency: str) -> dict[str, Any]:
    if budget is None:
        return {"currency": currency}
    return {
        "since": budget.since,
        "was": budget.since.isoformat(),
        "currency": budget.currency,
        "essential_spending": budget.essential_spending,
        "net_income": budget.net_income,
        "gross_income": budget.gross_income,
    }
