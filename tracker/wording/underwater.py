"""Sentences about what is worth less than its loan."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_month
from tracker.services.deficit import Episode, Level
from tracker.services.level_again import LevelAgain
from tracker.services.ownership import Owner, Parts
from tracker.wording.dashboard import join_names
from tracker.wording.items import owner_name


def worth_and_owed(worth: str, owed: str) -> str:
    return _("worth {worth} · owed {owed}").format(worth=worth, owed=owed)


def nothing_underwater(level: Level | None) -> str:
    """In place of a list; a household below zero is told that it is not for this."""
    if level is Level.BELOW:
        return _("No item owes more than it is worth, though net worth is below zero.")
    return _("No item owes more than it is worth.")


def above_all_the_same(count: int) -> str:
    """Beside a list, where the household is above zero."""
    return ngettext(
        "Net worth is above zero, though this item is worth less than its loan.",
        "Net worth is above zero, though these items are worth less than their loans.",
        count,
    )


def loan_to_value(percent: str) -> str:
    """How much of the worth is owed."""
    return _("loan is {percent} of its value").format(percent=percent)


def bar_label(name: str, worth: str, owed: str) -> str:
    """The bar in words."""
    return _("{name} is worth {worth} and owes {owed}.").format(name=name, worth=worth, owed=owed)


def since_text(stretch: Episode, tag: str) -> str:
    """Since when it has been worth less than its loan."""
    month = format_month(stretch.onset, tag)
    if stretch.open_start:
        return ngettext(
            "since {month} or earlier, {count} month or more",
            "since {month} or earlier, {count} months or more",
            stretch.months,
        ).format(month=month, count=stretch.months)
    return ngettext(
        "since {month}, {count} month", "since {month}, {count} months", stretch.months
    ).format(month=month, count=stretch.months)


def level_text(owed: str, rise: str) -> str:
    """At which value it would be level, and how far that is."""
    return _("Level at {owed}, {rise} more than today.").format(owed=owed, rise=rise)


def level_at_text(owed: str) -> str:
    """The same of what is worth nothing, where no percent says how far it is."""
    return _("Level at {owed}.").format(owed=owed)


def again_text(again: LevelAgain, tag: str) -> str:
    """The month it would be level again, and what that takes for granted."""
    month = format_month(again.month, tag, short=True)
    if again.by_model:
        return _("Level again around {month}, if its value goes on as entered.").format(month=month)
    return _("Level again around {month} at today's value.").format(month=month)


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
