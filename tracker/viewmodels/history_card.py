"""One page for a month or a year: then, now, what moved most, what happened, who closed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tracker.formatting import format_date, format_moment, format_money
from tracker.services.calendar import FIRST_DATE, LAST_DATE, month_end, month_ends, month_start
from tracker.services.categories import Side
from tracker.services.currencies import digits_of
from tracker.services.deficit import Level
from tracker.services.notes import NoteRow
from tracker.services.ownership import Owner
from tracker.services.records import ClosingRow, RecordRow
from tracker.viewmodels.history_asked import Asked, people_choices
from tracker.viewmodels.history_compare import (
    Cells,
    Writer,
    lacking_sentences,
    net_sentence,
    percent_text,
)
from tracker.viewmodels.history_notes import Note, build_note
from tracker.viewmodels.links import Choice
from tracker.viewmodels.two_dates import ItemPair, TwoDates
from tracker.wording import category_name, items, side_name
from tracker.wording import history as words
from tracker.wording.dashboard import level_word, uncertain_text

MOVERS_SHOWN = 8
NOTES_SHOWN = 12
STATUS_KINDS = {Level.ABOVE: "good", Level.BELOW: "act", Level.ZERO: "watch"}


@dataclass(frozen=True, slots=True)
class Period:
    """From the day before its months to its last day, or to today while it runs. `months`: the
    ends of its months as far as they have come."""

    first: date
    last: date
    months: tuple[date, ...]
    running: bool
    year: int | None

    @property
    def begins(self) -> date:
        """Its first day."""
        return month_start(self.months[0])


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing of the period's last record: by whom and when, in the household's zone, and
    what the books say today of that date, in its currency (None in another one)."""

    row: ClosingRow
    who: str | None
    moment: datetime
    known_now: Fraction | None


@dataclass(frozen=True, slots=True)
class CardLine:
    label: str
    swatch: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Mover:
    id: UUID
    name: str
    kind: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Step:
    """The period before or after."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """The fields of history/card.html."""

    household: str
    title: str
    line: str
    span: str
    people: tuple[Choice, ...]
    before: Step | None
    after: Step | None
    then_name: str
    now_name: str
    status: str
    status_kind: str
    sentence: str
    percent: str
    lines: tuple[CardLine, ...]
    net: Cells
    movers: tuple[Mover, ...]
    more_movers: str
    notes: tuple[Note, ...]
    more_notes: str
    lacking: tuple[str, ...]
    state: str
    closed: str
    known_then: str
    balance_url: str
    compare_url: str
    snapshot_url: str


def month_period(day: date, today: date) -> Period | None:
    """The month of a day against the end of the month before; None for a month to come."""
    if month_start(day) > today:
        return None
    last = min(month_end(day), today)
    first = max(month_start(day) - timedelta(days=1), FIRST_DATE)
    return Period(first, last, (last,), month_start(day) == month_start(today), None)


def year_period(year: int, today: date) -> Period | None:
    """A year against the end of the year before; None for a year to come or out of range."""
    if not FIRST_DATE.year < year <= min(today.year, LAST_DATE.year):
        return None
    last = min(date(year, 12, 31), today)
    months = tuple(month_ends(date(year, 1, 1), last))
    return Period(date(year - 1, 12, 31), last, months, year == today.year, year)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`records` and `notes` of the period, oldest first; `closing` that of its last record while
    that is closed; `first` is when the books begin."""

    household: str
    period: Period
    pair: TwoDates
    records: Sequence[RecordRow]
    notes: Sequence[NoteRow]
    closing: Closing | None
    names: Mapping[UUID, str]
    first: date


@dataclass(frozen=True, slots=True)
class CardLinks:
    """Finished addresses of this card's neighbours and of its figures' pages."""

    before: str
    after: str
    balance: str
    compare: str
    snapshot: str


def build(facts: Facts, asked: Asked, links: CardLinks, write: Writer) -> CardPage:
    """The card of a period for the household or one person's part, at today's values."""
    period, pair, tag = facts.period, facts.pair, write.tag
    person = items.owner_name(asked.owner, facts.names) if asked.owner else ""
    status, kind = _status(pair)
    movers = _movers(pair)
    owning: list[Owner] = [
        of for item in pair.items for value in (item.then, item.now) for of, _ in value.parts
    ]
    return CardPage(
        household=facts.household,
        title=_title(period, period.last, tag),
        line=words.page_line(asked.currency, asked.basis, person, tag),
        span=words.month_card_line(period.first, period.last, tag),
        people=people_choices(asked, owning, facts.names),
        before=_before(facts, links, tag),
        after=None if period.running else Step(_title(period, _next(period), tag), links.after),
        then_name=format_date(period.first, tag),
        now_name=format_date(period.last, tag),
        status=status,
        status_kind=kind,
        sentence=net_sentence(pair, write),
        percent=percent_text(pair, tag),
        lines=tuple(
            CardLine(
                side_name(side.side),
                "sea" if side.side is Side.ASSET else "ember",
                write.cells(side.amounts, money=True),
            )
            for side in pair.sides
        ),
        net=write.cells(pair.net, money=True),
        movers=tuple(
            Mover(
                item.now.position.id,
                item.now.position.name,
                category_name(item.now.position.side, item.now.position.category),
                write.cells(item.amounts, item),
            )
            for item in movers[:MOVERS_SHOWN]
        ),
        more_movers=words.more_moved(len(movers) - MOVERS_SHOWN)
        if len(movers) > MOVERS_SHOWN
        else "",
        notes=tuple(build_note(note, tag) for note in facts.notes[:NOTES_SHOWN]),
        more_notes=words.more_notes(len(facts.notes) - NOTES_SHOWN)
        if len(facts.notes) > NOTES_SHOWN
        else "",
        lacking=lacking_sentences(pair, write),
        state=_state(facts),
        closed=_closed(facts, tag),
        known_then=_known_then(facts.closing, tag),
        balance_url=links.balance,
        compare_url=links.compare,
        snapshot_url=links.snapshot,
    )


def _title(period: Period, day: date, tag: str) -> str:
    return str(day.year) if period.year else words.month_card_title(day, tag)


def _next(period: Period) -> date:
    return period.last + timedelta(days=1)


def _before(facts: Facts, links: CardLinks, tag: str) -> Step | None:
    """The period before, where the books reach back into it."""
    period = facts.period
    if period.first < facts.first:
        return None
    return Step(_title(period, period.first, tag), links.before)


def _status(pair: TwoDates) -> tuple[str, str]:
    """The side of zero at the end, unless what is missing could turn it round."""
    turns = Side.ASSET if pair.net_now < 0 else Side.LIABILITY
    if any(value.position.side is turns for value in pair.lacking_now):
        return uncertain_text(), "watch"
    net = pair.net_now
    level = Level.ABOVE if net > 0 else Level.BELOW if net < 0 else Level.ZERO
    return level_word(level), STATUS_KINDS[level]


def _movers(pair: TwoDates) -> list[ItemPair]:
    """The items that changed, the largest change first."""
    moved = [item for item in pair.items if item.amounts.change]
    return sorted(moved, key=lambda item: abs(item.amounts.change or Decimal(0)), reverse=True)


def _state(facts: Facts) -> str:
    """What to think of the figures where they may still change; "" for a closed month."""
    period = facts.period
    if period.running:
        return words.state_sentence("running")
    if period.year is not None:
        closed = {month_start(r.as_of) for r in _newest(facts.records) if r.closed_at}
        there = [day for day in period.months if month_end(day) >= facts.first]
        return words.closed_months(sum(month_start(day) in closed for day in there), len(there))
    if not facts.records:
        return words.state_sentence("none")
    return "" if facts.closing else words.state_sentence("open")


def _newest(records: Sequence[RecordRow]) -> list[RecordRow]:
    """The last record of each month."""
    return list({month_start(record.as_of): record for record in records}.values())


def _closed(facts: Facts, tag: str) -> str:
    closing = facts.closing
    if closing is None:
        return ""
    return words.closed_sentence(closing.who, format_moment(closing.moment, tag))


def _known_then(closing: Closing | None, tag: str) -> str:
    """What was written down at closing, where the books say something else of that date now."""
    if closing is None or closing.known_now is None or closing.known_now == closing.row.net_worth:
        return ""
    currency = closing.row.currency
    amount = format_money(closing.row.net_worth, currency, tag, digits=digits_of(currency))
    return words.known_then_sentence(amount, complete=closing.row.complete)
