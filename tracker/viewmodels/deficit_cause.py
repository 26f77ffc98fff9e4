"""Why net worth went below zero, and what brought it back: parts that add up as they are shown."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.formatting import format_month
from tracker.services.books import HouseholdBooks
from tracker.services.cause import cause_of
from tracker.services.change import Explained, explain_change
from tracker.services.change_groups import group_terms
from tracker.services.deficit import Episode, highest_before
from tracker.services.history import History
from tracker.viewmodels.amounts import AmountStyle, PartStyle
from tracker.viewmodels.change import ChangeTable, MovedGroup, MovedItem, build_table
from tracker.viewmodels.deficit_asked import Links
from tracker.viewmodels.history_asked import Asked
from tracker.wording import basis_name
from tracker.wording import change as change_words
from tracker.wording import deficit_cause as words
from tracker.wording.cause import cause_sentence, cause_sentences


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A category or a purchase. `hue` and `lowered` are its bar's: the side, and a hatch where it
    lowered net worth; `width` is in percent of the largest part."""

    name: str
    amount: str
    hue: str
    lowered: bool
    width: str
    items: tuple[MovedItem, ...]


@dataclass(frozen=True, slots=True)
class SplitGroup:
    title: str
    rows: tuple[SplitRow, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The fields of deficit/_split.html: what was there, the parts, what was left of it. All
    amounts add up as they are shown."""

    label: str
    unit: str
    from_label: str
    from_url: str
    from_text: str
    groups: tuple[SplitGroup, ...]
    change: str
    to_label: str
    to_url: str
    to_text: str


@dataclass(frozen=True, slots=True)
class WhyCard:
    """The fields of deficit/_why.html; `split` is None where the records say nothing of it.
    `before` stands before the verdict: what needs watching, and what is left out. `whole` leads
    to the fall from a higher month before, "" where it began at the highest."""

    id: str
    title: str
    span: str
    before: tuple[str, ...] = ()
    verdict: str = ""
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    split: Split | None = None
    more_url: str = ""
    whole: str = ""
    whole_url: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Span:
    """An explained stretch of an episode, rounded as it is shown: whole numbers of the style's
    smallest amount, `start` and the table's total making up `end`."""

    explained: Explained
    table: ChangeTable
    style: PartStyle
    start: int
    end: int
    asked: Asked
    links: Links

    def show(self, amount: Fraction) -> str:
        """A positive amount in words: the whole movement as it stands in the table."""
        whole = amount == abs(self.explained.total)
        return self.style.money(abs(self.table.total) if whole else self.style.round_total(amount))


def build_why(
    books: HouseholdBooks,
    history: History,
    asked: Asked,
    episode: Episode,
    amounts: AmountStyle,
    links: Links,
) -> WhyCard:
    """From the last month end at or above zero, else from the first record, to the lowest."""
    start, end, tag = episode.fall_from_date or history.dates[0], episode.lowest_date, amounts.tag
    if start == end:
        note = words.begins_at_lowest(format_month(end, tag))
        return WhyCard("why", words.why_title(), basis_name(asked.basis).lower(), notes=(note,))
    explained = explain_change(books, start, end, basis=asked.basis, owner=asked.owner)
    span = _measure(explained, asked, amounts, links, to_lowest=True)
    title, cause = words.why_title(), cause_of(explained)
    said = cause_sentences(cause, span.show)
    at = said.index(cause_sentence(cause, span.show))
    highest = highest_before(history, episode, asked.owner) or start
    return WhyCard(
        id="why",
        title=title,
        span=words.span(asked.basis, start, end, tag),
        before=said[:at],
        verdict=said[at],
        sentences=(*_sides(span), *said[at + 1 :]),
        notes=_notes(explained, episode, start, tag),
        split=_split(span, title, (words.lowered(), words.softened()), lowered_first=True),
        more_url=links.between(asked, start, end),
        whole="" if highest == start else words.whole_way(format_month(highest, tag)),
        whole_url="" if highest == start else links.between(asked, highest, end),
    )


def build_back(
    books: HouseholdBooks,
    history: History,
    asked: Asked,
    episode: Episode,
    amounts: AmountStyle,
    links: Links,
) -> WhyCard | None:
    """From the lowest month to the recovery, or to today; None where today is the lowest."""
    start, end = episode.lowest_date, episode.recovered or history.dates[-1]
    if start == end:
        return None
    explained = explain_change(books, start, end, basis=asked.basis, owner=asked.owner)
    span = _measure(explained, asked, amounts, links, to_lowest=False)
    table, title = span.table, words.back_title(recovered=not episode.ongoing)
    return WhyCard(
        id="back",
        title=title,
        span=words.span(asked.basis, start, end, amounts.tag),
        verdict=change_words.change_verdict(
            table.total, table.own, table.owe, span.style.money(abs(table.total))
        ),
        sentences=_sides(span),
        notes=() if explained.complete else (words.incomplete_span(),),
        split=_split(span, title, (words.raised(), words.held_back()), lowered_first=False),
        more_url=links.between(asked, start, end),
    )


def _measure(
    explained: Explained, asked: Asked, amounts: AmountStyle, links: Links, *, to_lowest: bool
) -> _Span:
    """Rounds the lowest net worth first, at whichever end it is: it stands elsewhere on the page
    too."""
    year, style = explained.end.year, amounts.bare
    before, after, moved = explained.net_worth_from, explained.net_worth_to, explained.total
    if to_lowest:
        end = style.round_total(after)
        start, change = style.share_exact([before, moved], end)
    else:
        start = style.round_total(before)
        end, fall = style.share_exact([after, -moved], start)
        change = -fall
    table = build_table(
        explained,
        group_terms(explained),
        style,
        lambda position: links.moved(position, year),
        total=change,
    )
    return _Span(explained, table, style, start, end, asked, links)


def _sides(span: _Span) -> tuple[str, ...]:
    own, owe = span.table.own, span.table.owe
    money = span.style.money
    return (change_words.change_sides(own, owe, money(abs(own)), money(abs(owe))),)


def _notes(explained: Explained, episode: Episode, start: date, tag: str) -> tuple[str, ...]:
    notes = []
    if episode.fall_from is None:
        notes.append(words.before_records(format_month(start, tag)))
    if not explained.complete:
        notes.append(words.incomplete_span())
    return tuple(notes)


def _split(
    span: _Span,
    title: str,
    titles: tuple[str, str],
    *,
    lowered_first: bool,
) -> Split:
    """The parts that moved net worth the span's way first, the largest of each first."""
    tag = span.style.tag
    longest = max((abs(group.rounded) for group in span.table.groups), default=0) or 1
    sign = -1 if lowered_first else 1
    parts = [
        sorted((group for group in span.table.groups if group.rounded * way > 0), key=_size)
        for way in (sign, -sign)
    ]
    # Bought with borrowed money: the reader sees that it is no part of the fall.
    parts.append([one for one in span.table.groups if one.side == "both" and not one.rounded])
    first, last = span.style.numbers([span.start, span.end])
    return Split(
        label=words.split_label(title),
        unit=span.table.unit,
        from_label=words.net_worth_on(span.explained.start, tag),
        from_url=span.links.sheet(span.asked, span.explained.start),
        from_text=first,
        groups=tuple(
            SplitGroup(name, tuple(_row(group, longest) for group in part))
            for name, part in zip((*titles, words.no_difference()), parts, strict=True)
            if part
        ),
        change=span.table.total_text,
        to_label=words.net_worth_on(span.explained.end, tag),
        to_url=span.links.sheet(span.asked, span.explained.end),
        to_text=last,
    )


def _size(group: MovedGroup) -> int:
    return -abs(group.rounded)


def _row(group: MovedGroup, longest: int) -> SplitRow:
    return SplitRow(
        name=group.name,
        amount=group.amount,
        hue=group.side,
        lowered=group.rounded < 0,
        width=f"{100 * abs(group.rounded) / longest:.2f}%",
        items=group.items,
    )
