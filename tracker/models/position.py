"""One line of a balance sheet, and what is known about it apart from its dated values."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from tracker.models.commodity import Commodity
from tracker.models.entity import Entity
from tracker.models.tenancy import TenantForeignKey, TenantRow, date_in_range, parent_key
from tracker.services.categories import CATEGORIES, Side
from tracker.services.money import LIMIT

SIDES = [(side.code, side.code) for side in Side]


class Liquidity(models.TextChoices):
    IMMEDIATE = "immediate", _("at once")
    DAYS = "days", _("within days")
    MONTHS = "months", _("within months")
    RESTRICTED = "restricted", _("restricted")


def _category_of_side(side: Side) -> models.Q:
    codes = [category.code for category in CATEGORIES if category.side is side]
    return models.Q(side=side.code, category__in=codes)


class Position(TenantRow):
    """An asset or a liability of one entity, in a currency or counted in units of a commodity.

    `allowance`: percent of a claim that is not expected to come in. `due_on`: when a debt falls
    due, or something that is owed only perhaps may be called. `counterparty`: the household's
    business on the other side, which owes it or is owed, or whose debt it guarantees. `stake_in`:
    the business or fund whose part this asset stands for.
    """

    entity = parent_key(Entity, related_name="positions")
    name = models.CharField(_("name"), max_length=200)
    side = models.CharField(_("side"), max_length=9, choices=SIDES)
    category = models.CharField(_("category"), max_length=32)
    currency = models.CharField(_("currency"), max_length=3)
    commodity = parent_key(Commodity, related_name="positions", null=True, blank=True)
    liquidity = models.CharField(_("liquidity"), max_length=10, choices=Liquidity, blank=True)
    interval_months = models.PositiveSmallIntegerField(
        _("expected interval, months"), null=True, blank=True
    )
    selling_discount = models.DecimalField(_("selling discount, percent"), null=True, blank=True)
    contingent = models.BooleanField(_("owed only if someone else does not pay"), default=False)
    probability = models.DecimalField(_("probability, percent"), null=True, blank=True)
    allowance = models.DecimalField(_("allowance, percent"), null=True, blank=True)
    due_on = models.DateField(_("falls due on"), null=True, blank=True)
    counterparty = parent_key(Entity, related_name="dealings", null=True, blank=True)
    stake_in = parent_key(Entity, related_name="stakes", null=True, blank=True)
    opened_on = models.DateField(_("since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta(TenantRow.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="position_entity_fk",
                fields=["household", "entity"],
                to="tracker.Entity",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="position_commodity_fk",
                fields=["household", "commodity"],
                to="tracker.Commodity",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="position_counterparty_fk",
                fields=["household", "counterparty"],
                to="tracker.Entity",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="position_stake_fk",
                fields=["household", "stake_in"],
                to="tracker.Entity",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "stake_in"], name="position_one_stake_each"
            ),
            models.CheckConstraint(
                condition=models.Q(allowance__isnull=True)
                | models.Q(allowance__range=(0, 100), side=Side.ASSET.code),
                name="position_allowance_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(side=Side.LIABILITY.code),
                name="position_only_debts_due",
            ),
            date_in_range("due_on", "position_due_range"),
            models.CheckConstraint(
                condition=models.Q(stake_in__isnull=True)
                | models.Q(side=Side.ASSET.code, commodity__isnull=True),
                name="position_stake_is_asset",
            ),
            models.CheckConstraint(
                condition=models.Q(counterparty__isnull=True)
                | (models.Q(stake_in__isnull=True) & ~models.Q(counterparty=models.F("entity"))),
                name="position_counterparty_other",
            ),
            models.UniqueConstraint(
                fields=["household", "entity", "name"],
                name="position_name_unique",
                violation_error_message=_("There is an item of this name already."),
            ),
            models.CheckConstraint(
                condition=_category_of_side(Side.ASSET) | _category_of_side(Side.LIABILITY),
                name="position_category_of_side",
            ),
            models.CheckConstraint(
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="position_currency_code"
            ),
            date_in_range("opened_on", "position_opened_range"),
            date_in_range("closed_on", "position_closed_range"),
            models.CheckConstraint(
                condition=models.Q(side=Side.ASSET.code, liquidity__in=Liquidity.values)
                | models.Q(side=Side.LIABILITY.code, liquidity=""),
                name="position_liquidity_known",
            ),
            models.CheckConstraint(
                condition=models.Q(selling_discount__isnull=True)
                | models.Q(selling_discount__range=(0, 100)),
                name="position_discount_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(probability__isnull=True)
                | models.Q(probability__range=(0, 100)),
                name="position_probability_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(contingent=False) | models.Q(side=Side.LIABILITY.code),
                name="position_only_debts_contingent",
            ),
            models.CheckConstraint(
                condition=models.Q(interval_months__isnull=True)
                | models.Q(interval_months__range=(1, 120)),
                name="position_interval_months",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_on__isnull=True)
                | models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="position_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SecuredBy(TenantRow):
    """This debt is secured on this asset; many to many."""

    debt = parent_key(Position, related_name="securities")
    asset = parent_key(Position, related_name="secured_debts")

    class Meta(TenantRow.Meta):
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="securedby_debt_fk",
                fields=["household", "debt"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="securedby_asset_fk",
                fields=["household", "asset"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(fields=["household", "debt", "asset"], name="securedby_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} / {self.asset_id}"


class Method(models.TextChoices):
    REDUCING = "reducing", _("on what is still owed")
    FLAT = "flat", _("flat, on the original sum")
    INTEREST_FREE = "interest_free", _("without interest")


class DebtTerms(TenantRow):
    """A debt's conditions from a date on: percent a year, payment a month, credit limit."""

    position = parent_key(Position, related_name="terms")
    since = models.DateField(_("from"))
    rate = models.DecimalField(_("interest, percent a year"), null=True, blank=True)
    method = models.CharField(
        _("interest is counted"), max_length=13, choices=Method, default=Method.REDUCING
    )
    minimum = models.DecimalField(_("payment a month"), null=True, blank=True)
    limit = models.DecimalField(_("credit limit"), null=True, blank=True)

    class Meta(TenantRow.Meta):
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="debtterms_position_fk",
                fields=["household", "position"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "position", "since"], name="debtterms_unique"
            ),
            date_in_range("since", "debtterms_date_range"),
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__range=(0, 1000)),
                name="debtterms_rate_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__isnull=True) | models.Q(minimum__range=(0, LIMIT)),
                name="debtterms_minimum_range",
            ),
            models.CheckConstraint(
                condition=models.Q(limit__isnull=True) | models.Q(limit__range=(0, LIMIT)),
                name="debtterms_limit_range",
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values), name="debtterms_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.rate}"


class Ownership(TenantRow):
    """A member's whole-number part of a position, in the set that holds from `since` on."""

    position = parent_key(Position, related_name="ownerships")
    member = parent_key(Member, related_name="ownerships")
    since = models.DateField(_("from"))
    parts = models.PositiveIntegerField(_("parts"))

    class Meta(TenantRow.Meta):
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="ownership_position_fk",
                fields=["household", "position"],
                to="tracker.Position",
                to_fields=["household", "id"],
            ),
            TenantForeignKey(
                name="ownership_member_fk",
                fields=["household", "member"],
                to="accounts.Member",
                to_fields=["household", "id"],
            ),
            models.UniqueConstraint(
                fields=["household", "position", "since", "member"], name="ownership_unique"
            ),
            date_in_range("since", "ownership_date_range"),
            models.CheckConstraint(
                condition=models.Q(parts__range=(1, 1000)), name="ownership_parts_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.member_id} {self.parts}"
