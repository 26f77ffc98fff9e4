"""Writes the values, prices and rates of a data file: all of it, or nothing.

Rows are copied into a temporary table first and merged from there, since a protected table takes
no COPY. What is there already is left alone, so that the same file twice changes nothing.
"""

from collections.abc import Iterator
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
from tracker.commands.import_positions import PositionFinder, Target
from tracker.commands.import_report import Faults, ImportReport, sort_problems
from tracker.importers import (
    Form,
    ImportFile,
    PositionsFile,
    Problem,
    ReadOptions,
    ValuationRow,
    WriteCode,
    read_import,
    read_positions,
)
from tracker.models import Entity, EntityKind

# A position is one line of many, so its file is written as the other one was, or as usual.
USUAL_DELIMITERS = frozenset({",", ";", "\t", "tab", "|"})
CHUNK = 5000

STAGE = """
CREATE TEMPORARY TABLE import_value (
  id uuid, line integer, position_id uuid, as_of date, amount numeric, book numeric,
  liquidation numeric, source text, note text
) ON COMMIT DROP
"""
COPY = "COPY import_value FROM STDIN"
MAKE_SNAPSHOTS = """
INSERT INTO tracker_snapshot (household_id, as_of, note)
SELECT %(household)s, as_of, '' FROM unnest(%(dates)s::date[]) AS as_of
ON CONFLICT (household_id, as_of) DO NOTHING
RETURNING as_of
"""
LOCK_SNAPSHOTS = """
SELECT as_of FROM tracker_snapshot
WHERE household_id = %(household)s AND as_of = ANY(%(dates)s::date[])
ORDER BY as_of FOR NO KEY UPDATE
"""
# A cell that is blank, or a source that is only the usual one, says nothing: what a person added
# to the value since stays.
SAME = """
v.amount = i.amount
AND (i.book IS NULL OR v.book IS NOT DISTINCT FROM i.book)
AND (i.liquidation IS NULL OR v.liquidation IS NOT DISTINCT FROM i.liquidation)
AND (i.source = 'import' OR v.source = i.source)
AND (i.note = '' OR v.note = i.note)
"""
DROP_UNCHANGED = f"""
DELETE FROM import_value i USING tracker_valuation v
WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of
  AND {SAME}
"""  # noqa: S608 - our own text
FIND_CLOSED = """
SELECT i.line, i.as_of, i.position_id FROM import_value i
JOIN tracker_snapshot s ON s.household_id = %(household)s AND s.as_of = i.as_of
WHERE s.closed_at IS NOT NULL ORDER BY i.line, i.position_id
"""
CHANGE = """
UPDATE tracker_valuation v SET
  amount = i.amount,
  book = coalesce(i.book, v.book),
  liquidation = coalesce(i.liquidation, v.liquidation),
  source = CASE WHEN i.source = 'import' AND v.amount = i.amount THEN v.source ELSE i.source END,
  note = CASE WHEN i.note = '' THEN v.note ELSE i.note END,
  version = v.version + 1,
  updated_at = statement_timestamp(),
  updated_by_id = %(actor)s
FROM import_value i
WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of
"""
# Nobody else can have added any since: positions and snapshots are held.
ADD = """
INSERT INTO tracker_valuation (id, household_id, position_id, as_of, amount, book, liquidation,
  source, note, version, updated_at, updated_by_id)
SELECT i.id, %(household)s, i.position_id, i.as_of, i.amount, i.book, i.liquidation, i.source,
  i.note, 1, statement_timestamp(), %(actor)s
FROM import_value i
WHERE NOT EXISTS (SELECT FROM tracker_valuation v
  WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of)
ORDER BY i.position_id, i.as_of
"""

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
    if file.form is None or not described.ok:
        return _refuse(file, described)
    with transaction.atomic():
        # One import at a time in a household, and no new position beside it.
        entity = Entity.objects.select_for_update(no_key=True).get(
            household_id=household.id, kind=EntityKind.HOUSEHOLD
        )
        faults = Faults(frozenset(problem.line for problem in file.problems if problem.line))
        if file.form == Form.PRICES:
            report = import_prices.write_prices(household, file=file, faults=faults)
        else:
            finder = PositionFinder(household, entity, file, described, faults)
            report = _write_values(household, actor, file, finder, faults)
        if faults or not file.ok:
            transaction.set_rollback(True)
            return _refuse(file, described, faults)
        if dry_run:
            transaction.set_rollback(True)
    return replace(report, dry_run=dry_run)


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
    finder: PositionFinder,
    faults: Faults,
) -> ImportReport:
    targets = finder.find()
    dates = sorted({row.date for row in file.valuations if row.position in targets.by_name})
    parameters: dict[str, Any] = {"household": household.id, "actor": actor, "dates": dates}
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for chunk in _write_lines(file, targets.by_name, faults):
                copy.write(chunk)
        cursor.execute("ANALYZE import_value")
        cursor.execute(MAKE_SNAPSHOTS, parameters)
        months = tuple(sorted(row[0] for row in cursor.fetchall()))
        cursor.execute(LOCK_SNAPSHOTS, parameters)
        cursor.execute(DROP_UNCHANGED, parameters)
        unchanged = cursor.rowcount
        _check_closed(cursor, parameters, file, targets.by_name, faults)
        added = changed = 0
        if not faults and file.ok:
            cursor.execute(CHANGE, parameters)
            changed = cursor.rowcount
            cursor.execute(ADD, parameters)
            added = cursor.rowcount
        cursor.execute("DROP TABLE import_value")
    return ImportReport(
        file.form,
        added=added,
        changed=changed,
        unchanged=unchanged,
        positions=targets.positions,
        commodities=targets.commodities,
        months=months,
    )


def _write_lines(file: ImportFile, targets: dict[str, Target], faults: Faults) -> Iterator[str]:
    """The rows in COPY's text form, but for those outside their position's life."""
    lines: list[str] = []
    before, after = _draw_id()
    for number, row in enumerate(file.valuations):
        target = targets.get(row.position)
        if target is None or not _check_life(row, target, file.form, faults):
            continue
        note = row.note.translate(_ESCAPES) if row.note else ""
        lines.append(
            f"{before}{number:08x}{after}\t{row.line}\t{target.id}\t{row.date}\t{row.amount}\t{_null(row.book)}\t"
            f"{_null(row.liquidation)}\t{row.source}\t{note}\n"
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
