"""Sentences about the ratios: how each stands, what it is made of, and what reaches its guide."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.formatting import (
    format_month_name,
    format_multiple,
    format_number,
    format_percent,
)
from tracker.services.guides import Guide, Measure, Verdict
from tracker.wording.dashboard import join_names

MOST_DIGITS = 4
TENFOLD = 10

_NAMES: Final[dict[str, Promise]] = {
    "debt_to_assets": gettext_lazy("Debt to assets"),
    "liquidity_months": gettext_lazy("Liquidity"),
    "credit_use": gettext_lazy("Credit use"),
    "leverage": gettext_lazy("Leverage"),
    "emergency_fund": gettext_lazy("Emergency fund"),
    "liquid_net_worth": gettext_lazy("Liquid net worth"),
    "debt_service_net": gettext_lazy("Payments, of income after taxes"),
    "debt_service_gross": gettext_lazy("Payments, of income before taxes"),
    "loan_to_value": gettext_lazy("Loan to value"),
    "concentration": gettext_lazy("Largest item"),
}

_STEPS: Final[dict[str, Promise]] = {
    "debt_to_assets": gettext_lazy(
        "{amount} less debt, with what you own unchanged, reaches {target}."
    ),
    "liquidity_months": gettext_lazy("{amount} more in ready money reaches {target}."),
    "credit_use": gettext_lazy("Paying {amount} off the cards reaches the {target} guide."),
    "leverage": gettext_lazy("{amount} less debt, with what you own unchanged, reaches {target}."),
    "emergency_fund": gettext_lazy("{amount} more at hand reaches {target}."),
    "liquid_net_worth": gettext_lazy(
        "{amount} more in ready money would cover what falls due within a year."
    ),
    "debt_service_net": gettext_lazy(
        "Payments lower by {amount} a month reach the {target} guide."
    ),
    "debt_service_gross": gettext_lazy(
        "Payments lower by {amount} a month reach the {target} guide."
    ),
    "loan_to_value": gettext_lazy("Paying {amount} off what is owed on {name} reaches {target}."),
    "concentration": gettext_lazy("It is down to {target} once all else is worth {amount} more."),
}

_SUMMARIES: Final[dict[str, Promise]] = {
    "liquidity_months": gettext_lazy("Ready money and payments"),
    "credit_use": gettext_lazy("Each card"),
    "emergency_fund": gettext_lazy("What is at hand"),
    "liquid_net_worth": gettext_lazy("Ready money and what falls due"),
    "debt_service_net": gettext_lazy("Each payment"),
    "debt_service_gross": gettext_lazy("Each payment"),
    "loan_to_value": gettext_lazy("Each item"),
    "saved": gettext_lazy("Money in and out"),
}


def ratio_name(ratio: str) -> str:
    """What stands over a tile."""
    return str(_NAMES[ratio])


def figure_text(measure: Measure, figure: Decimal | Fraction, tag: str, digits: int = 1) -> str:
    """A ratio's figure, with so many decimals; percents from ten times the whole on as multiples,
    which are quicker to grasp."""
    if measure is Measure.PERCENT and -TENFOLD < figure < TENFOLD:
        return format_percent(figure, tag, digits=digits)
    if measure is not Measure.MONTHS:
        return format_multiple(figure, tag, digits=digits)
    count = 1 if figure == 1 else 2
    return ngettext("{count} month", "{count} months", count).format(
        count=format_number(figure, tag, digits=digits)
    )


def guide_figure(measure: Measure, figure: Decimal, tag: str) -> str:
    """A guide's figure, with the decimals it has."""
    shown = figure * 100 if measure is Measure.PERCENT else figure
    return figure_text(measure, figure, tag, _digits(shown))


def guide_text(guide: Guide, tag: str) -> str:
    """The guide in a few words: both its figures, since the next step may lead to either."""
    high = guide_figure(guide.measure, guide.high, tag)
    if guide.low == guide.high:
        return _("Guide {figure}").format(figure=high)
    if guide.more_is_better:
        return _("Guide {low} to {high}").format(low=format_number(guide.low, tag), high=high)
    low = guide_figure(guide.measure, guide.low, tag)
    return _("Guide {low} to {high}").format(low=low, high=high)


def guide_link(ratio: str, guide: str) -> str:
    """The link to the guides, for those who hear it alone."""
    return _("{ratio}: {guide}").format(ratio=ratio_name(ratio), guide=guide)


def verdict_chip(guide: Guide, verdict: Verdict | None, tag: str) -> tuple[str, str]:
    """The chip: its words and its kind."""
    if verdict is None:
        return pgettext("a ratio", "Not certain"), ""
    if verdict == "good":
        if guide.ratio == "liquidity_months":
            return pgettext("ready money", "Above guide"), "good"
        return _("In guide"), "good"
    if guide.more_is_better:
        if verdict == "act":
            return pgettext("a ratio", "Low"), "act"
        # Between its two figures the guide of ready money is met, that of a fund only begun.
        if guide.ratio == "liquidity_months":
            return _("In guide"), "good"
        high = guide_figure(guide.measure, guide.high, tag)
        return pgettext("a ratio", "Under {figure}").format(figure=high), "watch"
    if verdict == "act":
        return pgettext("a ratio", "High"), "act"
    low = guide_figure(guide.measure, guide.low, tag)
    return pgettext("a ratio", "Over {figure}").format(figure=low), "watch"


def meter_label(value: str, end: str, guide: str) -> str:
    """The meter in words."""
    return _("{value} on a scale to {end}. {guide}.").format(value=value, end=end, guide=guide)


def zero_line(figure: str) -> str:
    """The end of a scale on which net worth is zero."""
    return _("zero line {figure}").format(figure=figure)


def next_step(ratio: str, amount: str, target: str, name: str) -> str:
    """What reaches the next better figure, all else unchanged; `name` is the item concerned."""
    return str(_STEPS[ratio]).format(amount=amount, target=target, name=name)


def zero_at_whole() -> str:
    return _("At 100%, net worth is zero.")


def a_year_ago(figure: str) -> str:
    return _("A year ago {figure}.").format(figure=figure)


def cover_sentence(ready: str, monthly: str, *, payments: bool) -> str:
    """What liquidity compares."""
    if payments:
        return _("{ready} of ready money; essentials and payments take {monthly} a month.").format(
            ready=ready, monthly=monthly
        )
    return _("{ready} of ready money; essentials take {monthly} a month.").format(
        ready=ready, monthly=monthly
    )


def fund_sentence(amount: str, share: str, goal: str) -> str:
    """How much of the target there is."""
    return _("{amount} at hand: {share} of what {goal} of essentials take.").format(
        amount=amount, share=share, goal=goal
    )


def use_sentence(balance: str, limit: str) -> str:
    return _("{balance} of {limit} is in use.").format(balance=balance, limit=limit)


def leverage_sentence() -> str:
    return _("What you own, for each one of net worth.")


def due_sentence(ready: str, due: str) -> str:
    return _("{ready} of ready money; {due} falls due within a year.").format(ready=ready, due=due)


def service_sentence(payments: str, income: str) -> str:
    return _("{payments} of {income} a month.").format(payments=payments, income=income)


def worst_sentence(name: str, together: str) -> str:
    """Whose figure it is, and that of all loans together; "" where there is one item only."""
    if not together:
        return _("{name}.").format(name=name)
    return _("{name}; all together {together}.").format(name=name, together=together)


def largest_sentence(name: str, category: str, share: str) -> str:
    return _("{name}. The largest kind is {category} with {share}.").format(
        name=name, category=category, share=share
    )


def saved_name(on: date, tag: str, *, provisional: bool) -> str:
    """What stands over the tile of a month."""
    month = format_month_name(on, tag)
    if provisional:
        return _("Saved so far in {month}").format(month=month)
    return _("Saved in {month}").format(month=month)


def saved_sentence() -> str:
    return _("Money that came into cash and savings; what they gained or lost is not in it.")


def rate_sentence(rate: str, *, provisional: bool) -> str:
    """The part of a month's income that was saved."""
    if provisional:
        return _(
            "{rate} of a whole month's income after taxes; the month is still running."
        ).format(rate=rate)
    return _("{rate} of the month's income after taxes.").format(rate=rate)


def saved_incomplete() -> str:
    return _("Something had no value or price then, so it may be more or less.")


def without_values(names: Sequence[str]) -> str:
    """What is not in a ratio for want of a value."""
    return _("Without {names}: no value or price.").format(names=join_names(names))


def without_payments(names: Sequence[str]) -> str:
    return _("Without {names}: no payment entered.").format(names=join_names(names))


def without_terms(names: Sequence[str]) -> str:
    return _("Without {names}: not known how much falls due.").format(names=join_names(names))


def without_worth(names: Sequence[str]) -> str:
    return _("Without {names}: worth or loan not known.").format(names=join_names(names))


def rows_summary(ratio: str) -> str:
    """Over the items behind a figure."""
    return str(_SUMMARIES[ratio])


def ready_note() -> str:
    return pgettext("beside an item", "ready")


def sold_note() -> str:
    """After the selling discount."""
    return pgettext("beside an item", "if sold fast")


def due_note() -> str:
    return pgettext("beside a debt", "due within a year")


def payment_note() -> str:
    return pgettext("beside a debt", "a month")


def of_limit(balance: str, limit: str) -> str:
    return _("{balance} of {limit}").format(balance=balance, limit=limit)


def of_worth(owed: str, worth: str) -> str:
    return _("owes {owed}, worth {worth}").format(owed=owed, worth=worth)


def opened_note() -> str:
    return pgettext("beside an account", "opened")


def closed_note() -> str:
    return pgettext("beside an account", "closed")


def _digits(figure: Decimal) -> int:
    """The decimals that a figure needs."""
    exponent = figure.normalize().as_tuple().exponent
    return min(max(-int(exponent), 0), MOST_DIGITS)
