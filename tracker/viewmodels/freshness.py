"""The fresh part of a total in words; an almost is never written as all or nothing."""

from fractions import Fraction

from tracker.formatting import format_percent
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.history import History
from tracker.services.ownership import Owner, part_of, parts_on
from tracker.wording import freshness as words

LEAST, MOST = Fraction(1, 100), Fraction(99, 100)


def fresh_percent(share: Fraction, tag: str) -> str:
    """A whole percent, which is 0 or 100 only where the share is."""
    near = share if share in (0, 1) else min(max(share, LEAST), MOST)
    return format_percent(near, tag, digits=0)


def fresh_note(share: Fraction | None, tag: str) -> str:
    """What stands beside a total; nothing beside one to which there is no value."""
    return "" if share is None else words.up_to_date(fresh_percent(share, tag))


def partly_fresh_note(share: Fraction | None, tag: str) -> str:
    """What stands beside a part of a total: only where not all of it is fresh."""
    return "" if share == 1 else fresh_note(share, tag)


def fresh_line(share: Fraction | None, tag: str) -> str:
    """The same as a sentence."""
    if share is None:
        return ""
    if share == 1:
        return words.all_behind_figure()
    return words.behind_figure(fresh_percent(share, tag))


def estimated_line(books: HouseholdBooks, history: History, owner: Owner | None) -> str:
    """How many items of the household, or of one owner's parts, count on the last date by what
    their model makes of an earlier value; "" for none."""
    day, estimated = day_of(history.dates[-1]), history.estimated_at(-1)
    count = sum(
        position.id in estimated and part_of(parts_on(position.owners, day), owner) > 0
        for position in books.positions
    )
    return words.estimated(count) if count else ""
