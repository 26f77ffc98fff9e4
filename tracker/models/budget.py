"""What a household lives on and by: dated spending and income, and its guides for the ratios."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.tenancy import (
    TenantForeignKey,
    TenantRow,
    currency_code,
    date_in_range,
    not_negative,
)
from tracker.services.money import LIMIT


class Budget(TenantRow):
    """A month's spending and income, from a date on."""

    since = models.DateField(_("since"))
    currency = models.CharField(_("currency"), max_length=3)
    essential_spending = models.DecimalField(_("essential spending a month"), null=True, blank=True)
    net_income = models.DecimalField(_("income a month after taxes"), null=True, blank=True)
    gross_income = models.DecimalField(_("income a month before taxes"), null=True, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("spending and income")
        verbose_name_plural = _("spending and income")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="budget_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(fields=["household", "since"], name="budget_date_unique"),
            date_in_range("since", "budget_date_range"),
            currency_code("currency", "budget_currency_code"),
            not_negative("budget", "essential_spending"),
            not_negative("budget", "net_income"),
            not_negative("budget", "gross_income"),
        ]

    def __str__(self) -> str:
        return self.since.isoformat()


class RatioGuide(TenantRow):
    """A household's own guide for one ratio: from `low` on it is worth watching, from `high` on
    it asks for action; the other way round where more is better. See services.guides."""

    ratio = models.CharField(_("ratio"), max_length=30)
    low = models.DecimalField(_("low"))
    high = models.DecimalField(_("high"))

    class Meta(TenantRow.Meta):
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="ratioguide_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(fields=["household", "ratio"], name="ratioguide_unique"),
            models.CheckConstraint(
                condition=models.Q(low__gte=0, high__gte=models.F("low"), high__lt=LIMIT),
                name="ratioguide_range",
            ),
        ]

    def __str__(self) -> str:
        return self.ratio
