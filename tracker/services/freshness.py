"""How long a valuation stays fresh."""

from datetime import date

import numpy as np

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of, shift_months
from tracker.services.carry_forward import Days


def oldest_fresh(on: Days, interval: int) -> Days:
    """Per day, the oldest valuation day that is still fresh then: a valuation is fresh through
    add_months(its date, interval), where month ends stay month ends.

    Going back without keeping month ends is that rule read backwards: on 31 March a monthly value
    of 28 February is still fresh, on 28 February one of 28 January.
    """
    return shift_months(on, -interval)


def stale_positions(books: HouseholdBooks, on: date) -> tuple[PositionBook, ...]:
    """The open positions, but for archived ones, with an older latest valuation than expected.

    What stands at zero is settled and needs no new figure.
    """
    day = day_of(on)
    days = np.array([day], np.int64)
    limits = {
        interval: int(oldest_fresh(days, interval)[0])
        for interval in {position.interval for position in books.positions}
    }
    found = []
    for position in books.positions:
        latest = position.amounts.latest(days)
        is_closed = position.closed is not None and position.closed <= day
        if latest[0] < 0 or is_closed or position.archived:
            continue
        limit = limits[position.interval]
        if position.amounts.days[latest[0]] < limit and position.amounts.decimals(latest)[0]:
            found.append(position)
    return tuple(found)
