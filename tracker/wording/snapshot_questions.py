"""Questions about values that look unusual: calm, and never in the way."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date
from tracker.services.outliers import Doubt


def question_sentence(doubt: Doubt, then: date, last: str, change: str, tag: str) -> str:
    """What is unusual beside the `last` value, which was of the day `then`."""
    sentence = {
        Doubt.SIGN: _("On the other side of zero than on {date} ({last}). Is it right?"),
        Doubt.EMPTIED: _("Zero, after {last} on {date}. Is it right?"),
        Doubt.HUNDREDFOLD: _("About 100 times what it was on {date} ({last}). Is it right?"),
        Doubt.TENFOLD: _("About 10 times what it was on {date} ({last}). Is it right?"),
        Doubt.MANYFOLD: _("More than 10 times what it was on {date} ({last}). Is it right?"),
        Doubt.TENTH: _("About a tenth of what it was on {date} ({last}). Is it right?"),
        Doubt.HUNDREDTH: _("About a hundredth of what it was on {date} ({last}). Is it right?"),
        Doubt.FRACTION: _("Less than a tenth of what it was on {date} ({last}). Is it right?"),
        Doubt.CHANGE: _("An unusual change for this item: {change} since {date}. Is it right?"),
    }[doubt]
    return sentence.format(last=last, date=format_date(then, tag), change=change)


def way_on() -> str:
    """What to do about a question."""
    return _("If it is, a note that says why settles this; so does closing the month.")


def unusual_sentence(count: int) -> str:
    """Above the list, before a month is closed."""
    return ngettext(
        "{count} value looks unusual. If it is right, close the month.",
        "{count} values look unusual. If they are right, close the month.",
        count,
    ).format(count=count)
