"""What Waterline is, in one line, for a phone's list of applications."""

from django.utils.translation import gettext as _


def about() -> str:
    return _("What a household owns less what it owes, month by month.")
