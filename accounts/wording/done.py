"""What was done with people, said once on the page that follows."""

from django.utils.translation import gettext as _


def saved() -> str:
    return _("Saved.")


def member_added(name: str) -> str:
    return _("“{name}” was added, without a login.").format(name=name)


def member_deleted(name: str) -> str:
    return _("“{name}” was deleted.").format(name=name)


def role_changed(name: str) -> str:
    return _("What “{name}” may do was changed.").format(name=name)


def person_removed(name: str) -> str:
    return _("“{name}” no longer has access. The books keep the name and its history.").format(
        name=name
    )


def invitation_revoked() -> str:
    return _("The invitation was withdrawn: its link no longer works.")


def left(household: str) -> str:
    return _("You have left “{household}”.").format(household=household)


def welcome(household: str) -> str:
    return _("Welcome: you now belong to “{household}”.").format(household=household)
