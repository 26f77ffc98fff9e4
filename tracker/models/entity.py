"""Whose balance sheet it is: the household itself, later its companies and funds."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.tenancy import TenantForeignKey, TenantRow


class EntityKind(models.TextChoices):
    HOUSEHOLD = "household", _("household")
    COMPANY = "company", _("company")
    FUND = "fund", _("fund")
    REIT = "reit", _("property fund")
    NON_PROFIT = "non_profit", _("non-profit")
    PUBLIC_BODY = "public_body", _("public body")


class Entity(TenantRow):
    kind = models.CharField(max_length=12, choices=EntityKind, default=EntityKind.HOUSEHOLD)
    name = models.CharField(max_length=100)

    class Meta(TenantRow.Meta):
        verbose_name = _("balance sheet")
        verbose_name_plural = _("balance sheets")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="entity_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(fields=["household", "name"], name="entity_name_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=EntityKind.values), name="entity_kind_known"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=models.Q(kind="household"),
                name="entity_one_household",
            ),
        ]

    def __str__(self) -> str:
        return self.name
