"""How a table is laid out: items across, dates across, one value a row, or prices."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tracker.importers.dates import count_dates, find_style
from tracker.importers.problems import FileRefused, ProblemCode
from tracker.importers.tables import Table
from tracker.importers.words import HEADERS, TOTALS, fold

_LOOKED_AT: Final = 400
_MOSTLY: Final = 0.6


class Shape(StrEnum):
    """The layouts that are understood."""

    WIDE = "wide"
    ACROSS = "across"
    LONG = "long"
    PRICES = "prices"


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape, the place of each column that has a part (by the word of words.HEADERS), and in
    WIDE those of the items, in ACROSS those of the dates. `certain` is False where another shape
    fits as well."""

    shape: Shape
    columns: dict[str, int] = field(default_factory=dict)
    across: tuple[int, ...] = ()
    certain: bool = True

    def find(self, name: str) -> int:
        return self.columns.get(name, -1)


def recognise(table: Table, shape: str | None) -> Layout:
    """The table's layout, of the given shape where a person has said it.

    Raises FileRefused where there are no dates, or nothing beside them.
    """
    named = _named_columns(table)
    if shape is None:
        shape, certain = _find_shape(table, named)
    else:
        certain = True
    if shape == Shape.ACROSS:
        return _across(table, certain=certain)
    dates = named.get("date", -1)
    if dates < 0 or not _is_dates(table, dates):
        dates = _date_column(table, fallback=dates)
    if dates < 0:
        raise FileRefused(ProblemCode.NO_DATES, table.line)
    if shape == Shape.WIDE:
        others = tuple(at for at in range(len(table.header)) if at != dates and _is_used(table, at))
        if not others:
            raise FileRefused(ProblemCode.NO_ITEMS, table.line)
        return Layout(Shape.WIDE, {"date": dates}, others, certain)
    if shape == Shape.PRICES:
        return _prices(table, named | {"date": dates})
    return _long(table, named | {"date": dates}, certain=certain)


def _find_shape(table: Table, named: dict[str, int]) -> tuple[str, bool]:
    header_dates, header_filled = count_dates(table.header[1:])
    if header_dates >= 2 and header_dates >= _MOSTLY * header_filled:
        return Shape.ACROSS, True
    if "price" in named and ("commodity" in named or "quote" in named):
        return Shape.PRICES, True
    if "position" in named and "amount" in named:
        return Shape.LONG, True
    dates = _date_column(table, fallback=-1)
    if dates < 0:
        raise FileRefused(ProblemCode.NO_DATES, table.line)
    others = [at for at in range(len(table.header)) if at != dates and _is_used(table, at)]
    texts = [at for at in others if _is_text(table, at)]
    # A column of words beside one of figures may be one value a row; notes look like that too.
    if texts and len(others) - len(texts) == 1:
        return Shape.LONG, "position" in named
    return Shape.WIDE, True


def _named_columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(table.header):
        for word, spellings in HEADERS.items():
            if fold(name) in spellings:
                found.setdefault(word, at)
    return found


def _across(table: Table, *, certain: bool) -> Layout:
    dates = tuple(at for at, name in enumerate(table.header) if find_style(name))
    if not dates:
        raise FileRefused(ProblemCode.NO_DATES, table.line)
    named = _named_columns(table)
    names = named.get("position", -1)
    if names < 0 or names in dates:
        rest = [at for at in range(len(table.header)) if at not in dates]
        names = next((at for at in rest if _is_text(table, at)), rest[0] if rest else -1)
    if names < 0:
        raise FileRefused(ProblemCode.NO_ITEMS, table.line)
    columns = {word: at for word, at in named.items() if at not in dates} | {"position": names}
    return Layout(Shape.ACROSS, columns, dates, certain)


def _long(table: Table, named: dict[str, int], *, certain: bool) -> Layout:
    taken = set(named.values())
    free = [at for at in range(len(table.header)) if at not in taken and _is_used(table, at)]
    if "position" not in named:
        texts = [at for at in free if _is_text(table, at)]
        if texts:
            named["position"] = max(texts, key=lambda at: _repetition(table, at))
    if "amount" not in named:
        figures = [at for at in free if not _is_text(table, at) and at != named.get("position")]
        if figures:
            named["amount"] = figures[0]
    missing = [word for word in ("position", "amount") if word not in named]
    if missing:
        raise FileRefused(ProblemCode.MISSING_COLUMNS, table.line, missing=", ".join(missing))
    columns = {word: at for word, at in named.items() if word not in {"price", "quote"}}
    return Layout(Shape.LONG, columns, (), certain)


def _prices(table: Table, named: dict[str, int]) -> Layout:
    if "price" not in named and "amount" in named:
        named["price"] = named.pop("amount")
    if "commodity" not in named and "position" in named:
        named["commodity"] = named.pop("position")
    missing = [word for word in ("commodity", "price", "quote") if word not in named]
    if missing:
        raise FileRefused(ProblemCode.MISSING_COLUMNS, table.line, missing=", ".join(missing))
    return Layout(
        Shape.PRICES, {word: named[word] for word in ("date", "commodity", "price", "quote")}
    )


def _date_column(table: Table, fallback: int) -> int:
    return next((at for at in range(len(table.header)) if _is_dates(table, at)), fallback)


def _is_dates(table: Table, at: int) -> bool:
    dates, filled = count_dates(_cells(table, at))
    return bool(filled) and dates >= _MOSTLY * filled


def _is_used(table: Table, at: int) -> bool:
    return bool(table.header[at].strip()) or any(cells[at].strip() for _, cells in table.records)


def _is_text(table: Table, at: int) -> bool:
    """Whether most cells have no digits at all: names, not figures."""
    filled = [cell for cell in _cells(table, at) if cell.strip()]
    words = sum(1 for cell in filled if not any(letter.isdigit() for letter in cell))
    return bool(filled) and words >= _MOSTLY * len(filled)


def _repetition(table: Table, at: int) -> float:
    cells = [cell.strip() for cell in _cells(table, at) if cell.strip()]
    return len(cells) / len(set(cells)) if cells else 0.0


def _cells(table: Table, at: int) -> list[str]:
    return [cells[at] for _, cells in table.records[:_LOOKED_AT]]


def is_total(name: str) -> bool:
    """Whether a column or an item only adds up others."""
    return fold(name) in TOTALS
