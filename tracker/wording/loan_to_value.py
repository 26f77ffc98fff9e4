"""Sentences about loan to value over time: the chart in words, and the facts beside it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_month
from tracker.services.deficit import Episode
from tracker.services.level_again import LevelAgain


def heading() -> str:
    return _("Loan to value")


def of_item(name: str) -> str:
    """The heading on a debt's own page, which may be secured on several items."""
    return _("Loan to value of {name}").format(name=name)


def now_below(name: str, percent: str) -> str:
    """The chart's conclusion where the item is worth less than its loan."""
    return _(
        "{percent} of what {name} is worth is owed on it: it is worth less than its loan."
    ).format(name=name, percent=percent)


def now_level(name: str, percent: str) -> str:
    """The chart's conclusion where it is not."""
    return _("{percent} of what {name} is worth is owed on it.").format(name=name, percent=percent)


def now_worthless(name: str, owed: str) -> str:
    """The chart's conclusion where no percent is defined."""
    return _("{name} is worth nothing and {owed} is owed on it.").format(name=name, owed=owed)


def now_unknown(name: str, percent: str, on: date, tag: str) -> str:
    """The chart's conclusion where the newest month is not known."""
    return _(
        "What is owed on {name} cannot be set against its worth today; it was {percent} in {month}."
    ).format(name=name, percent=percent, month=format_month(on, tag))


def nothing_known(name: str) -> str:
    """In place of a chart."""
    return _(
        "What is owed on {name} cannot be set against its worth: one of both is not known."
    ).format(name=name)


def stretch_text(stretch: Episode, tag: str) -> str:
    """Since when it has been worth less than its loan."""
    month = format_month(stretch.onset, tag)
    if stretch.open_start:
        return ngettext(
            "It has been worth less than its loan since {month} or earlier: {count} month or more.",
            "It has been worth less than its loan since {month} or earlier: "
            "{count} months or more.",
            stretch.months,
        ).format(month=month, count=stretch.months)
    return ngettext(
        "It has been worth less than its loan since {month}: {count} month.",
        "It has been worth less than its loan since {month}: {count} months.",
        stretch.months,
    ).format(month=month, count=stretch.months)


def past_stretch_text(stretch: Episode, back: date, tag: str) -> str:
    """A time that is over; `back` is the first month end at which it was level again."""
    first, again = format_month(stretch.onset, tag), format_month(back, tag)
    if stretch.open_start:
        return ngettext(
            "It was worth less than its loan from {month} or earlier, {count} month or more, "
            "until it was level again in {again}.",
            "It was worth less than its loan from {month} or earlier, {count} months or more, "
            "until it was level again in {again}.",
            stretch.months,
        ).format(month=first, count=stretch.months, again=again)
    return ngettext(
        "It was worth less than its loan from {month} on, for {count} month, "
        "until it was level again in {again}.",
        "It was worth less than its loan from {month} on, for {count} months, "
        "until it was level again in {again}.",
        stretch.months,
    ).format(month=first, count=stretch.months, again=again)


def worst_text(percent: str, on: date, tag: str) -> str:
    return _("Highest: {percent}, in {month}.").format(percent=percent, month=format_month(on, tag))


def level_above(owed: str, percent: str) -> str:
    """At which worth it is level, and how far its worth is from that."""
    return _("It is level at a worth of {owed}, {percent} more than today.").format(
        owed=owed, percent=percent
    )


def level_below(owed: str, percent: str) -> str:
    return _("It is level at a worth of {owed}, {percent} less than today.").format(
        owed=owed, percent=percent
    )


def level_at(owed: str) -> str:
    """The same where no percent is defined, or none is needed."""
    return _("It is level at a worth of {owed}.").format(owed=owed)


def again_text(again: LevelAgain, tag: str) -> str:
    """The month it would be level, and what that takes for granted."""
    month = format_month(again.month, tag)
    if again.by_model:
        return _(
            "It would be level around {month}, if its value goes on as entered "
            "and its debts are paid by their terms."
        ).format(month=month)
    return _(
        "It would be level around {month}, if its value stays what it is today "
        "and its debts are paid by their terms."
    ).format(month=month)


def never_again_text() -> str:
    """Where no month can be told."""
    return _(
        "No month can be told in which it would be level: by what is entered of its debts and its "
        "value it is not within 100 years."
    )


def level_line() -> str:
    """At the line of 100 %."""
    return _("100%: worth what is owed")


def line_name() -> str:
    return _("Loan to value")


def remark(code: str) -> str:
    """A month of the table: what its percent does not say."""
    return {
        "below": _("worth less than its loan"),
        "unknown": _("not known"),
        "worthless": _("worth nothing: no percent"),
        "estimated": _("estimated"),
    }[code]


def shared_note() -> str:
    return _("A loan on several items is shared out by what they are worth each month.")
