"""Words of the episodes below zero: on their strips, and in their table."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_month
from tracker.services.deficit import Episode
from tracker.wording.deficit_facts import months_count


def span_note(first: date, tag: str) -> str:
    return _("month ends since {month}").format(month=format_month(first, tag))


def above_throughout() -> str:
    return _("never below zero")


def onset(episode: Episode, tag: str) -> str:
    month = format_month(episode.onset, tag, short=True)
    return _("before {month}").format(month=month) if episode.open_start else month


def duration(episode: Episode) -> str:
    """In month ends, for a table whose heading says so."""
    if episode.open_start:
        return _("{count} or more").format(count=episode.months)
    return f"{episode.months}"


def strip_label(episode: Episode, lowest: str) -> str:
    """On a strip with room."""
    if episode.open_start:
        return ngettext(
            "{count} month or more, lowest {lowest}",
            "{count} months or more, lowest {lowest}",
            episode.months,
        ).format(count=episode.months, lowest=lowest)
    return ngettext(
        "{count} month, lowest {lowest}", "{count} months, lowest {lowest}", episode.months
    ).format(count=episode.months, lowest=lowest)


def strip_months(episode: Episode) -> str:
    """On a strip with less room."""
    return (
        _("{count} or more").format(count=episode.months)
        if episode.open_start
        else months_count(episode.months)
    )


def strip_count(episode: Episode) -> str:
    """On a strip with hardly any."""
    return f"{episode.months}+" if episode.open_start else f"{episode.months}"


def strips_conclusion(count: int, first: date, tag: str) -> str:
    """The strips in words, for those who do not see them; `count` at today's values."""
    month = format_month(first, tag)
    if not count:
        return _("Since {month} net worth was never below zero at today's values.").format(
            month=month
        )
    return ngettext(
        "Since {month} net worth was below zero once at today's values; the table says when.",
        "Since {month} net worth was below zero {count} times at today's values; the table says "
        "when.",
        count,
    ).format(month=month, count=count)


def no_episodes(*, sure: bool) -> str:
    """In place of the table."""
    if sure:
        return _("No month end was below zero.")
    return _("No month end was certainly below zero; some lack values or prices.")


def incomplete_episode() -> str:
    return _("values missing")


def other_bases() -> str:
    return _("Compare with cost and a quick sale")


def market_only() -> str:
    return _("Today's values only")


def other_bases_note() -> str:
    """Why the other strips are no alarm."""
    return _(
        "A quick sale is an estimate: most families with a mortgage are below zero there. Your "
        "status follows today's values."
    )
