"""Why net worth changed between two dates: a sentence, one thing to watch, a waterfall, a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tracker.charts.change import Hue, Step, waterfall
from tracker.charts.scale import number_ticks
from tracker.services.bases import Basis
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.categories import Side
from tracker.services.change import Explained, explain_change
from tracker.services.change_groups import group_terms, side_total
from tracker.services.comparison import missing_items
from tracker.services.corrections import Correction, closings_of, find_corrections
from tracker.services.networth import monthly_history
from tracker.services.ownership import Owner
from tracker.services.records import ClosingRow
from tracker.services.unusual import UnusualFall
from tracker.viewmodels.amounts import AmountStyle, PartStyle
from tracker.viewmodels.change import ChangeTable, MovedGroup, build_table
from tracker.viewmodels.story import Story, tell_change, unusual_sentence
from tracker.wording import change as words

BARS: Final = 6
"""More than so many of one side, and the least of them share a bar."""


@dataclass(frozen=True, slots=True)
class Why:
    """The fields of components/_why.html; `figure` is None where one bar would say nothing.
    `notes` are what to know about the figures."""

    story: Story
    notes: tuple[str, ...]
    figure: dict[str, Any] | None
    has_purchase: bool
    table: ChangeTable


@dataclass(frozen=True, slots=True, eq=False)
class ChangeFacts:
    """`lacking`: per date, what its totals lack; `corrections`: of closings of these dates;
    `unusual`: where the change is a month that fell far more than others."""

    explained: Explained
    lacking: Sequence[tuple[date, Sequence[PositionBook]]]
    corrections: Sequence[Correction]
    unusual: UnusualFall | None = None


def gather_change(
    books: HouseholdBooks,
    start: date,
    end: date,
    *,
    basis: Basis,
    owner: Owner | None,
    closings: Sequence[ClosingRow],
    falls: Sequence[UnusualFall] = (),
) -> ChangeFacts:
    """What is known of a change. `closings` ascend; they were written down for the household at
    today's values, so nothing else is held against them. `falls`: the unusual ones of the months,
    one of which this change may be."""
    explained = explain_change(books, start, end, basis=basis, owner=owner)
    known = owner is None and basis == "market"
    return ChangeFacts(
        explained=explained,
        lacking=() if explained.complete else _find_lacking(books, explained),
        corrections=find_corrections(books, closings_of(closings, start, end)) if known else (),
        unusual=next((fall for fall in falls if fall.on == end), None),
    )


def _find_lacking(
    books: HouseholdBooks, explained: Explained
) -> list[tuple[date, tuple[PositionBook, ...]]]:
    dates = sorted({explained.start, explained.end})
    history = monthly_history(books, dates, basis=explained.basis)
    return list(zip(dates, missing_items(books, history, explained.owner), strict=True))


def build_why(
    facts: ChangeFacts,
    style: PartStyle,
    last_label: str,
    item_url: Callable[[PositionBook], str],
    *,
    total: int | None = None,
) -> Why:
    """An explained change as `style` writes it; `last_label` names the sum, `total` is what
    another table makes of it (see build_table)."""
    explained = facts.explained
    groups = group_terms(explained)
    table = build_table(explained, groups, style, item_url, total=total)
    return Why(
        story=tell_change(explained, groups, table, style),
        notes=tuple(_notes(facts, style)),
        figure=_figure(table, style, last_label),
        has_purchase=any(group.bought for group in groups),
        table=table,
    )


def change_style(explained: Explained, amounts: AmountStyle) -> PartStyle:
    """As finely as the largest amount of the change asks for, without decimals that are all
    zero."""
    sizes = [abs(side_total(explained, side)) for side in Side]
    style = amounts.of_sizes(sizes).parts_of(max(sizes))
    whole = all(term.amount.denominator == 1 for term in explained.terms)
    return replace(style, digits=0) if whole else style


def _notes(facts: ChangeFacts, style: PartStyle) -> Iterator[str]:
    """What is unusual, what the dates lack, and closed months that were corrected later, where
    the amounts as shown differ."""
    tag = style.tag
    if facts.unusual:
        yield unusual_sentence(facts.unusual, tag)
    for on, items in facts.lacking:
        if items:
            yield words.incomplete_change(on, [item.name for item in items], tag)
    amounts = AmountStyle(style.currency, tag, style.large)
    for correction in facts.corrections:
        then, now = amounts.full(correction.then), amounts.full(correction.now)
        if then != now:
            yield words.corrected_closing(correction.on, then, now, tag)


def _figure(table: ChangeTable, style: PartStyle, last_label: str) -> dict[str, Any] | None:
    steps = _steps(table.groups, style)
    if len(steps) < 2:
        return None
    at, reached = 0.0, [0.0]
    for one in steps:
        at += one.amount
        reached.append(at)
    ticks = number_ticks(min(reached), max(reached), 5)
    amounts = AmountStyle(style.currency, style.tag, style.large)
    return waterfall(
        steps,
        Step(last_label, float(style.exact(table.total)), table.total_text, "total"),
        ticks=[
            (float(tick), amounts.tick(tick, sign="change") if tick else words.earlier_level())
            for tick in ticks
        ],
    )


def _steps(groups: Sequence[MovedGroup], style: PartStyle) -> list[Step]:
    """A bar for each group that is seen to move; the least of a long side share one."""
    steps = []
    hues: tuple[Hue, ...] = ("own", "owe", "both")
    for hue in hues:
        of_side = [group for group in groups if group.side == hue and group.rounded]
        largest = sorted(of_side, key=lambda group: -abs(group.rounded))
        kept = largest[: BARS - 1] if len(of_side) > BARS else largest
        bars = [(g.name, g.rounded, g.amount) for g in of_side if g in kept]
        rest = [group.rounded for group in largest[len(kept) :]]
        if rest:
            [text] = style.changes([sum(rest)])
            bars.append((words.smaller_changes(len(rest)), sum(rest), text))
        steps += [Step(name, float(style.exact(size)), text, hue) for name, size, text in bars]
    return steps
