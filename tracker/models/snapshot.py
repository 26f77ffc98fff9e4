"""A household's dated record: the snapshot, its valuations, and each closing of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from tracker.models.position import Position
from tracker.models.tenancy import TenantForeignKey, TenantRow, parent_key
from tracker.services.money import LIMIT

DECIMALS = 18


def _within_limit(field: str) -> models.CheckConstraint:
    """|x| < 10^15; NaN and Infinity sort above every number and so fall outside too."""
    between = models.Q(**{f"{field}__gt": -LIMIT, f"{field}__lt": LIMIT})
    return models.CheckConstraint(
        condition=between | models.Q(**{f"{field}__isnull": True}), name=f"valuation_{field}_range"
    )


def _exact(field: str) -> models.CheckConstraint:
    """At most 18 decimals, as many as imports keep."""
    scale = models.Func(models.F(field), function="scale", output_field=models.IntegerField())
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True})
        | models.Q(LessThanOrEqual(scale, DECIMALS)),
        name=f"valuation_{field}_decimals",
    )


def by_user(**options: Any) -> Any:
    """A login's id, without a key in the database."""
    # A login that is gone leaves its id here, and its history.
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        **options,
    )


class Snapshot(TenantRow):
    """All valuations of one date; closed once somebody has reviewed it."""

    as_of = models.DateField(_("date"))
    note = models.TextField(_("note"), blank=True, max_length=2000)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("month's record")
        verbose_name_plural = _("months' records")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="snapshot_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.UniqueConstraint(fields=["household", "as_of"], name="snapshot_date_unique"),
            models.CheckConstraint(
                condition=models.Q(as_of__range=("1900-01-01", "2200-12-31")),
                name="snapshot_date_range",
            ),
        ]

    def __str__(self) -> str:
        return self.as_of.isoformat()


class Source(models.TextChoices):
    STATEMENT = "statement", _("statement")
    QUOTE = "quote", _("market quote")
    APPRAISAL = "appraisal", _("appraisal")
    TAX_ASSESSMENT = "tax_assessment", _("tax assessment")
    ESTIMATE = "estimate", _("own estimate")
    IMPORT = "import", _("import")


class Valuation(TenantRow):
    """What a position amounted to on a date: units or currency; book and liquidation in currency.

    `low` is the cautious end of an estimate whose likely value is `amount`, which alone counts;
    `contribution` is the money paid in (less what was taken out) since the value before, for
    investments kept in money. `version` grows with each change, so that a form made from an older
    one is told apart.
    """

    position = parent_key(Position, related_name="valuations")
    as_of = models.DateField(_("date"))
    amount = models.DecimalField(_("amount"))
    book = models.DecimalField(_("cost"), null=True, blank=True)
    liquidation = models.DecimalField(_("if sold fast"), null=True, blank=True)
    low = models.DecimalField(_("at the least"), null=True, blank=True)
    contribution = models.DecimalField(_("paid in"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=14, choices=Source, default=Source.STATEMENT)
    note = models.CharField(_("note"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = by_user(verbose_name=_("by"))

    class Meta(TenantRow.Meta):
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="valuation_position_fk",
                fields=["household", "position"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="valuation_snapshot_fk",
                fields=["household", "as_of"],
                to="tracker.Snapshot",
                to_fields=["household", "as_of"],
            ),
            models.UniqueConstraint(
                fields=["household", "position", "as_of"],
                include=["amount", "book", "liquidation"],
                name="valuation_unique",
            ),
            _exact("amount"),
            _exact("book"),
            _exact("liquidation"),
            _within_limit("amount"),
            _within_limit("book"),
            _within_limit("liquidation"),
            _exact("low"),
            _exact("contribution"),
            _within_limit("low"),
            _within_limit("contribution"),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True) | models.Q(low__lte=models.F("amount")),
                name="valuation_low_below_likely",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=Source.values), name="valuation_source_known"
            ),
        ]
        indexes: ClassVar = [
            # Few values say what was paid in: the books find those without reading the others.
            models.Index(
                fields=["household", "position", "as_of"],
                include=["contribution"],
                condition=models.Q(contribution__isnull=False),
                name="valuation_contributions",
            )
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.amount}"


class Closing(TenantRow):
    """What the household's figures were when a month was closed; one row a closing, kept."""

    as_of = models.DateField(_("date"))
    closed_at = models.DateTimeField(_("closed"))
    closed_by = by_user(verbose_name=_("by"))
    currency = models.CharField(_("currency"), max_length=3)
    assets = models.DecimalField(_("assets"))
    liabilities = models.DecimalField(_("liabilities"))
    net_worth = models.DecimalField(_("net worth"))
    complete = models.BooleanField(_("complete"))

    class Meta(TenantRow.Meta):
        verbose_name = _("closing")
        verbose_name_plural = _("closings")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="closing_snapshot_fk",
                fields=["household", "as_of"],
                to="tracker.Snapshot",
                to_fields=["household", "as_of"],
            ),
            models.UniqueConstraint(
                fields=["household", "as_of", "closed_at"], name="closing_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.net_worth}"
