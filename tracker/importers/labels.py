"""What a sheet calls the things it has figures of: one label a column, a row or a name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from tracker.importers.amounts import clean_amount, read_with
from tracker.importers.cells import plain_name
from tracker.importers.layouts import Layout, Shape
from tracker.importers.problems import FileRefused, ProblemCode
from tracker.importers.tables import Table

MOST_ITEMS: Final = 500
_SAMPLES: Final = 3
_CHARACTERS: Final = 40
_SAID: Final = ("side", "category", "commodity")


@dataclass(slots=True)
class Label:
    """One of them. `nth` counts equal labels from 0; `place` is its column, or its first row.

    `said` holds what stands beside its figures: side, category, commodity as written.
    """

    label: str
    nth: int
    place: int
    count: int = 0
    below_zero: int = 0
    samples: list[str] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int]:
        return self.label, self.nth

    @property
    def is_negative(self) -> bool:
        """Whether most of its figures are below zero."""
        return is_mostly_negative(self.below_zero, self.count)

    def add(self, cell: str, decimal: str) -> None:
        """Count one of its figures."""
        if not cell or cell.isspace():
            return
        self.count += 1
        if len(self.samples) < _SAMPLES:
            self.samples.append(cell.strip()[:_CHARACTERS])
            amount = read_with(clean_amount(cell), decimal)
            if amount is not None:
                self.amounts.append(amount)
        # A figure that cannot be read is reported elsewhere; its sign is plain enough here.
        if not cell[0].isdigit() and clean_amount(cell)[:1] in {"-", "\u2212"}:
            self.below_zero += any(digit in "123456789" for digit in cell)


def is_mostly_negative(below_zero: int, count: int) -> bool:
    """Whether so many of an item's figures are below zero that, for a debt, it is asked why."""
    return below_zero * 2 > count


def find_labels(table: Table, layout: Layout, decimal: str) -> list[Label]:
    """Every label in the file's order, its figures counted. Raises FileRefused."""
    if layout.shape is Shape.PRICES:
        return []
    if layout.shape is Shape.LONG:
        return _long_labels(table, layout, decimal)
    seen: dict[str, int] = {}
    labels: list[Label] = []
    for text, place in _written(table, layout):
        name = plain_name(text)
        label = Label(name, seen.get(name, 0), place)
        for cell in _cells_of(place, table, layout):
            label.add(cell, decimal)
        if not name and not label.count:
            continue
        if layout.shape is Shape.ACROSS:
            label.said = _said(table.records[place][1], layout)
        seen[name] = label.nth + 1
        labels.append(label)
    _check_number(len(labels))
    return labels


def _written(table: Table, layout: Layout) -> list[tuple[str, int]]:
    if layout.shape is Shape.WIDE:
        return [(table.header[at], at) for at in layout.across]
    at = layout.find("position")
    return [(cells[at], row) for row, (_, cells) in enumerate(table.records)]


def _cells_of(place: int, table: Table, layout: Layout) -> Iterator[str]:
    if layout.shape is Shape.WIDE:
        yield from (cells[place] for _, cells in table.records)
    else:
        yield from (table.records[place][1][at] for at in layout.across)


def _long_labels(table: Table, layout: Layout, decimal: str) -> list[Label]:
    at, amount = layout.find("position"), layout.find("amount")
    places = sum(layout.find(name) >= 0 for name in _SAID)
    found: dict[str, Label] = {}
    by_cell: dict[str, Label] = {}
    for row, (_, cells) in enumerate(table.records):
        label = by_cell.get(cells[at])
        if label is None:
            name = plain_name(cells[at])
            label = by_cell[cells[at]] = found.setdefault(name, Label(name, 0, row))
            _check_number(len(found))
        if len(label.said) < places:
            label.said = _said(cells, layout) | label.said
        label.add(cells[amount], decimal)
    return list(found.values())


def _check_number(found: int) -> None:
    if found > MOST_ITEMS:
        raise FileRefused(ProblemCode.TOO_MANY_ITEMS, found=found, allowed=MOST_ITEMS)


def _said(cells: list[str], layout: Layout) -> dict[str, str]:
    places = {name: layout.find(name) for name in _SAID}
    return {name: cells[at].strip() for name, at in places.items() if at >= 0 and cells[at].strip()}
