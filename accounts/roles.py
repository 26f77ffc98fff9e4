"""What each role may do: a pure table."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    VIEW = "view"  # look, print, download
    EDIT = "edit"  # enter and correct figures, close months, import
    MANAGE = "manage"  # people, settings, deletion


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]

    @property
    def description(self) -> str | Promise:
        """What it may do, in one sentence."""
        return DESCRIPTIONS[self]

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self]


LABELS: dict[Role, str | Promise] = {
    Role.OWNER: _("owner"),
    Role.EDITOR: _("editor"),
    Role.VIEWER: _("viewer"),
}
DESCRIPTIONS: dict[Role, str | Promise] = {
    Role.OWNER: _(
        "An owner does everything an editor does, and also lets people in, removes them, changes "
        "the settings and can delete the household."
    ),
    Role.EDITOR: _(
        "An editor sees everything, enters and corrects figures, closes months and imports."
    ),
    Role.VIEWER: _("A viewer sees, prints and downloads everything, and can change nothing."),
}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset({Permission.VIEW, Permission.EDIT, Permission.MANAGE}),
    Role.EDITOR: frozenset({Permission.VIEW, Permission.EDIT}),
    Role.VIEWER: frozenset({Permission.VIEW}),
}
