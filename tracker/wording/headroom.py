"""Sentences about the room before zero: how far values could fall, or must rise."""

from django.utils.translation import gettext as _


def item_can_fall(share: str, name: str, move: str) -> str:
    return _(
        "{share} of what you own is {name}: a fall of {move} in its value would bring net worth "
        "to zero."
    ).format(share=share, name=name, move=move)


def item_cannot(share: str, name: str) -> str:
    return _(
        "{share} of what you own is {name}: even without it, net worth would stay above zero."
    ).format(share=share, name=name)


def item_must_rise(share: str, name: str, move: str) -> str:
    return _(
        "{share} of what you own is {name}: a rise of {move} in its value would bring net worth "
        "back to zero."
    ).format(share=share, name=name, move=move)


def only_item_can_fall(name: str, move: str) -> str:
    return _(
        "All you own is {name}: a fall of {move} in its value would bring net worth to zero."
    ).format(name=name, move=move)


def only_item_must_rise(name: str, move: str) -> str:
    return _(
        "All you own is {name}: a rise of {move} in its value would bring net worth back to zero."
    ).format(name=name, move=move)


def item_tenfold(share: str, name: str) -> str:
    return _(
        "{share} of what you own is {name}: even ten times its value would leave net worth below "
        "zero."
    ).format(share=share, name=name)


def only_item_tenfold(name: str) -> str:
    return _(
        "All you own is {name}: even ten times its value would leave net worth below zero."
    ).format(name=name)


def together_tenfold() -> str:
    return _("Ten times all you own would leave it there too.")


def together_can_fall(move: str) -> str:
    return _("All you own together could fall by {move}.").format(move=move)


def together_must_rise(move: str) -> str:
    return _("All you own together would have to rise by {move}.").format(move=move)


def summary(*, above: bool) -> str:
    return _("How far each kind could fall") if above else _("How far each kind must rise")


def cannot_alone() -> str:
    """More than all of it: it cannot bring net worth to zero by itself."""
    return _("more than all of it")


def tenfold() -> str:
    """A rise beyond any that is worth a figure."""
    return _("more than tenfold")


def all_together() -> str:
    return _("All together")


def at_todays_values() -> str:
    return _("At today's values, all else unchanged.")


def incomplete() -> str:
    return _("What has no value or price yet is not in it.")
