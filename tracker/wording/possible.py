"""Sentences about possible debts: what is owed only if something happens."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date
from tracker.services.contingent import Trigger
from tracker.wording.dashboard import join_names


def not_counted(amount: str, *, guarantees: bool) -> str:
    """What the headline leaves out; `guarantees`: nothing else is among it."""
    if guarantees:
        return _("Not counted: guarantees of {amount}.").format(amount=amount)
    return _("Not counted: possible debts of {amount}.").format(amount=amount)


def not_counted_unknown(names: Sequence[str]) -> str:
    """The same where no amount is known."""
    return _("Not counted, and of unknown amount: {names}.").format(names=join_names(names))


def if_called(worst: str, expected: str | None, count: int) -> str:
    """Net worth in the worst case, and by the likelihoods where any is set."""
    if expected is None:
        return ngettext(
            "If it were called, net worth would be {worst}.",
            "If all were called, net worth would be {worst}.",
            count,
        ).format(worst=worst)
    return ngettext(
        "If it were called, net worth would be {worst}; by its likelihood, {expected}.",
        "If all were called, net worth would be {worst}; by their likelihood, {expected}.",
        count,
    ).format(worst=worst, expected=expected)


def amounts_unknown(names: Sequence[str]) -> str:
    """Whose amounts the sums lack."""
    return _("Without {names}, of unknown amount.").format(names=join_names(names))


def likelihood_text(percent: str) -> str:
    return _("{percent} likely to be called").format(percent=percent)


def likelihood_missing() -> str:
    return _("likelihood not set")


def trigger_text(trigger: Trigger, due: date, tag: str) -> str:
    """The day on which it may be called or ends."""
    day = format_date(due, tag)
    if trigger is Trigger.PASSED:
        return _("could be called or ended on {date}, which has passed").format(date=day)
    if trigger is Trigger.SOON:
        return _("may be called or ends on {date}, within 12 months").format(date=day)
    return _("may be called or ends on {date}").format(date=day)


def more_likely_than_not() -> str:
    """What asks to be counted."""
    return _("more likely than not: it may be counted as a debt")


def would_leave(amount: str) -> str:
    """What net worth would be if somebody asked for it."""
    return _("would leave {amount}").format(amount=amount)


def all_called() -> str:
    """The line of the worst case."""
    return _("If all were called")


def by_likelihood(count: int) -> str:
    """The line of the expected figure."""
    return ngettext("By its likelihood", "By their likelihood", count)


def unweighed_note(count: int) -> str:
    """What the expected figure lacks."""
    return ngettext(
        "{count} without a likelihood is left out",
        "{count} without a likelihood are left out",
        count,
    ).format(count=count)


def unknown_note(count: int) -> str:
    """What every sum lacks."""
    return ngettext(
        "{count} of unknown amount is left out", "{count} of unknown amount are left out", count
    ).format(count=count)
