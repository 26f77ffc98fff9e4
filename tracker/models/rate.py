"""What one unit of a currency is worth in another on a date."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.tenancy import TenantForeignKey, TenantRow, currency_code, date_in_range
from tracker.services.money import LIMIT


class ReferenceRate(models.Model):
    """1 `base` = `rate` `currency`, from the European Central Bank; shared by all households."""

    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    as_of = models.DateField()
    rate = models.DecimalField()

    class Meta:
        verbose_name = _("reference rate")
        verbose_name_plural = _("reference rates")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["base", "currency", "as_of"], include=["rate"], name="referencerate_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(rate__gt=0, rate__lt=LIMIT), name="referencerate_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.base}/{self.currency} {self.rate}"


class Rate(TenantRow):
    """1 `base` = `rate` `quote`, entered by the household."""

    base = models.CharField(_("currency"), max_length=3)
    quote = models.CharField(_("in"), max_length=3)
    as_of = models.DateField(_("date"))
    rate = models.DecimalField(_("rate"))
    source = models.CharField(_("source"), max_length=100, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="rate_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(
                fields=["household", "base", "quote", "as_of"],
                include=["rate"],
                name="rate_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(rate__gt=0, rate__lt=LIMIT), name="rate_positive"
            ),
            date_in_range("as_of", "rate_date_range"),
            currency_code("base", "rate_base_code"),
            currency_code("quote", "rate_quote_code"),
            models.CheckConstraint(
                condition=~models.Q(base=models.F("quote")), name="rate_two_currencies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.base}/{self.quote} {self.rate}"
