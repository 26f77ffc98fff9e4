"""The reference rates of a pair of currencies by day, whichever currency they are published in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from tracker.services.books import HouseholdBooks, RateSeries
from tracker.services.calendar import date_of
from tracker.services.rates import NEVER, RateTable


@dataclass(frozen=True, slots=True)
class DatedRate:
    """1 unit of the pair's first currency in its second, on a day that has both."""

    as_of: date
    rate: Decimal


def pair_rates(
    base: str, quote: str, published: Iterable[RateSeries], *, limit: int
) -> tuple[DatedRate, ...]:
    """The newest `limit` days on which both currencies were published, newest first."""
    series = tuple(published)
    if not series:
        return ()
    days = np.unique(np.concatenate([one.rates.days for one in series]))
    books = HouseholdBooks(currency=quote, positions=(), prices=(), rates=series)
    exchange = RateTable(books, days).exchange(base)
    rows = [
        DatedRate(date_of(int(day)), rate)
        for day, rate, of in zip(days, exchange.rates, exchange.days, strict=True)
        if rate is not None and of > NEVER and of == day
    ]
    return tuple(reversed(rows[-limit:]))
