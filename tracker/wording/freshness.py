"""How much of a total rests on values that are not older than expected."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def up_to_date(percent: str) -> str:
    """Beside a total."""
    return _("{percent} up to date").format(percent=percent)


def behind_figure(percent: str) -> str:
    """Below the headline."""
    return _("{percent} of the amounts behind it were valued within their usual interval.").format(
        percent=percent
    )


def all_behind_figure() -> str:
    return _("All amounts behind it were valued within their usual interval.")


def estimated(count: int) -> str:
    """Beside the sentence of how fresh it is; the items are named further down."""
    return ngettext(
        "{count} item rests on an estimate since its last value.",
        "{count} items rest on estimates since their last values.",
        count,
    ).format(count=count)
