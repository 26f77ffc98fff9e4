"""Words on the chart of net worth."""

from django.utils.translation import gettext as _


def net_worth() -> str:
    return _("Net worth")


def own() -> str:
    return _("You own")


def owe() -> str:
    return _("You owe")


def waterline() -> str:
    """The brand's name of the zero line; never translated."""
    return "waterline"


def panel() -> str:
    return _("What you own (solid) and what you owe (dashed)")


def panel_short() -> str:
    return _("Own and owe (dashed)")


def last_own(amount: str) -> str:
    return _("own {amount}").format(amount=amount)


def last_owe(amount: str) -> str:
    return _("owe {amount}").format(amount=amount)


def month_note(*, complete: bool, provisional: bool, unusual: bool = False) -> str:
    """What is special about a month of the table."""
    if not complete:
        return _("incomplete")
    if unusual:
        return _("so far, an unusual fall") if provisional else _("an unusual fall")
    return _("so far") if provisional else ""
