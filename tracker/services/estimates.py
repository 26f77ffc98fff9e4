"""What a position's model adds to the amounts that were entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from tracker.services.books import PositionBook
from tracker.services.carry_forward import Days, Series


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """`amounts`: entered and estimated ones. `estimated`: the days of the estimates among them,
    ascending. `interest`: of a loan, by the day of an estimate, what was added to the debt before
    that month's payment, in the position's currency."""

    amounts: Series
    estimated: Days
    interest: Mapping[int, Decimal] = field(default_factory=dict)


def fill(position: PositionBook, through: int) -> Filled:
    """The position's amounts with its model's estimates up to that day, included."""
    return Filled(position.amounts, np.empty(0, np.int64))
