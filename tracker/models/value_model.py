"""How a position's value goes on between the dates on which it is entered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.position import Position
from tracker.models.tenancy import (
    TenantForeignKey,
    TenantRow,
    date_in_range,
    not_negative,
    parent_key,
)
from tracker.services.money import LIMIT


class ModelKind(models.TextChoices):
    STRAIGHT_LINE = "straight_line", _("the same amount every month")
    DECLINING = "declining", _("a percent of what is left every year")
    LOAN = "loan", _("a loan that is paid off")


class ValueModel(TenantRow):
    """Fills the months after an entered value with estimates, from `since` on.

    Straight-line: down to `residual` on `ends_on`. Declining: `rate` percent a year, not below
    `residual`. Loan: by the position's terms; `original` is the sum that flat interest is counted
    on, the first entered amount where it is not given.
    """

    position = parent_key(Position, related_name="value_models")
    kind = models.CharField(_("kind"), max_length=13, choices=ModelKind)
    since = models.DateField(_("from"))
    rate = models.DecimalField(_("percent a year"), null=True, blank=True)
    residual = models.DecimalField(_("worth at the end"), null=True, blank=True)
    ends_on = models.DateField(_("reached on"), null=True, blank=True)
    original = models.DecimalField(_("original sum"), null=True, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("model of a value")
        verbose_name_plural = _("models of values")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="valuemodel_position_fk",
                fields=["household", "position"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(fields=["household", "position"], name="valuemodel_unique"),
            models.CheckConstraint(
                condition=models.Q(kind="straight_line", ends_on__isnull=False, rate__isnull=True)
                | models.Q(kind="declining", rate__isnull=False, ends_on__isnull=True)
                | models.Q(
                    kind="loan", rate__isnull=True, residual__isnull=True, ends_on__isnull=True
                ),
                name="valuemodel_kind_has_its_figures",
            ),
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__gt=0, rate__lte=100),
                name="valuemodel_rate_percent",
            ),
            not_negative("valuemodel", "residual"),
            models.CheckConstraint(
                condition=models.Q(original__isnull=True)
                | models.Q(kind="loan", original__gt=0, original__lt=LIMIT),
                name="valuemodel_original_range",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("since")),
                name="valuemodel_ends_after_start",
            ),
            date_in_range("since", "valuemodel_since_range"),
            date_in_range("ends_on", "valuemodel_ends_range"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"
