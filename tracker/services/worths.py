"""What a position is worth on given dates in one currency, as whole numbers: exact, and quick for
many dates at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.services.bases import Carried
from tracker.services.books import PositionBook
from tracker.services.carry_forward import Numbers
from tracker.services.history import Flags
from tracker.services.rates import RateTable


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """On the market basis, at the ascending indices `at` of the dates on which the position counts:
    `numbers` / 10**scale, Python integers; 0 where it cannot be converted, so where `known` says
    no."""

    at: NDArray[np.intp]
    numbers: Numbers
    known: Flags
    scale: int


def worths_of(position: PositionBook, carried: Carried, table: RateTable) -> Worths:
    """A position that was carried to the table's dates, in the table's currency."""
    if not carried.figures:
        return Worths(np.empty(0, np.intp), np.empty(0, object), np.empty(0, bool), 0)
    figures = carried.figures[0]
    at, numbers, unit = figures.at, figures.numbers.astype(object), figures.unit_of(position)
    if unit == table.currency:
        return Worths(at, numbers, np.ones(len(at), bool), figures.scale)
    conversion = table.convert(unit)
    factors, places = conversion.scaled()
    # Nothing of nothing needs no price.
    known = conversion.known[at] | (figures.numbers == 0)
    return Worths(at, numbers * np.array(factors, object)[at], known, figures.scale + places)
