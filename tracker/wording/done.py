"""What was done, said once on the page that follows."""

from django.utils.translation import gettext as _


def saved() -> str:
    return _("Saved.")


def value_removed() -> str:
    return _("The value was removed.")


def item_closed() -> str:
    return _("It is closed.")


def counted_as_debt() -> str:
    return _("It is counted as a debt, on past dates too.")


def item_added(name: str) -> str:
    return _("“{name}” was added.").format(name=name)
