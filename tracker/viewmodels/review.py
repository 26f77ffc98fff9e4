"""The card of the next review: when, how far this month's entry is, and the way back to zero."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.formatting import format_month, format_month_name
from tracker.services.books import HouseholdBooks
from tracker.services.deficit import Episode, Level, Standing
from tracker.services.history import History
from tracker.services.milestones import Milestone, milestones
from tracker.services.networth import monthly_history
from tracker.services.review import (
    Cadence,
    Records,
    current_date,
    entry_progress,
    next_review,
)
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import review as words


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark on the way back; `percent` is how much of the way to it is done, 0 to 100."""

    name: str
    status: str
    percent: int
    reached: bool


@dataclass(frozen=True, slots=True)
class WayBack:
    """The marks below zero with where the way began, or (`marks` empty) the room above it."""

    sentence: str
    marks: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """The fields of dashboard/_review.html."""

    due: date
    due_label: str
    leaf_month: str
    leaf_day: str
    when: str
    overdue: bool
    cadence: str
    entered: int
    expected: int
    progress: str
    way: WayBack | None


def build_review(
    books: HouseholdBooks,
    history: History,
    records: Records,
    cadence: str,
    last_entry: date,
    way: WayBack | None,
    tag: str,
) -> ReviewCard:
    """Of the whole household, whoever's part is looked at; net worth at market decides."""
    today = history.dates[-1]
    market = history
    if history.basis != "market":
        market = monthly_history(books, [today], members=False)
    below = market.net_worth[-1] < 0 and market.proven[-1]
    review = next_review(
        Cadence(cadence), today, below=below, closed=records.closed, newest=last_entry
    )
    current = current_date(books, records, today)
    done = entry_progress(books, current)
    return ReviewCard(
        due=review.due,
        due_label=words.due_label(review.due, tag),
        leaf_month=format_month_name(review.due, tag, short=True),
        leaf_day=str(review.due.day),
        when=words.due_sentence(review),
        overdue=review.days < 0,
        cadence=words.cadence_sentence(review),
        entered=done.entered,
        expected=done.expected,
        progress=words.progress_sentence(done.entered, done.expected, current, tag)
        if done.expected
        else "",
        way=way,
    )


def build_way_back(
    where: Standing, found: tuple[Episode, ...], now: Fraction, amounts: AmountStyle
) -> WayBack | None:
    """Marks while net worth is below zero, the room to zero while it is above; None where the
    side of zero is not certain."""
    if not where.proven or where.level is Level.ZERO:
        return None
    if where.level is Level.ABOVE:
        return WayBack(words.room(amounts.money(now)), ())
    episode = found[-1]
    month = format_month(episode.lowest_date, amounts.tag)
    return WayBack(
        words.way_back(amounts.money(episode.lowest), month),
        tuple(_mark(mark, amounts) for mark in milestones(episode, now)),
    )


def _mark(mark: Milestone, amounts: AmountStyle) -> MarkRow:
    return MarkRow(
        name=words.mark_name(mark.mark),
        status=words.reached() if mark.is_reached else words.to_go(amounts.money(mark.to_go)),
        percent=int(mark.done * 100),
        reached=mark.is_reached,
    )
