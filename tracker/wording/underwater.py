"""Sentences about what is worth less than its loan."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tracker.services.ownership import Owner, Parts
from tracker.wording.dashboard import join_names
from tracker.wording.items import owner_name


def worth_and_owed(worth: str, owed: str) -> str:
    return _("worth {worth} · owed {owed}").format(worth=worth, owed=owed)


def nothing_underwater() -> str:
    return _("No item owes more than it is worth.")


def loan_to_value(percent: str) -> str:
    """How much of the worth is owed."""
    return _("loan is {percent} of its value").format(percent=percent)


def bar_label(name: str, worth: str, owed: str) -> str:
    """The bar in words."""
    return _("{name} is worth {worth} and owes {owed}.").format(name=name, worth=worth, owed=owed)


def worth_missing(reason: str) -> str:
    """In place of a gap: the worth cannot be told."""
    return _("worth: {reason}").format(reason=reason)


def owed_missing(names: Sequence[str]) -> str:
    """In place of a gap: what is owed on it cannot be told."""
    if not names:
        return _("its part of a shared loan cannot be told")
    return _("owed: no value of {names}").format(names=join_names(names))


def part_text(owner: Owner, parts: Parts, names: Mapping[UUID, str]) -> str:
    """Which part of a whole item is a person's."""
    held = sum(count for of, count in parts if of == owner)
    total = sum(count for _owner, count in parts)
    name = owner_name(owner, names)
    if held == total:
        return _("all of it is {name}'s").format(name=name) if owner in names else _("shared")
    return _("{name} has {parts} of {total} parts").format(name=name, parts=held, total=total)


def shared_loan() -> str:
    """How a loan on several items is counted."""
    return _("A loan on several items is shared out by what they are worth.")
