"""Words of a household's settings: its guides, its deletion, and what its archive holds."""

from collections.abc import Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from accounts.models import Cadence
from accounts.queries import HouseholdRow
from tracker.formatting import (
    currency_name,
    format_number,
)
from tracker.services.contents import Contents
from tracker.services.guides import DEFAULTS, Guide, Measure
from tracker.wording.ratios import guide_figure


def household_facts(household: HouseholdRow, tag: str) -> list[tuple[str, str]]:
    """How the household is called, counts and reviews: labels and texts."""
    currency = f"{currency_name(household.currency, tag)} ({household.currency})"
    language = str(get_language_info(household.language)["name_local"])
    return [
        (_("Name"), household.name),
        (_("Reporting currency"), currency),
        (_("Time zone"), household.zone),
        (_("Language"), str(capfirst(language))),
        (_("Review"), str(Cadence(household.cadence).label)),
    ]


def guide_name(ratio: str) -> str:
    return {
        "debt_to_assets": _("Debts compared with what you own"),
        "liquidity_months": _("Months that ready money lasts"),
        "emergency_fund": _("Emergency fund"),
        "credit_use": _("Credit in use"),
        "debt_service_net": _("Payments on debts, of income after taxes"),
        "debt_service_gross": _("Payments on debts, of income before taxes"),
        "loan_to_value": _("Loan compared with what it is secured on"),
        "concentration": _("Largest part of what you own"),
        "leverage": _("What you own compared with net worth"),
    }[ratio]


def guide_meaning(ratio: str) -> str:
    """What the figure is made of."""
    return {
        "debt_to_assets": _("All debts / all you own. Above 100%, net worth is below zero."),
        "liquidity_months": _(
            "What can be spent within days / essential spending and payments on debts a month."
        ),
        "emergency_fund": _("What can be spent at once, in months of essential spending."),
        "credit_use": _("What is owed on cards / their limits."),
        "debt_service_net": _("Payments on debts a month / income after taxes."),
        "debt_service_gross": _("Payments on debts a month / income before taxes."),
        "loan_to_value": _(
            "Debts secured on it / its value. Above 100% it is worth less than its loan."
        ),
        "concentration": _("The largest item or category / all you own."),
        "leverage": _("All you own / net worth. Not defined below zero."),
    }[ratio]


def guide_word(guide: Guide, end: str) -> str:
    """What the lower or the higher figure does, in a few words."""
    if guide.more_is_better:
        return _("Act below") if end == "low" else _("Comfortable from")
    if guide.single or end == "low":
        return _("Watch above")
    return _("Act above")


def guide_label(guide: Guide, end: str) -> str:
    """A field's whole label, where the ratio's name does not stand beside it."""
    return _("{ratio}: {word}").format(ratio=guide_name(guide.ratio), word=guide_word(guide, end))


def guide_unit(measure: Measure) -> str:
    return {
        Measure.PERCENT: _("%"),
        Measure.MONTHS: _("months"),
        Measure.MULTIPLE: _("times"),
    }[measure]


def guide_sentence(guide: Guide, tag: str) -> str:
    """What the guide says, for who only reads it."""
    low, high = (guide_figure(guide.measure, figure, tag) for figure in (guide.low, guide.high))
    if guide.more_is_better:
        text = _("Act below {low}, comfortable from {high}")
    elif guide.single:
        text = _("Watch above {high}")
    else:
        text = _("Watch above {low}, act above {high}")
    return text.format(low=low, high=high)


def usual_guide(ratio: str, tag: str) -> str:
    """What the guide says where the household set nothing."""
    return _("Usual: {guide}").format(guide=guide_sentence(DEFAULTS[ratio], tag))


def unconverted(currencies: Sequence[str], currency: str) -> str:
    """That items are left out for want of a rate."""
    return ngettext(
        "There is no rate from {currencies} to {currency}: items in it are left out of the totals "
        "until there is one.",
        "There are no rates from {currencies} to {currency}: items in them are left out of the "
        "totals until there are.",
        len(currencies),
    ).format(currencies=", ".join(currencies), currency=currency)


def contents_lines(contents: Contents, tag: str) -> tuple[str, ...]:
    """What would go, counted."""

    def count(number: int, text: str) -> str:
        return text.format(number=format_number(number, tag))

    items, months, values, people = (
        contents.items,
        contents.months,
        contents.values,
        contents.people,
    )
    return (
        count(items, ngettext("{number} item", "{number} items", items)),
        count(
            months,
            ngettext("{number} date with a record", "{number} dates with a record", months),
        ),
        count(values, ngettext("{number} value", "{number} values", values)),
        count(
            people,
            ngettext(
                "{number} person of the household", "{number} people of the household", people
            ),
        ),
        _("prices and rates of its own, notes, spending and income, guides, roles, invitations"),
    )


def household_deleted(name: str, *, is_sample: bool) -> str:
    if is_sample:
        return _("The sample household was removed.")
    return _("“{name}” and everything in it was deleted.").format(name=name)


def currency_changed(currency: str) -> str:
    return _("Saved. Everything is now shown in {currency}.").format(currency=currency)


def guide_reset() -> str:
    return _("The usual guide holds again.")


def budget_removed() -> str:
    return _("The figures were removed.")


def archive_readme(household: HouseholdRow, on: date) -> str:
    """What stands in the archive's README.txt."""
    sample = _("This is the sample household: its people and figures are made up.")
    parts = [
        _("{household}: everything that Waterline kept on {date}.").format(
            household=household.name, date=on.isoformat()
        ),
        *([sample] if household.is_sample else []),
        _(
            "All files are CSV: UTF-8, commas, a header line, dates as YYYY-MM-DD, a dot before "
            "the decimals, full precision. An empty cell is not entered; 0 is zero. A text that "
            "begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet runs it."
        ),
        _("Files that an import reads back, in this order:"),
        "\n".join(
            (
                _("- prices.csv and rates.csv: what units and currencies were worth"),
                _("- values.csv with items.csv: every value of every item, and what the items are"),
            )
        ),
        _("Files to read and to keep:"),
        "\n".join(
            (
                _("- history.csv: each month's end in {currency}, by category").format(
                    currency=household.currency
                ),
                _("- item-details.csv: how each item is valued"),
                _("- value-details.csv: cautious estimates, and money paid in"),
                _("- units.csv: what is counted in units"),
                _("- price-sources.csv: where prices and rates are from"),
                _("- ownership.csv: who owns which parts of an item, from a day on"),
                _("- debt-terms.csv, secured.csv: conditions of debts, and what they rest on"),
                _("- models.csv: how values go on after they were entered"),
                _("- businesses.csv, business-figures.csv: businesses and funds, their shares"),
                _("- business-flows.csv: what they paid out, and what was put in"),
                _("- business-items.csv, business-values.csv: what they own and owe"),
                _("- months.csv, closings.csv: each month's note, and its totals when closed"),
                _("- notes.csv: what happened when"),
                _("- budgets.csv: spending and income, from a day on"),
                _("- guides.csv: the household's own guides, percents as ratios"),
                _("- household.csv, members.csv: the household, and its people by name"),
            )
        ),
        _("Logins, passwords, roles and invitations are not part of it."),
    ]
    return "\n\n".join(parts) + "\n"
