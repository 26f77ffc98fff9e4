"""Writes the values, prices and rates of a data file: all of it, or nothing.

Rows are copied into a temporary table first and merged from there, since a protected table takes
no COPY. What is there already is left alone, so that the same file twice changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from secrets import token_hex
from time import time_ns
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts.queries import HouseholdRow
from tracker.commands import import_prices
from tracker.commands.import_debts import settle_debts
from tracker.commands.import_journal import begin_journal, end_journal
from tracker.commands.import_positions import PositionFinder, Target, Targets
from tracker.commands.import_report import Faults, ImportReport, Wrote, sort_problems
from tracker.commands.import_sql import (
    ADD,
    CHANGE,
    COPY,
    DROP_UNCHANGED,
    FIND_CLOSED,
    LOCK_SNAPSHOTS,
    MAKE_SNAPSHOTS,
    STAGE,
)
from tracker.importers import (
    Form,
    ImportFile,
    PositionsFile,
    Problem,
    ReadOptions,
    ValuationRow,
    Watch,
    WriteCode,
    ignore,
    read_import,
    read_positions,
)
from tracker.models import Entity, EntityKind

# A position is one line of many, so its file is written as the other one was, or as usual.
USUAL_DELIMITERS = frozenset({",", ";", "\t", "tab", "|"})
CHUNK = 5000
# After so many values, what the planner knows of the table is out of date.
MANY = 5000

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The file's bytes, those of the positions file where there is one, and how to read them."""

    data: bytes
    positions: bytes | None = None
    options: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen


def import_rows(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    source: ImportSource,
    file_name: str = "",
    dry_run: bool = False,
) -> ImportReport:
    """Write a file of values or of prices, in the household's transaction.

    Nothing is written on a dry run, nor when the report has problems: one bad row refuses the
    whole file. Never raises for bad input.
    """
    options = replace(source.options, latest=today)
    file = read_import(source.data, options)
    described = PositionsFile()
    if source.positions is not None:
        described = read_positions(
            source.positions,
            _options_of_positions(options),
            used={row.position for row in file.positions},
        )
    return write_rows(
        household,
        actor=actor,
        file=file,
        described=described,
        record=Recording(file_name=file_name),
        debts=options.debts,
        dry_run=dry_run,
    )


@dataclass(frozen=True, slots=True)
class Recording:
    """Where an import is written down: in the row of its upload, or in a new one. `look` is
    called once all is written, before a dry run takes it back; `watch` is told how far it is."""

    import_id: UUID | None = None
    file_name: str = ""
    look: Callable[[], None] | None = None
    watch: Watch = ignore


def write_rows(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    file: ImportFile,
    described: PositionsFile,
    record: Recording,
    dry_run: bool = False,
    debts: str | None = "credit",
) -> ImportReport:
    """Write rows that were read, and write down what was done so that it can be undone.

    `debts` as in ReadOptions. As import_rows otherwise.
    """
    if file.form is None or not described.ok:
        return _refuse(file, described)
    with transaction.atomic():
        # One import at a time in a household, and no new position beside it.
        entity = Entity.objects.select_for_update(no_key=True).get(
            household_id=household.id, kind=EntityKind.HOUSEHOLD
        )
        import_id = begin_journal(household, actor, record.import_id, record.file_name)
        faults = Faults(frozenset(problem.line for problem in file.problems if problem.line))
        if file.form == Form.PRICES:
            report = import_prices.write_prices(
                household, import_id=import_id, file=file, faults=faults
            )
        else:
            finder = PositionFinder(household, entity, file, described, faults)
            targets = finder.find()
            file = settle_debts(file, targets.by_name.values(), debts, faults)
            report = _write_values(household, actor, file, targets, faults, import_id, record.watch)
        if faults or not file.ok:
            transaction.set_rollback(True)
            return _refuse(file, described, faults)
        end_journal(household, import_id, report)
        if report.added + report.changed > MANY and not dry_run:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE tracker_valuation")
        if record.look is not None:
            record.look()
        if dry_run:
            transaction.set_rollback(True)
    return replace(report, dry_run=dry_run, import_id=None if dry_run else import_id)


def _options_of_positions(options: ReadOptions) -> ReadOptions:
    usual = options.delimiter in USUAL_DELIMITERS
    return replace(options, delimiter=None) if usual else options


def _refuse(
    file: ImportFile, described: PositionsFile, faults: Faults | None = None
) -> ImportReport:
    faults = faults or Faults()
    return ImportReport(
        file.form,
        problems=sort_problems([*file.problems, *faults.rows]),
        positions_problems=sort_problems([*described.problems, *faults.positions]),
        problem_count=file.problem_count + described.problem_count + len(faults),
    )


def _write_values(
    household: HouseholdRow,
    actor: UUID | None,
    file: ImportFile,
    targets: Targets,
    faults: Faults,
    import_id: UUID,
    watch: Watch,
) -> ImportReport:
    dates = sorted({row.date for row in file.valuations if row.position in targets.by_name})
    draw = _draw_id()
    parameters: dict[str, Any] = {
        "household": household.id,
        "actor": actor,
        "dates": dates,
        "import": import_id,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (parameters["stamp"],) = cursor.fetchone()
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for number, chunk in enumerate(_write_lines(file, targets.by_name, faults, draw)):
                copy.write(chunk)
                watch("writing", number * CHUNK, len(file.valuations))
        watch("writing", len(file.valuations), len(file.valuations))
        # What the planner knows of the older values may be out of date: it would go through all of
        # a household's for each row.
        cursor.execute("ANALYZE import_value; SET LOCAL enable_nestloop = off")
        cursor.execute(MAKE_SNAPSHOTS, parameters)
        months = tuple(sorted(row[0] for row in cursor.fetchall()))
        cursor.execute(LOCK_SNAPSHOTS, parameters)
        cursor.execute(DROP_UNCHANGED, parameters)
        unchanged = cursor.rowcount
        _check_closed(cursor, parameters, file, targets.by_name, faults)
        added = changed = 0
        if not faults and file.ok:
            cursor.execute(CHANGE, parameters)
            (changed,) = cursor.fetchone()
            cursor.execute(ADD, parameters)
            added = cursor.rowcount
        cursor.execute("DROP TABLE import_value; SET LOCAL enable_nestloop = on")
    return ImportReport(
        file.form,
        added=added,
        changed=changed,
        unchanged=unchanged,
        positions=targets.positions,
        commodities=targets.commodities,
        months=months,
        made_items=targets.made_items,
        made_units=targets.made_units,
        wrote=Wrote(_make_id(draw, 0), _make_id(draw, len(file.valuations)), parameters["stamp"]),
    )


def _write_lines(
    file: ImportFile, targets: dict[str, Target], faults: Faults, draw: tuple[str, str]
) -> Iterator[str]:
    """The rows in COPY's text form, but for those outside their position's life."""
    lines: list[str] = []
    before, after = draw
    keys = {name: str(target.id) for name, target in targets.items()}
    for number, row in enumerate(file.valuations):
        target = targets.get(row.position)
        if target is None or not _check_life(row, target, file.form, faults):
            continue
        note = row.note.translate(_ESCAPES) if row.note else ""
        lines.append(
            f"{before}{number:08x}{after}\t{row.line}\t{keys[row.position]}\t{row.date}\t"
            f"{row.amount}\t{_null(row.book)}\t{_null(row.liquidation)}\t{row.source}\t{note}\n"
        )
        if len(lines) == CHUNK:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _draw_id() -> tuple[str, str]:
    """What stands before and after eight digits of a row's number in its key, a UUID of version 7.

    One draw for all rows: asking the system for chance a row at a time costs as much as an index.
    """
    moment, chance = time_ns() // 1_000_000, token_hex(5)
    return f"{moment:012x}7{chance[:3]}8", chance[3:]


def _make_id(draw: tuple[str, str], number: int) -> UUID:
    before, after = draw
    return UUID(f"{before}{number:08x}{after}")


def _null(figure: Decimal | None) -> str:
    return "\\N" if figure is None else str(figure)


def _check_life(row: ValuationRow, target: Target, form: Form | None, faults: Faults) -> bool:
    column = row.position if form == Form.WIDE else "date"
    if target.opened is not None and row.date < target.opened:
        params = {"opened": target.opened.isoformat()}
        faults.add(Problem(WriteCode.BEFORE_OPENED, row.line, column, params))
        return False
    if target.closed is not None and row.date >= target.closed:
        params = {"closed": target.closed.isoformat()}
        faults.add(Problem(WriteCode.AFTER_CLOSED, row.line, column, params))
        return False
    return True


def _check_closed(
    cursor: CursorWrapper,
    parameters: dict[str, Any],
    file: ImportFile,
    targets: dict[str, Target],
    faults: Faults,
) -> None:
    """What is left after the unchanged rows may not be of a closed date."""
    cursor.execute(FIND_CLOSED, parameters)
    names = {target.id: target.name for target in targets.values()}
    for line, as_of, position in cursor.fetchall():
        column = names[position] if file.form == Form.WIDE else "date"
        faults.add(Problem(WriteCode.MONTH_CLOSED, line, column, {"date": as_of.isoformat()}))
