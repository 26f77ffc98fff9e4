"""How long a valuation stays fresh."""

from datetime import date

import numpy as np

from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of, shift_months
from tracker.services.carry_forward import Days
from tracker.services.stakes import fill_stake


def oldest_fresh(on: Days, interval: int) -> Days:
    """Per day, the oldest valuation day that is still fresh then: a valuation is fresh through
    add_months(its date, interval), where month ends stay month ends.

    Going back without keeping month ends is that rule read backwards: on 31 March a monthly value
    of 28 February is still fresh, on 28 February one of 28 January.
    """
    return shift_months(on, -interval)


def stale_positions(books: HouseholdBooks, on: date) -> tuple[PositionBook, ...]:
    """The open positions, but for archived ones, with an older latest valuation than expected; a
    part of a business is as old as the oldest value that it rests on.

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
        is_closed = position.closed is not None and position.closed <= day
        if is_closed or position.archived:
            continue
        held = fill_stake(books, position, days, "market")
        latest = held.amounts.latest(days)
        if latest[0] < 0:
            continue
        valued = held.amounts.days if held.computed is None else held.computed.as_of
        if valued[latest[0]] < limits[position.interval] and held.amounts.decimals(latest)[0]:
            found.append(position)
    return tuple(found)
