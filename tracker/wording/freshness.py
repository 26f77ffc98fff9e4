"""How much of a total rests on values that are not older than expected."""

from django.utils.translation import gettext as _


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
