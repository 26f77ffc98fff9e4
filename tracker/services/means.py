"""What the ratios of one date rest on: totals, ready money, debts due, payments, cards, loans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from tracker.services.budgets import Living
from tracker.services.categories import Side
from tracker.services.concentration import Concentration, concentration
from tracker.services.credit_use import CreditUse, credit_use
from tracker.services.equity import SecuredAsset, secured_assets
from tracker.services.liquidity import Payable, Ready, due_within_year, is_missing, ready_money
from tracker.services.money import add_up
from tracker.services.ownership import Owner, part_of
from tracker.services.payments import minimum_payments
from tracker.services.position_values import PositionValue


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What is owned and owed, and what of each side is missing."""

    assets: Fraction
    debts: Fraction
    no_assets: tuple[PositionValue, ...]
    no_debts: tuple[PositionValue, ...]

    @property
    def net_worth(self) -> Fraction:
        return self.assets - self.debts

    @property
    def missing(self) -> tuple[PositionValue, ...]:
        return self.no_assets + self.no_debts

    @property
    def has_debts(self) -> bool:
        """Whether anything is owed; a card in credit is no debt."""
        return self.debts > 0 or bool(self.no_debts)


@dataclass(frozen=True, eq=False)
class Means:
    """What the ratios of one date rest on, of the household or of one owner (`owner`)."""

    owner: Owner | None
    living: Living
    totals: Totals
    ready: Ready
    due: Payable
    payments: Payable
    cards: CreditUse
    secured: tuple[SecuredAsset, ...]
    largest: Concentration | None

    @cached_property
    def worst(self) -> SecuredAsset | None:
        """The item with the highest loan to value; the first of equals."""
        known = [one for one in self.secured if one.loan_to_value is not None]
        return max(known, key=lambda one: one.loan_to_value or Fraction(0), default=None)

    @cached_property
    def loan_to_value(self) -> Fraction | None:
        """Of all items together that are worth something and whose loans are known."""
        pairs = [
            (one.owed, one.worth)
            for one in self.secured
            if one.loan_to_value is not None and one.owed is not None and one.worth is not None
        ]
        worth = add_up(worth for _, worth in pairs)
        return add_up(owed for owed, _ in pairs) / worth if worth else None


def gather_means(
    values: Sequence[PositionValue], on: date, living: Living, *, owner: Owner | None = None
) -> Means:
    """From every position's market value on a date; `living`: spending and income then."""
    return Means(
        owner=owner,
        living=living,
        totals=_totals(values, owner),
        ready=ready_money(values, owner=owner),
        due=due_within_year(values, on, owner=owner),
        payments=minimum_payments(values, on),
        cards=credit_use(values, on, owner=owner),
        secured=tuple(one for one in secured_assets(values) if part_of(one.value.parts, owner)),
        largest=concentration(values, owner=owner),
    )


def _totals(values: Sequence[PositionValue], owner: Owner | None) -> Totals:
    counted: dict[Side, list[Fraction]] = {side: [] for side in Side}
    missing: dict[Side, list[PositionValue]] = {side: [] for side in Side}
    for value in values:
        part = part_of(value.parts, owner)
        if not part:
            continue
        if value.counts and value.value is not None:
            counted[value.position.side].append(value.value * part)
        elif is_missing(value):
            missing[value.position.side].append(value)
    return Totals(
        add_up(counted[Side.ASSET]),
        add_up(counted[Side.LIABILITY]),
        tuple(missing[Side.ASSET]),
        tuple(missing[Side.LIABILITY]),
    )
