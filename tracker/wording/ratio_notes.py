"""Sentences about ratios that wait for a figure: what is not entered, and the way there."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tracker.wording.dashboard import join_names


def not_set(*, spending: bool, income: bool, may_edit: bool) -> str:
    """One line for all that waits for spending or income."""
    if not may_edit:
        return {
            (True, True): _(
                "Monthly spending and income are not entered: how long ready money lasts, and "
                "what payments take of income, cannot be told."
            ),
            (True, False): _(
                "Monthly spending is not entered: how long ready money lasts cannot be told."
            ),
            (False, True): _(
                "Monthly income is not entered: what payments take of it cannot be told."
            ),
        }[spending, income]
    return {
        (True, True): _(
            "Add monthly spending and income to see how long ready money lasts and what "
            "payments take of income."
        ),
        (True, False): _("Add monthly spending to see how long ready money lasts."),
        (False, True): _("Add monthly income to see what payments take of it."),
    }[spending, income]


def add_action() -> str:
    return _("Enter it")


def rate_action() -> str:
    return _("Prices and rates")


def payment_action() -> str:
    return _("Own and owe")


def no_rate(currency: str) -> str:
    return _(
        "Spending and income are in {currency}, which has no rate: ratios with them cannot be told."
    ).format(currency=currency)


def no_payments(names: Sequence[str]) -> str:
    return _("No payment of {names} is entered: what they take of income cannot be told.").format(
        names=join_names(names)
    )


def no_income() -> str:
    return _("Without an income, payments on debts have nothing to be compared with.")


def of_household() -> str:
    """In one owner's view."""
    return _("Spending, income and payments are the household's: see its own view for the rest.")
