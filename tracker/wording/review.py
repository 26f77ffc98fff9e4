"""Sentences about the next review, and the marks on the way back to zero."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date, format_month_name
from tracker.services.milestones import Mark
from tracker.services.review import Cadence, Review


def due_sentence(review: Review) -> str:
    """How far away the due date is."""
    if review.days == 0:
        return _("Due today")
    if review.days > 0:
        return ngettext("In {count} day", "In {count} days", review.days).format(count=review.days)
    late = -review.days
    return ngettext("Was due {count} day ago", "Was due {count} days ago", late).format(count=late)


def cadence_sentence(review: Review) -> str:
    """How often, and why more often than chosen."""
    if review.shortened:
        return _("Every three months while net worth is below zero")
    return {
        Cadence.MONTHLY: _("Every month"),
        Cadence.QUARTERLY: _("Every three months"),
        Cadence.YEARLY: _("Every year"),
    }[review.cadence]


def progress_sentence(entered: int, expected: int, on: date, tag: str) -> str:
    """How many values the running month's record has."""
    return ngettext(
        "{entered} of {count} value of {month} entered",
        "{entered} of {count} values of {month} entered",
        expected,
    ).format(entered=entered, count=expected, month=format_month_name(on, tag))


def due_label(on: date, tag: str) -> str:
    """The calendar leaf in words."""
    return _("Next review on {date}").format(date=format_date(on, tag))


def mark_name(mark: Mark) -> str:
    """A mark on the way from the lowest month back to zero."""
    return {
        Mark.TENTH: _("A tenth of the way back"),
        Mark.HALF: _("Half of the way back"),
        Mark.ZERO: _("Above zero"),
    }[mark]


def to_go(amount: str) -> str:
    return _("{amount} to go").format(amount=amount)


def reached() -> str:
    return _("reached")


def way_back(amount: str, month: str) -> str:
    """Where the way begins."""
    return _("From the lowest, {amount} in {month}").format(amount=amount, month=month)


def room(amount: str) -> str:
    """How far away zero is, above it."""
    return _("Net worth would have to fall by {amount} to reach zero.").format(amount=amount)
