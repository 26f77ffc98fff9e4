"""What units are counted in: shares, fund units, grams, coins; and what one unit is worth."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.tenancy import (
    TenantForeignKey,
    TenantRow,
    currency_code,
    date_in_range,
    parent_key,
)
from tracker.services.money import LIMIT


class CommodityKind(models.TextChoices):
    SECURITY = "security", _("shares and bonds")
    FUND = "fund", _("fund")
    METAL = "metal", _("metal")
    CRYPTO = "crypto", _("crypto")
    OTHER = "other", _("other")


class Commodity(TenantRow):
    """A household's own unit, by its own code."""

    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=100, blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=CommodityKind, default=CommodityKind.OTHER
    )

    class Meta(TenantRow.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="commodity_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(fields=["household", "code"], name="commodity_code_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=CommodityKind.values), name="commodity_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Price(TenantRow):
    """What one unit of a commodity is worth in a currency on a date."""

    commodity = parent_key(Commodity, related_name="prices")
    currency = models.CharField(_("currency"), max_length=3)
    as_of = models.DateField(_("date"))
    price = models.DecimalField(_("price"))
    source = models.CharField(_("source"), max_length=100, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="price_commodity_fk",
                fields=["household", "commodity"],
                to="tracker.Commodity",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "commodity", "currency", "as_of"],
                include=["price"],
                name="price_unique",
            ),
            date_in_range("as_of", "price_date_range"),
            currency_code("currency", "price_currency_code"),
            models.CheckConstraint(
                condition=models.Q(price__gt=0, price__lt=LIMIT), name="price_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.price} {self.currency}"
