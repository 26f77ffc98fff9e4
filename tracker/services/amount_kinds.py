"""What the steps of one position's amount mean: money, a revised estimate, wear, interest, debt."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

import numpy as np

from tracker.services.bases import Basis
from tracker.services.books import PositionBook
from tracker.services.categories import Nature, Side, find_category
from tracker.services.change_kinds import Kind
from tracker.services.debt_interest import has_known_rate, interest_between
from tracker.services.estimates import DECLINING, STRAIGHT_LINE, Filled
from tracker.services.money import plain

type StepPart = tuple[Kind, bool, Decimal]
"""A kind, whether a model supplied it, and its part of a step."""

DEPRECIATION: Final = (STRAIGHT_LINE, DECLINING)

_ZERO: Final = Decimal(0)


class AmountKinds:
    """Tells the steps of a position's figures on one basis apart, under money.EXACT, after the day
    `start` and up to the day `end`.

    What is recorded beside an amount (a contribution, a debt's interest, a model's own step) is
    told apart; the rest is what its category says. An own book or liquidation figure is not what
    a rate or a model runs on, so only contributions are told apart from its steps.
    """

    def __init__(
        self, position: PositionBook, filled: Filled, basis: Basis, start: int, end: int
    ) -> None:
        self._position, self._filled, self._basis = position, filled, basis
        days = filled.amounts.days
        first, stop = days.searchsorted((start, end), "right").tolist()
        self._first: int = max(first - 1, 0)
        self._held: list[int] = days[self._first : stop].tolist()
        self.days = dict(zip(days[first:stop].tolist(), range(first, stop), strict=True))
        """The days of the period with an amount, entered or estimated, and their places."""
        self._estimated = frozenset(filled.estimated.tolist())
        category = find_category(position.side, position.category)
        self._nature = Nature.REVALUATION if category is None else category.nature
        self._has_rate = position.side is Side.LIABILITY and has_known_rate(position)
        self._wears = (
            position.side is Side.ASSET
            and position.model is not None
            and position.model.kind in DEPRECIATION
        )

    def split(
        self, day: int, before: Decimal, after: Decimal, *, own: bool, in_units: bool
    ) -> Iterator[StepPart]:
        """The parts of the step from one figure to the next on one of the `days`; they add up to
        it. Both figures are `own` ones of the basis, or neither is; `in_units`: they count
        units."""
        moved = after - before
        if own and not moved:
            return
        estimate = day in self._estimated
        # The cost of what is counted in units moves only when some are bought or sold.
        units = in_units or (self._basis == "book" and self._position.commodity is not None)
        told = _ZERO
        if self._position.side is Side.LIABILITY:
            if self._has_rate and not own:
                told = self._interest(day, before, estimate=estimate)
                yield Kind.INTEREST, estimate, told
            rest = Kind.BORROWED if moved > told else Kind.REPAID
        elif self._wears and not own:
            told = moved
            if not estimate:
                own_step = self._filled.steps.get(day, _ZERO)
                told = own_step * self._kept(day, before, after) if own_step else own_step
            yield Kind.WEAR, estimate, told
            rest = Kind.MONEY if units else Kind.REVALUATION
        elif self._nature is Nature.CONTRIBUTION and not units:
            told = self._contribution(day)
            if told:
                if not own:
                    told *= self._kept(day, before, after)
                yield Kind.MONEY, estimate, told
            rest = Kind.REVALUATION
        else:
            rest = Kind.MONEY if units or self._nature is Nature.MONEY else Kind.REVALUATION
        yield rest, estimate, moved - told

    @cached_property
    def _amounts(self) -> list[Decimal]:
        """Those of the period with the one before it; `_first` is the place of the first."""
        return self._filled.amounts.decimals(np.arange(len(self._held)) + self._first)

    def _amount(self, at: int) -> Decimal:
        return self._amounts[at - self._first]

    def _interest(self, day: int, owed: Decimal, *, estimate: bool) -> Decimal:
        """What a debt of that much cost since its value before."""
        if estimate:
            return self._filled.interest.get(day, _ZERO)
        since = self._held[self.days[day] - 1 - self._first]
        return interest_between(self._position, owed, since, day)

    def _contribution(self, day: int) -> Decimal:
        recorded = self._position.contributions
        at = int(recorded.days.searchsorted(day)) if len(recorded) else 0
        if at == len(recorded) or recorded.days[at] != day:
            return _ZERO
        return recorded.decimals(np.array([at]))[0]

    def _kept(self, day: int, before: Decimal, after: Decimal) -> Decimal:
        """What a discount or an allowance leaves of a positive amount, from the figures of a day
        that follow the amounts."""
        at = self.days[day]
        for amount, figure in (
            (self._amount(at), after),
            (self._amount(max(at - 1, 0)), before),
        ):
            if amount > 0:
                return Decimal(plain(Fraction(figure) / Fraction(amount)))
        return Decimal(1)
