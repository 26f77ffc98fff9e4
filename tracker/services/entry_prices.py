"""What one unit of an item is worth on the entry grid's date, and by its last price before it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of, day_of
from tracker.services.rates import PRICE_DAYS


@dataclass(frozen=True, slots=True)
class Pricing:
    """Prices of one unit in `currency`. `entered`: the one of the date itself; `last`: the newest
    before it, of `last_on`; `stale`: that one is all there is, and old. None where there is none.
    """

    currency: str
    entered: Decimal | None
    last: Decimal | None
    last_on: date | None
    stale: bool


def pricing_on(books: HouseholdBooks, position: PositionBook, on: date) -> Pricing | None:
    """The prices of what a position is counted in, in its own currency."""
    if position.commodity is None:
        return None
    entered = last = last_on = None
    day = day_of(on)
    for series in books.prices:
        if series.commodity != position.commodity or series.currency != position.currency:
            continue
        days, found = series.prices.days, series.prices.latest(np.array([day - 1, day], np.int64))
        if found[1] > found[0]:
            (entered,) = series.prices.decimals(found[1:])
        if found[0] >= 0:
            (last,) = series.prices.decimals(found[:1])
            last_on = date_of(int(days[found[0]]))
    stale = entered is None and last_on is not None and (on - last_on).days > PRICE_DAYS
    return Pricing(position.currency, entered, last, last_on, stale)
