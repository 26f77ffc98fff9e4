"""The footer of the entry grid and its subtotals: rounded so that what is shown adds up."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.formatting import format_number
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.entry import EntryGrid
from tracker.services.history import History
from tracker.services.money import largest_remainder
from tracker.viewmodels.freshness import fresh_note
from tracker.wording import snapshot as words


@dataclass(frozen=True, slots=True)
class Figure:
    """A total; `fresh` says how much of it is up to date."""

    label: str
    amount: str
    change: str
    fresh: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The footer; `notes` say what is left out of it or counted unseen."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    since: str


def build_totals(grid: EntryGrid, tag: str, *, closed: bool) -> Totals:
    """Assets, debts and net worth in full; the change stands only between two whole figures."""
    history = grid.totals
    currency = history.currency
    digits = shown_digits_of(history, currency)
    now, before = _sides(history, -1, digits), _sides(history, 0, digits)
    compared = grid.previous is not None and all(history.complete)
    labels = words.total_labels(closed=closed, complete=history.complete[-1])
    known = (grid.is_known(Side.ASSET), grid.is_known(Side.LIABILITY), grid.is_known())
    ends, starts = (*now, now[0] - now[1]), (*before, before[0] - before[1])
    figures = []
    rows = zip(labels, ends, starts, known, (Side.ASSET, Side.LIABILITY, None), strict=True)
    for label, end, start, there, side in rows:
        if not there:
            figures.append(Figure(label, words.nothing_known(), "", ""))
            continue
        change = format_number(end - start, tag, digits=digits, sign="change") if compared else ""
        fresh = fresh_note(history.fresh_share(-1, side=side), tag)
        figures.append(Figure(label, format_number(end, tag, digits=digits), change, fresh))
    unknown = set(history.unknown_at(-1))
    unpriced = set(history.unpriced_at(-1))
    names = {line.item.id: line.now.position.name for line in grid.lines}
    notes = []
    if left := [name for id_, name in names.items() if id_ in unknown]:
        notes.append(words.unknown_note(left))
    if left := [name for id_, name in names.items() if id_ in unpriced]:
        notes.append(words.unpriced_note(left))
    if grid.hidden:
        notes.append(words.archived_note([value.position.name for value in grid.hidden]))
    since = words.change_since(grid.previous, tag) if grid.previous and compared else ""
    return Totals(tuple(figures), tuple(notes), since)


def shown_digits_of(history: History, currency: str) -> int:
    """Cents only where a total has any."""
    numbers = (*history.assets, *history.liabilities)
    whole = all(number % history.unit == 0 for number in numbers)
    return 0 if whole else minor_unit(currency)


def _sides(history: History, at: int, digits: int) -> tuple[Decimal, Decimal]:
    """Assets and liabilities, rounded so that their difference is net worth rounded."""
    assets, debts = history.exact(history.assets[at]), history.exact(history.liabilities[at])
    shown = largest_remainder([assets, -debts], assets - debts, digits)
    return shown[0], -shown[1]


def subtotals_at(history: History, at: int, digits: int) -> dict[tuple[Side, str], Decimal]:
    """Each category, rounded so that those of a side add up to the side as shown."""
    shown: dict[tuple[Side, str], Decimal] = {}
    for side, total in zip(Side, _sides(history, at, digits), strict=True):
        keys = [key for key in history.categories if key[0] is side]
        parts = [history.exact(history.by_category[key][at]) for key in keys]
        shown |= zip(keys, largest_remainder(parts, total, digits), strict=True)
    return shown
