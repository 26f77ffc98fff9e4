"""A sheet's rows as the strict readers know them: what was said of it is applied, cell by cell."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.importers.amounts import clean_amount
from tracker.importers.answers import Answers, Goal
from tracker.importers.cells import CellReader, is_own_code, plain_name
from tracker.importers.headers import Header
from tracker.importers.labels import Label
from tracker.importers.layouts import Shape, is_total
from tracker.importers.long_form import read_long
from tracker.importers.options import Limits, ReadOptions
from tracker.importers.prices_form import read_prices
from tracker.importers.problems import FileRefused, Problem, ProblemCode, ProblemList
from tracker.importers.rows import SOURCES, Form, ImportFile, PositionRow, PositionsFile
from tracker.importers.sheets import Sheet
from tracker.importers.tables import SEPARATORS, Watch
from tracker.importers.text import Record
from tracker.importers.wide_form import read_wide
from tracker.services.categories import Side
from tracker.services.currencies import is_known

_EVERY: Final = 2000
_LONG_COLUMNS: Final = (
    "date", "position", "amount", "commodity", "book", "liquidation", "source", "note",
)  # fmt: skip
_CELL: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is in the file as its owner knows it, and what stands there."""

    line: int | None
    column: str
    found: str


class SheetReader:
    """Reads one sheet towards its goals; knows where each problem stands in it."""

    def __init__(self, sheet: Sheet, answers: Answers, limits: Limits, latest: date) -> None:
        self._sheet, self._limits = sheet, limits
        self._goals = {goal.key: goal for goal in answers.goals if goal.use != "skip"}
        self._flips = answers.debts == "owed"
        self._options = ReadOptions(
            decimal=sheet.decimal, dates=sheet.dates, latest=latest, limits=limits
        )
        self._labels = {label.key: label for label in sheet.labels}
        self._by_name: dict[str, Label] = {}
        for goal in self._goals.values():
            if goal.key in self._labels:
                self._by_name.setdefault(goal.name, self._labels[goal.key])

    def read(self, watch: Watch) -> tuple[ImportFile, PositionsFile]:
        """The rows of the goals, and what their new items are; problems are in the file.

        Never raises for bad input, but for what `watch` raises.
        """
        problems = ProblemList(self._limits.shown_problems)
        form = {Shape.LONG: Form.LONG, Shape.PRICES: Form.PRICES}.get(
            self._sheet.layout.shape, Form.WIDE
        )
        try:
            return self._read(form, problems, watch)
        except FileRefused as refusal:
            problems.add_refusal(refusal)
            shown = tuple(problems.problems)
            return ImportFile(form, problems=shown, problem_count=problems.count), PositionsFile()

    def _read(
        self, form: Form, problems: ProblemList, watch: Watch
    ) -> tuple[ImportFile, PositionsFile]:
        table = self._sheet.table
        width = len(table.header)
        for line, found in table.ragged:
            problems.add(ProblemCode.TOO_MANY_CELLS, line, found=found, expected=width)
        if form != Form.PRICES and not self._check_goals(problems):
            shown = tuple(problems.problems)
            return ImportFile(form, problems=shown, problem_count=problems.count), PositionsFile()
        cells = CellReader(self._options, SEPARATORS[table.separator], problems)
        header, records = self._records(form)
        watched = self._watched(records, watch)
        if form == Form.PRICES:
            prices = read_prices(header, watched, cells, problems)
            shown = tuple(problems.problems)
            file = ImportFile(form, (), (), prices, shown, problems.count)
            return file, PositionsFile()
        read = read_long if form == Form.LONG else read_wide
        positions, valuations = read(header, watched, cells, problems)
        refused = set(self._refused(cells, problems))
        positions = tuple(row for row in positions if row.position not in refused)
        file = ImportFile(form, positions, valuations, (), tuple(problems.problems), problems.count)
        return file, PositionsFile(tuple(self._describe()))

    def locate(self, problem: Problem) -> Place:
        """The place of a problem that this reader, or the books after it, found."""
        table, layout = self._sheet.table, self._sheet.layout
        line, column = problem.line, problem.column or ""
        label = self._by_name.get(column)
        if layout.shape is Shape.ACROSS and line is not None:
            # The strict reader saw the sheet turned: its line is a column, its column a row.
            header = table.header[line] if line < len(table.header) else ""
            if label is None:
                return Place(table.line, header, header)
            at, cells = table.records[label.place]
            return Place(at, header, _shorten(cells[line] if line < len(cells) else label.label))
        if layout.shape is Shape.WIDE and label is not None:
            header = table.header[label.place].strip()
            return Place(line, header, self._cell(line, label.place))
        place = layout.find(column)
        if place >= 0:
            return Place(line, table.header[place].strip(), self._cell(line, place))
        return Place(line, _shorten(column), "")

    def _cell(self, line: int | None, place: int) -> str:
        table = self._sheet.table
        if line == table.line:
            return _shorten(table.header[place])
        at = bisect_left(table.records, line or 0, key=lambda record: record[0])
        if at == len(table.records) or table.records[at][0] != line:
            return ""
        return _shorten(table.records[at][1][place])

    def _check_goals(self, problems: ProblemList) -> bool:
        """Whether each label has an item of its own, and there is any."""
        taken: dict[str, Goal] = {}
        for goal in self._goals.values():
            if goal.key not in self._labels:
                continue
            first = taken.setdefault(goal.name, goal)
            if first is not goal:
                problems.add(
                    ProblemCode.SAME_ITEM_TWICE,
                    name=goal.name,
                    first=first.label,
                    second=goal.label,
                )
        if not taken:
            problems.add(ProblemCode.NO_ITEMS)
        return len(taken) == sum(goal.key in self._labels for goal in self._goals.values()) > 0

    def _refused(self, cells: CellReader, problems: ProblemList) -> Iterator[str]:
        """New items that nothing can be made of: by their name, or by what they are counted in."""
        for goal in self._goals.values():
            label = self._labels.get(goal.key)
            if label is None or goal.use != "new":
                continue
            if not cells.took_name(goal.name):
                yield goal.name
            elif goal.commodity and not is_own_code(goal.commodity):
                # Items down, dates across: a problem's line is a column there.
                down = self._sheet.layout.shape is Shape.LONG
                line = self._sheet.table.records[label.place][0] if down else None
                found = goal.commodity[:40]
                problems.add(ProblemCode.BAD_COMMODITY, line, "commodity", found=found)
                yield goal.name

    def _describe(self) -> Iterator[PositionRow]:
        for goal in self._goals.values():
            if goal.use == "new" and goal.key in self._labels:
                yield PositionRow(
                    self._sheet.table.line,
                    goal.name,
                    goal.side,
                    goal.category,
                    goal.commodity or None,
                )

    def _watched(self, records: Iterator[Record], watch: Watch) -> Iterator[Record]:
        total = len(self._sheet.table.records)
        for number, record in enumerate(records):
            if not number % _EVERY:
                watch("checking", number, total)
            yield record

    def _records(self, form: Form) -> tuple[Header, Iterator[Record]]:
        table, layout = self._sheet.table, self._sheet.layout
        separator = SEPARATORS[table.separator]
        if form == Form.LONG:
            return Header(form, separator, table.line, _LONG_COLUMNS), self._long()
        if form == Form.PRICES:
            names: tuple[str, ...] = ("date", "commodity", "price", "quote")
            places = [layout.find(name) for name in names]
            return Header(form, separator, table.line, names), (
                (line, [clean_amount(cells[at]) if at == places[2] else cells[at] for at in places])
                for line, cells in table.records
            )
        chosen = [label for label in self._sheet.labels if label.key in self._goals]
        names = ("date", *(self._goals[label.key].name for label in chosen))
        header = Header(Form.WIDE, separator, table.line, names)
        return header, self._wide(chosen) if layout.shape is Shape.WIDE else self._turned(chosen)

    def _wide(self, chosen: list[Label]) -> Iterator[Record]:
        at = self._sheet.layout.find("date")
        places = [(label.place, self._turns(label)) for label in chosen]
        for line, cells in self._sheet.table.records:
            figures = [_amount(cells[place], turns=turns) for place, turns in places]
            if any(figures):
                yield line, [cells[at], *figures]

    def _turned(self, chosen: list[Label]) -> Iterator[Record]:
        table = self._sheet.table
        rows = [(table.records[label.place][1], self._turns(label)) for label in chosen]
        for at in self._sheet.layout.across:
            figures = [_amount(cells[at], turns=turns) for cells, turns in rows]
            if any(figures):
                yield at, [table.header[at], *figures]

    def _long(self) -> Iterator[Record]:
        layout = self._sheet.layout
        places = [layout.find(name) for name in _LONG_COLUMNS]
        goals: dict[str, tuple[Goal | None, bool]] = {}
        for line, cells in self._sheet.table.records:
            named = cells[places[1]]
            if named not in goals:
                key = (plain_name(named), 0)
                goal = self._goals.get(key)
                goals[named] = goal, goal is not None and self._turns(self._labels[key])
            goal, turns = goals[named]
            if goal is None:
                continue
            found = [cells[at] if at >= 0 else "" for at in places]
            yield (
                line,
                [
                    found[0],
                    goal.name,
                    _amount(found[2], turns=turns),
                    _commodity(found[3]) if goal.use == "known" else "",
                    _amount(found[4], turns=turns),
                    _amount(found[5], turns=turns),
                    found[6] if found[6].strip().casefold() in SOURCES else "",
                    found[7],
                ],
            )

    def _turns(self, label: Label) -> bool:
        """Whether its figures are debts written with a minus that are to be stored as owed."""
        return self._flips and writes_debts_negative(label, self._goals[label.key])


def writes_debts_negative(label: Label, goal: Goal) -> bool:
    """Whether a debt's figures are mostly below zero in the file."""
    return goal.use != "skip" and goal.side is Side.LIABILITY and label.is_negative


def leaves_out(label: Label) -> bool:
    """Whether a label is left out unless a person says otherwise: it is blank or a total."""
    return not label.count or not label.label or is_total(label.label)


def _amount(cell: str, *, turns: bool) -> str:
    if not cell or cell.isspace():
        return ""
    text = clean_amount(cell)
    if not turns:
        return text
    return text[1:] if text[:1] in {"-", "\u2212"} else f"-{text}"


def _commodity(cell: str) -> str:
    code = cell.strip().upper()
    return code if is_known(code) else ""


def _shorten(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"
