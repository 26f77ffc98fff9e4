"""Words around why net worth fell below zero, and what brought it back."""

from datetime import date

from django.utils.translation import gettext as _

from tracker.formatting import format_date, format_month
from tracker.wording.categories import basis_name


def why_title() -> str:
    return _("Why it happened")


def back_title(*, recovered: bool) -> str:
    return _("What brought it back") if recovered else _("Since the lowest month")


def span(basis: str, start: date, end: date, tag: str) -> str:
    """Which values, and from which month end to which."""
    return _("{basis}, {first} to {last}").format(
        basis=basis_name(basis).lower(),
        first=format_month(start, tag, short=True),
        last=format_month(end, tag, short=True),
    )


def begins_at_lowest(month: str) -> str:
    """Nothing before the lowest month is on record."""
    return _(
        "The records begin in {month}, below zero and at the lowest: what led there is not in them."
    ).format(month=month)


def before_records(month: str) -> str:
    """The fall is told from the first record on only."""
    return _(
        "The records begin in {month}, already below zero: what led there is not in them. This is "
        "what went on from then to the lowest month."
    ).format(month=month)


def incomplete_span() -> str:
    return _("Values or prices are missing on one of the two days, so this is not the whole story.")


def whole_way(month: str) -> str:
    """A link: from the highest month before to the lowest."""
    return _("The whole way down since {month}").format(month=month)


def lowered() -> str:
    return _("Lowered it")


def softened() -> str:
    return _("Softened it")


def raised() -> str:
    return _("Raised it")


def held_back() -> str:
    return _("Held it back")


def no_difference() -> str:
    return _("Made no difference")


def net_worth_on(on: date, tag: str) -> str:
    return _("Net worth on {date}").format(date=format_date(on, tag))


def split_label(title: str) -> str:
    """The parts as a group, for those who do not see them together."""
    return _("{title}: parts that add up").format(title=title)
