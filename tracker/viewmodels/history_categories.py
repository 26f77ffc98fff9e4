"""Months by category: one column for each category of a side, with totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.exporters.history_rows import counted_flags
from tracker.formatting import format_month
from tracker.services.books import HouseholdBooks
from tracker.services.categories import Side
from tracker.services.history import History
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.history_asked import Asked
from tracker.wording import category_name
from tracker.wording import chart as chart_words

SHOWN = {"own": (Side.ASSET,), "owe": (Side.LIABILITY,), "": (Side.ASSET, Side.LIABILITY)}


@dataclass(frozen=True, slots=True)
class CategoryColumn:
    """`total`: of its side, or net worth."""

    name: str
    total: bool
    side: str


@dataclass(frozen=True, slots=True)
class CategoryCell:
    """`text` is "" where nothing of the category counts then."""

    text: str
    total: bool


@dataclass(frozen=True, slots=True)
class CategoryLine:
    month: str
    url: str
    cells: tuple[CategoryCell, ...]


@dataclass(frozen=True, slots=True)
class CategoryTable:
    columns: tuple[CategoryColumn, ...]
    lines: tuple[CategoryLine, ...]


def build_categories(
    books: HouseholdBooks,
    history: History,
    asked: Asked,
    amounts: AmountStyle,
    url: Callable[[int], str],
    start: int,
    stop: int,
) -> CategoryTable:
    """The months from index `start` to `stop` (exclusive), newest first; categories in which
    nothing counts in any of them are left out. `url`: where the month at an index leads."""
    totals = history.columns(asked.owner)
    counted = counted_flags(books, history, asked.owner)
    columns: list[CategoryColumn] = []
    texts: list[list[str]] = []
    parts = amounts.bare
    sides = parts.round_rows(
        totals.assets[start:stop], totals.liabilities[start:stop], history.unit
    )

    def add(column: CategoryColumn, rounded: Sequence[int]) -> None:
        columns.append(column)
        texts.append(parts.numbers(rounded))

    # First: many categories push everything behind them out of view.
    if not asked.side:
        worth = [own - owe for own, owe in sides]
        add(CategoryColumn(chart_words.net_worth(), total=True, side=""), worth)
    for side in SHOWN[asked.side]:
        own = side is Side.ASSET
        total = [row[0 if own else 1] for row in sides]
        keys = [k for k, flags in counted.items() if k[0] is side and flags[start:stop].any()]
        exact = [history.of_category(key, asked.owner)[start:stop] for key in keys]
        months = [
            parts.round_parts([row[at] for row in exact], history.unit, whole)
            for at, whole in enumerate(total)
        ]
        for key, row in zip(keys, zip(*months, strict=True), strict=True):
            add(CategoryColumn(category_name(*key), total=False, side=side.code), row)
            texts[-1] = [
                text if there else ""
                for text, there in zip(texts[-1], counted[key][start:stop].tolist(), strict=True)
            ]
        name = chart_words.own() if own else chart_words.owe()
        add(CategoryColumn(name, total=True, side=side.code), total)
    lines = [
        CategoryLine(
            month=format_month(history.dates[start + at], amounts.tag, short=True),
            url=url(start + at),
            cells=tuple(
                CategoryCell(text, column.total)
                for text, column in zip(cells, columns, strict=True)
            ),
        )
        for at, cells in enumerate(zip(*texts, strict=True))
    ]
    return CategoryTable(tuple(columns), tuple(reversed(lines)))
