"""What can be spent soon, and what falls due within a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tracker.services.amortisation import principal_due
from tracker.services.books import PositionBook
from tracker.services.calendar import add_months, day_of
from tracker.services.categories import Liquidity, Side
from tracker.services.currencies import is_known, minor_unit
from tracker.services.money import plain
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue, Status

DUE_SOON: Final = frozenset(
    {"credit_card", "pay_later", "medical", "taxes", "dividends", "bills", "judgments"}
)
"""Debts that are due within a year by their nature, unless they say a later day themselves."""

_SOON: Final = frozenset({Liquidity.IMMEDIATE, Liquidity.DAYS})
_YEAR: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """What can be spent at once and within days, at market, in the reporting currency. `sold`:
    both after the selling discount of what is above zero. `missing`: what has no value."""

    immediate: Fraction
    within_days: Fraction
    sold: Fraction
    missing: tuple[PositionValue, ...]

    @property
    def total(self) -> Fraction:
        return self.immediate + self.within_days


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """What has to be paid within a year, in the reporting currency. `untold`: debts of which
    nothing says how much of them it is; they are not in it."""

    amount: Fraction
    untold: tuple[PositionValue, ...]


def is_missing(value: PositionValue) -> bool:
    """Whether it should count in the totals and does not, for want of a value or a price."""
    return value.status in {Status.UNKNOWN, Status.UNPRICED} and not value.position.contingent


def ready_money(values: Sequence[PositionValue], *, owner: Owner | None = None) -> Ready:
    """Of the household or of one owner's parts; overdrawn accounts lessen it."""
    sums = dict.fromkeys(_SOON, Fraction(0))
    sold, missing = Fraction(0), []
    for value in values:
        liquidity, part = value.position.liquidity, part_of(value.parts, owner)
        if value.position.side is not Side.ASSET or liquidity not in _SOON or not part:
            continue
        if value.counts and value.value is not None:
            worth = value.value * part
            sums[liquidity] += worth
            kept = 1 - Fraction(value.position.discount) / 100 if worth > 0 else 1
            sold += worth * kept
        elif is_missing(value):
            missing.append(value)
    return Ready(sums[Liquidity.IMMEDIATE], sums[Liquidity.DAYS], sold, tuple(missing))


def due_within_year(
    values: Sequence[PositionValue], on: date, *, owner: Owner | None = None
) -> Due:
    """Debts that fall due within twelve months of a day, and the principal that the others repay
    in them by their terms."""
    amount, untold = Fraction(0), []
    for value in values:
        part = part_of(value.parts, owner)
        if value.position.side is Side.ASSET or not part:
            continue
        if value.counts and value.value is not None:
            share = _share_due(value, on)
            if share is None:
                untold.append(value)
            else:
                amount += value.value * part * share
        elif is_missing(value):
            untold.append(value)
    return Due(amount, tuple(untold))


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
    digits = minor_unit(position.currency) if is_known(position.currency) else 2
    principal = principal_due(
        balance, position.terms, _original(position), day_of(on), _YEAR, digits=digits
    )
    return None if principal is None else Fraction(principal) / Fraction(balance)


def _original(position: PositionBook) -> Decimal:
    """What flat interest is counted on."""
    if position.model is not None and position.model.original is not None:
        return position.model.original
    [first] = position.amounts.decimals(position.amounts.latest(position.amounts.days[:1]))
    return first
