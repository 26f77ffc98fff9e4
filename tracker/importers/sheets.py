"""A file as the import page looks at it: its layout, what has to be asked, and what it names."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.importers.amounts import MarkEvidence, read_with
from tracker.importers.answers import Answers
from tracker.importers.dates import DateEvidence
from tracker.importers.encodings import EncodingUnclear
from tracker.importers.labels import Label, find_labels
from tracker.importers.layouts import Layout, Shape, recognise
from tracker.importers.options import Limits
from tracker.importers.tables import Table, Watch, open_table


@dataclass(frozen=True, slots=True)
class Example:
    """A cell and the line it stands on."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file does not say plainly. `code` is encoding, shape, dates or decimal; each
    option's word stands with how the examples look under it, blank where that shows nothing."""

    code: str
    options: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that could be opened. `decimal` and `dates` are None while they are questions."""

    table: Table
    layout: Layout
    decimal: str | None
    dates: str | None
    questions: tuple[Question, ...]
    labels: tuple[Label, ...]
    unused: tuple[str, ...]


def look_at(data: bytes, answers: Answers, limits: Limits, watch: Watch) -> Sheet | Question:
    """The sheet in the bytes, or the one question that has to be answered before it can be
    opened. Raises FileRefused."""
    try:
        table = open_table(
            data,
            encoding=answers.encoding,
            separator=answers.separator,
            limits=limits,
            watch=watch,
        )
    except EncodingUnclear as unclear:
        options = tuple((reading.encoding, reading.sample) for reading in unclear.readings)
        return Question("encoding", options, (Example(unclear.line, ""),))
    layout = recognise(table, answers.shape)
    questions: list[Question] = []
    if not layout.certain:
        questions.append(Question("shape", (("wide", ""), ("long", ""))))
    dates = answers.dates or _ask_dates(table, layout, questions)
    decimal = answers.decimal or _ask_decimal(table, layout, questions)
    labels = tuple(find_labels(table, layout, decimal or "."))
    unused = _unused(table, layout)
    return Sheet(table, layout, decimal, dates, tuple(questions), labels, unused)


def date_cells(table: Table, layout: Layout) -> Iterator[tuple[int, str]]:
    """Every date of the sheet, with its line."""
    if layout.shape is Shape.ACROSS:
        yield from ((table.line, table.header[at]) for at in layout.across)
    else:
        at = layout.find("date")
        yield from ((line, cells[at]) for line, cells in table.records)


def amount_cells(table: Table, layout: Layout) -> Iterator[tuple[int, str]]:
    """Every amount of the sheet, with its line."""
    if layout.shape in {Shape.WIDE, Shape.ACROSS}:
        for line, cells in table.records:
            yield from ((line, cells[at]) for at in layout.across)
        return
    for name in ("amount", "price", "book", "liquidation"):
        if (at := layout.find(name)) >= 0:
            yield from ((line, cells[at]) for line, cells in table.records)


def _ask_dates(table: Table, layout: Layout, questions: list[Question]) -> str | None:
    evidence = DateEvidence()
    seen: set[str] = set()
    for line, cell in date_cells(table, layout):
        if cell not in seen:
            seen.add(cell)
            evidence.add(cell, line)
    if evidence.order is not None:
        return str(evidence.order)
    examples = tuple(Example(line, text) for line, text in evidence.examples)
    questions.append(Question("dates", (("dmy", ""), ("mdy", "")), examples))
    return None


def _ask_decimal(table: Table, layout: Layout, questions: list[Question]) -> str | None:
    evidence = MarkEvidence()
    for line, cell in amount_cells(table, layout):
        if cell and not cell.isspace():
            evidence.add(cell, line)
    if evidence.mark is not None:
        return evidence.mark
    line, text = evidence.example
    options = tuple((mark, str(read_with(text, mark) or "")) for mark in (".", ","))
    found = {line: text} | dict(evidence.only.values())
    examples = tuple(Example(at, cell) for at, cell in sorted(found.items()))
    questions.append(Question("decimal", options, examples))
    return None


def _unused(table: Table, layout: Layout) -> tuple[str, ...]:
    """The headers of columns that have no part in the import."""
    used = {*layout.columns.values(), *layout.across}
    return tuple(
        name.strip() for at, name in enumerate(table.header) if at not in used and name.strip()
    )
