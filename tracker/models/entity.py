"""Whose balance sheet it is: the household itself, later its companies and funds."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.tenancy import (
    TenantForeignKey,
    TenantRow,
    date_in_range,
    not_negative,
    parent_key,
)
from tracker.services.money import LIMIT


class EntityKind(models.TextChoices):
    HOUSEHOLD = "household", _("household")
    COMPANY = "company", _("company")
    FUND = "fund", _("fund")
    REIT = "reit", _("property fund")
    NON_PROFIT = "non_profit", _("non-profit")
    PUBLIC_BODY = "public_body", _("public body")


class Entity(TenantRow):
    """The household, or a business or fund of its own; `currency` "" is the household's."""

    kind = models.CharField(max_length=12, choices=EntityKind, default=EntityKind.HOUSEHOLD)
    name = models.CharField(max_length=100)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

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
            models.CheckConstraint(
                condition=models.Q(currency="") | models.Q(currency__regex=r"^[A-Z]{3}$"),
                name="entity_currency_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EntityFigures(TenantRow):
    """Dated figures of a business or fund; each holds until the next one that is given.

    `outstanding` shares, of which the household `held` some; or, without shares, the `percent` it
    owns. `preferred`: equity that comes before the shares. `share_price`: what one share fetches.
    All money is in the entity's currency.
    """

    entity = parent_key(Entity, related_name="figures")
    as_of = models.DateField(_("from"))
    outstanding = models.DecimalField(_("shares outstanding"), null=True, blank=True)
    held = models.DecimalField(_("shares held"), null=True, blank=True)
    percent = models.DecimalField(_("owned, percent"), null=True, blank=True)
    preferred = models.DecimalField(_("preferred equity"), null=True, blank=True)
    share_price = models.DecimalField(_("price of a share"), null=True, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("figures of a business")
        verbose_name_plural = _("figures of businesses")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="entityfigures_entity_fk",
                fields=["household", "entity"],
                to="tracker.Entity",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "entity", "as_of"], name="entityfigures_unique"
            ),
            date_in_range("as_of", "entityfigures_date_range"),
            not_negative("entityfigures", "outstanding"),
            not_negative("entityfigures", "held"),
            not_negative("entityfigures", "preferred"),
            not_negative("entityfigures", "share_price"),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__range=(0, 100)),
                name="entityfigures_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.as_of.isoformat()


class FlowKind(models.TextChoices):
    DISTRIBUTION = "distribution", _("paid out to its owners")
    CAPITAL = "capital", _("put in by its owners")


class EntityFlow(TenantRow):
    """Money between a business and its owners: what was paid out, or put in (negative: taken
    back); in the entity's currency."""

    entity = parent_key(Entity, related_name="flows")
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=12, choices=FlowKind)
    amount = models.DecimalField(_("amount"))

    class Meta(TenantRow.Meta):
        verbose_name = _("payment of a business")
        verbose_name_plural = _("payments of businesses")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="entityflow_entity_fk",
                fields=["household", "entity"],
                to="tracker.Entity",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "entity", "on", "kind"], name="entityflow_unique"
            ),
            date_in_range("on", "entityflow_date_range"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FlowKind.values), name="entityflow_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=-LIMIT, amount__lt=LIMIT),
                name="entityflow_amount_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.amount}"
