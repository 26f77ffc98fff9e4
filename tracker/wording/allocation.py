"""Sentences about what is owned and owed by category."""

from django.utils.translation import gettext as _


def own_conclusion(amount: str, category: str, share: str) -> str:
    return _("You own {amount}; {share} of it is {category}.").format(
        amount=amount, category=category, share=share
    )


def owe_conclusion(amount: str, category: str, share: str) -> str:
    return _("You owe {amount}; {share} of it is {category}.").format(
        amount=amount, category=category, share=share
    )


def own_only(amount: str) -> str:
    return _("You own {amount}.").format(amount=amount)


def owe_only(amount: str) -> str:
    return _("You owe {amount}.").format(amount=amount)


def under(share: str) -> str:
    """A share that is there and too small to be written."""
    return _("<{share}").format(share=share)


def end_of_owe(amount: str) -> str:
    """What the empty end of the owe bar is."""
    return _("The empty end of the lower bar is net worth: {amount}.").format(amount=amount)


def end_of_own(amount: str) -> str:
    """What the empty end of the own bar is, below zero."""
    return _(
        "The lower bar reaches further by {amount}: that much more is owed than owned."
    ).format(amount=amount)


def crossed_note() -> str:
    """Why a category stands in the other bar."""
    return _("An amount below zero is drawn in the other bar: an overdrawn account is owed.")


def incomplete_note() -> str:
    return _("What has no value or price yet is not in the bars.")
