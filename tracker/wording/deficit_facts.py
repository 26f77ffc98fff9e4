"""The facts under the headline: lowest point, way back, pace, when above zero, change."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_month
from tracker.services.deficit import Episode
from tracker.services.trend import FEWEST_POINTS


def lowest_point() -> str:
    return _("Lowest point")


def regained() -> str:
    return _("Regained so far")


def regained_of(amount: str, depth: str) -> str:
    return _("{amount} of {depth}").format(amount=amount, depth=depth)


def back_above() -> str:
    return _("Back above zero")


def after_months(episode: Episode) -> str:
    if episode.open_start:
        return ngettext(
            "after {count} month end or more below it",
            "after {count} month ends or more below it",
            episode.months,
        ).format(count=episode.months)
    return ngettext(
        "after {count} month end below it", "after {count} month ends below it", episode.months
    ).format(count=episode.months)


def on_record() -> str:
    return _("On record")


def months_count(count: int) -> str:
    return ngettext("{count} month", "{count} months", count).format(count=count)


def since_month(on: date, tag: str) -> str:
    return _("since {month}").format(month=format_month(on, tag))


def pace(points: int) -> str:
    """The label of the pace; `points` 0 where there is none."""
    if not points:
        return _("Pace")
    return ngettext("Pace, last {count} month", "Pace, last {count} months", points).format(
        count=points
    )


def a_month() -> str:
    return _("a month")


def not_known_yet() -> str:
    return _("not known yet")


def too_few_months(points: int) -> str:
    """Why there is no pace."""
    return ngettext(
        "takes {needed} complete month ends, there is {count}",
        "takes {needed} complete month ends, there are {count}",
        points,
    ).format(needed=FEWEST_POINTS, count=points)


def above_at_this_pace() -> str:
    return _("Above zero at this pace")


def not_at_this_pace() -> str:
    return _("not at this pace")


def not_rising() -> str:
    return _("net worth is not rising")


def not_in_sight() -> str:
    return _("not within a hundred years")


def last_month_missing() -> str:
    return _("something is missing this month")


def band(earliest: date, latest: date | None, tag: str) -> str:
    """When it may be sooner or later: months vary."""
    first = format_month(earliest, tag, short=True)
    if latest is None:
        return _("{month} at the earliest, later is open").format(month=first)
    return _("between {first} and {last}").format(
        first=first, last=format_month(latest, tag, short=True)
    )


def in_months(count: int) -> str:
    return ngettext("in {count} month", "in {count} months", count).format(count=count)


def room() -> str:
    return _("Room before zero")


def room_note() -> str:
    return _("what net worth could lose")


def change_over_year() -> str:
    return _("Change over 12 months")


def change_lately(months: int, amount: str) -> str:
    """The same over a shorter time."""
    text = ngettext("{months} month {amount}", "{months} months {amount}", months)
    return text.format(months=months, amount=amount)
