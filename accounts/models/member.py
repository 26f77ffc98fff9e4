"""A person of a household, with or without a login."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Keyed
from accounts.models.household import Household


class Member(Keyed):
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
    )
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering: ClassVar = ["order", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "id"], name="member_key"),
            models.UniqueConstraint(
                fields=["household", "name"],
                name="member_name_unique",
                violation_error_message=_("The household has a member of this name already."),
            ),
            models.UniqueConstraint(fields=["household", "user"], name="member_user_unique"),
        ]

    def __str__(self) -> str:
        return self.name
