"""What can be spent soon, and what falls due within a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from tracker.services.amortisation import principal_due
from tracker.services.calendar import add_months, day_of
from tracker.services.categories import Liquidity, Side
from tracker.services.currencies import digits_of
from tracker.services.estimates import original_of
from tracker.services.money import add_up, plain
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue, Status

DUE_SOON: Final = frozenset(
    {"credit_card", "pay_later", "medical", "taxes", "dividends", "bills", "judgments"}
)
"""Debts that are due within a year by their nature, unless they say a later day themselves."""

_SOON: Final = frozenset({Liquidity.IMMEDIATE, Liquidity.DAYS})
_YEAR: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class ReadyItem:
    """What one asset adds, at market, and `sold`: after the selling discount, where it is above
    zero; in the reporting currency."""

    value: PositionValue
    worth: Fraction
    sold: Fraction


@dataclass(frozen=True, eq=False)
class Ready:
    """What can be spent at once or within days; `missing`: what has no value."""

    items: tuple[ReadyItem, ...]
    missing: tuple[PositionValue, ...]

    @cached_property
    def immediate(self) -> Fraction:
        return add_up(one.worth for one in self.at_once)

    @cached_property
    def total(self) -> Fraction:
        return add_up(one.worth for one in self.items)

    @cached_property
    def sold(self) -> Fraction:
        return add_up(one.sold for one in self.items)

    @property
    def at_once(self) -> tuple[ReadyItem, ...]:
        return tuple(
            one for one in self.items if one.value.position.liquidity is Liquidity.IMMEDIATE
        )


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """What one debt adds to a sum, in the reporting currency."""

    value: PositionValue
    amount: Fraction


@dataclass(frozen=True, eq=False)
class Payable:
    """What debts ask for in some time. `untold`: those of which nothing says how much it is, or
    that cannot be converted; they are not in it."""

    items: tuple[Owed, ...]
    untold: tuple[PositionValue, ...]

    @cached_property
    def amount(self) -> Fraction:
        return add_up(one.amount for one in self.items)


def is_missing(value: PositionValue) -> bool:
    """Whether it should count in the totals and does not, for want of a value or a price."""
    return value.status in {Status.UNKNOWN, Status.UNPRICED} and not value.position.contingent


def ready_money(values: Sequence[PositionValue], *, owner: Owner | None = None) -> Ready:
    """Of the household or of one owner's parts; overdrawn accounts lessen it."""
    items, missing = [], []
    for value in values:
        part = part_of(value.parts, owner)
        if value.position.side is not Side.ASSET or not part:
            continue
        if value.position.liquidity not in _SOON:
            continue
        if value.counts and value.value is not None:
            worth = value.value * part
            kept = 1 - Fraction(value.position.discount) / 100 if worth > 0 else 1
            items.append(ReadyItem(value, worth, worth * kept))
        elif is_missing(value):
            missing.append(value)
    return Ready(tuple(items), tuple(missing))


def due_within_year(
    values: Sequence[PositionValue], on: date, *, owner: Owner | None = None
) -> Payable:
    """Debts that fall due within twelve months of a day, and the principal that the others repay
    in them by their terms."""
    items, untold = [], []
    for value in values:
        part = part_of(value.parts, owner)
        if value.position.side is Side.ASSET or not part:
            continue
        if value.counts and value.value is not None:
            share = _share_due(value, on)
            if share is None:
                untold.append(value)
            else:
                items.append(Owed(value, value.value * part * share))
        elif is_missing(value):
            untold.append(value)
    return Payable(tuple(items), tuple(untold))


def _share_due(value: PositionValue, on: date) -> Fraction | None:
    """The part of a debt that is due within a year; None where nothing says it."""
    position = value.position
    if position.due is not None:
        if position.due <= day_of(add_months(on, _YEAR)):
            return Fraction(1)
    elif position.category in DUE_SOON:
        return Fraction(1)
    if value.figure is None or value.figure <= 0:
        return Fraction(1)
    if position.commodity is not None:
        return None
    balance = Decimal(plain(value.figure))
    principal = principal_due(
        balance,
        position.terms,
        original_of(position),
        day_of(on),
        _YEAR,
        digits=digits_of(position.currency),
    )
    return None if principal is None else Fraction(principal) / Fraction(balance)
