"""Which currencies stand in the way of a total: those without a way into the reporting currency."""

from datetime import date

import numpy as np

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of
from tracker.services.entities import all_items
from tracker.services.rates import RateTable


def unconverted_currencies(books: HouseholdBooks, on: date) -> tuple[str, ...]:
    """Codes, in order, of the currencies that items with a value on the day are kept or priced in
    and that have no rate by then."""
    day = day_of(on)
    days = np.array([day], np.int64)
    table = RateTable(books, days)
    found: set[str] = set()
    for position in all_items(books):
        unit = position.commodity or position.currency
        conversion = table.convert(unit)
        currency = conversion.rate_currencies[0]
        # Without any price it is the price that is missing, not a rate.
        if _is_held(position, day) and not conversion.known[0] and currency is not None:
            found.add(currency)
    return tuple(sorted(found))


def _is_held(position: PositionBook, day: int) -> bool:
    is_open = position.closed is None or day < position.closed
    return is_open and bool(len(position.amounts.days)) and int(position.amounts.days[0]) <= day
