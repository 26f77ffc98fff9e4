"""Takes an import back as a whole: what it made goes, what it changed is as it was."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.import_journal import describe_item, describe_unit
from tracker.models import (
    Closing,
    Commodity,
    DebtTerms,
    Entity,
    EntityKind,
    Import,
    ImportStatus,
    Ownership,
    Position,
    Price,
    SecuredBy,
    Snapshot,
    Valuation,
)

# The values the import wrote, with what stood there before of those that it changed.
UNPACK = """
CREATE TEMPORARY TABLE undo_value ON COMMIT DROP AS
SELECT v.id, true AS made, NULL::jsonb AS was FROM tracker_valuation v
WHERE v.household_id = %(household)s AND v.id BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT (e->>0)::uuid, false, e
FROM tracker_import t, jsonb_array_elements(t.journal->'changed') e
WHERE t.household_id = %(household)s AND t.id = %(import)s
"""
# A value that was made and has been removed since is as it was before already.
CHANGED_SINCE = """
SELECT v.as_of, p.name FROM undo_value u
LEFT JOIN tracker_valuation v ON v.household_id = %(household)s AND v.id = u.id
LEFT JOIN tracker_position p ON p.household_id = v.household_id AND p.id = v.position_id
WHERE v.id IS NULL OR v.updated_at <> %(stamp)s
ORDER BY v.as_of, p.name LIMIT 1
"""
IN_CLOSED = """
SELECT s.as_of FROM undo_value u
JOIN tracker_valuation v ON v.household_id = %(household)s AND v.id = u.id
JOIN tracker_snapshot s ON s.household_id = v.household_id AND s.as_of = v.as_of
WHERE s.closed_at IS NOT NULL ORDER BY s.as_of LIMIT 1
"""
LOCK_SNAPSHOTS = """
SELECT s.as_of FROM tracker_snapshot s WHERE s.household_id = %(household)s AND s.as_of IN (
  SELECT v.as_of FROM undo_value u
  JOIN tracker_valuation v ON v.household_id = %(household)s AND v.id = u.id)
ORDER BY s.as_of FOR NO KEY UPDATE
"""
RESTORE = """
UPDATE tracker_valuation v SET
  amount = (u.was->>1)::numeric, book = (u.was->>2)::numeric,
  liquidation = (u.was->>3)::numeric, low = (u.was->>4)::numeric,
  contribution = (u.was->>5)::numeric, source = u.was->>6, note = u.was->>7,
  updated_at = (u.was->>8)::timestamptz, updated_by_id = (u.was->>9)::uuid,
  version = v.version + 1
FROM undo_value u WHERE v.household_id = %(household)s AND v.id = u.id AND NOT u.made
"""
REMOVE = """
DELETE FROM tracker_valuation v USING undo_value u
WHERE v.household_id = %(household)s AND v.id = u.id AND u.made
"""
# Prices and rates alone were written.
NO_VALUES = {"first": str(UUID(int=0)), "last": str(UUID(int=0)), "stamp": "-infinity"}
UNPACK_FIGURES = """
SELECT (e->>0)::uuid, (e->>1)::numeric, e->>2, (e->>3)::numeric, e->>4
FROM tracker_import t, jsonb_array_elements(t.journal->%(kind)s) e
WHERE t.household_id = %(household)s AND t.id = %(import)s
"""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back: values and figures removed and restored, items and dates removed."""

    removed: int
    restored: int
    items: tuple[str, ...]
    dates: int


def undo_import(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    import_id: UUID,
    dry_run: bool = False,
    look: Callable[[], None] | None = None,
) -> UndoReport | None:
    """Take an import back; None where it was taken back already, or never done.

    Raises Refused, naming what stands in the way: a value, price or item changed since, a closed
    month, an item with values of another origin. `look` is called once all is taken back.
    """
    with transaction.atomic():
        entity = Entity.objects.select_for_update(no_key=True).get(
            household_id=household.id, kind=EntityKind.HOUSEHOLD
        )
        record = (
            Import.objects.select_for_update(no_key=True)
            .only("id", "status")
            .filter(household_id=household.id, pk=import_id, status=ImportStatus.DONE)
            .first()
        )
        if record is None:
            return None
        report = _Undo(household, entity, import_id).run()
        Import.objects.filter(household_id=household.id, pk=import_id).update(
            status=ImportStatus.UNDONE,
            undone_at=timezone.now(),
            undone_by_id=actor,
            journal=None,
        )
        if look is not None:
            look()
        if dry_run:
            transaction.set_rollback(True)
    return report


class _Undo:
    def __init__(self, household: HouseholdRow, entity: Entity, import_id: UUID) -> None:
        self._household, self._entity = household, entity
        self._parameters: dict[str, Any] = {"household": household.id, "import": import_id}

    def run(self) -> UndoReport:
        with connection.cursor() as cursor:
            made = self._read_made(cursor)
            items = self._lock_items(made["items"])
            self._parameters |= made["values"]
            cursor.execute(UNPACK, self._parameters)
            cursor.execute("ANALYZE undo_value")
            # The table of values is rarely known to the planner as it is right after an import:
            # it would go through all of them for each of them.
            cursor.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(LOCK_SNAPSHOTS, self._parameters)
            self._check_values(cursor)
            self._check_items(items, made["items"])
            removed, restored = self._undo_figures(cursor)
            cursor.execute(RESTORE, self._parameters)
            restored += cursor.rowcount
            cursor.execute(REMOVE, self._parameters)
            removed += cursor.rowcount
            cursor.execute("DROP TABLE undo_value")
            cursor.execute("SET LOCAL enable_nestloop = on")
        names = tuple(item.name for item in items)
        self._remove_items(items)
        self._remove_units(made["units"])
        return UndoReport(removed, restored, names, self._remove_dates(made["dates"]))

    def _read_made(self, cursor: CursorWrapper) -> dict[str, Any]:
        cursor.execute(
            "SELECT (journal - 'changed' - 'prices' - 'rates')::text "
            "FROM tracker_import WHERE household_id = %(household)s AND id = %(import)s",
            self._parameters,
        )
        made: dict[str, Any] = json.loads(cursor.fetchone()[0])
        return {"items": [], "units": [], "dates": [], "values": NO_VALUES} | made

    def _lock_items(self, made: list[dict[str, Any]]) -> list[Position]:
        found = Position.objects.select_for_update(of=("self",)).filter(
            household_id=self._household.id, pk__in=[item["id"] for item in made]
        )
        return list(found.order_by("pk"))

    def _check_values(self, cursor: CursorWrapper) -> None:
        cursor.execute(CHANGED_SINCE, self._parameters)
        changed = cursor.fetchone()
        if changed is not None:
            as_of, name = changed
            if as_of is None:
                raise Refused("undo_value_gone")
            raise Refused("undo_value_changed", item=name, date=as_of)
        cursor.execute(IN_CLOSED, self._parameters)
        closed = cursor.fetchone()
        if closed is not None:
            raise Refused("undo_month_closed", date=closed[0])

    def _check_items(self, items: list[Position], made: list[dict[str, Any]]) -> None:
        was = {item["id"]: item for item in made}
        for item in items:
            if {"id": str(item.pk)} | describe_item(item) != was[str(item.pk)]:
                raise Refused("undo_item_changed", item=item.name)
        ids = [item.pk for item in items]
        here = {"household_id": self._household.id}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT v.as_of, p.name FROM tracker_valuation v "
                "JOIN tracker_position p ON p.household_id = v.household_id "
                "AND p.id = v.position_id "
                "WHERE v.household_id = %s AND v.position_id = ANY(%s) "
                "AND NOT EXISTS (SELECT FROM undo_value u WHERE u.id = v.id) "
                "ORDER BY v.as_of LIMIT 1",
                [self._household.id, ids],
            )
            extra = cursor.fetchone()
        if extra is not None:
            raise Refused("undo_item_values", item=extra[1], date=extra[0])
        linked = (
            *Ownership.objects.filter(**here, position__in=ids).values_list("position_id"),
            *DebtTerms.objects.filter(**here, position__in=ids).values_list("position_id"),
            *SecuredBy.objects.filter(**here, debt__in=ids).values_list("debt_id"),
            *SecuredBy.objects.filter(**here, asset__in=ids).values_list("asset_id"),
        )
        if linked:
            name = next(item.name for item in items if item.pk == linked[0][0])
            raise Refused("undo_item_linked", item=name)

    def _undo_figures(self, cursor: CursorWrapper) -> tuple[int, int]:
        """Prices and rates: removed where they were made, put back where they were changed."""
        removed = restored = 0
        for kind, table, figure in (
            ("prices", "tracker_price", "price"),
            ("rates", "tracker_rate", "rate"),
        ):
            cursor.execute(UNPACK_FIGURES, self._parameters | {"kind": kind})
            entries = cursor.fetchall()
            if not entries:
                continue
            cursor.execute(
                f"SELECT id, {figure}, source, as_of FROM {table} "  # noqa: S608 - our own words
                "WHERE household_id = %s AND id = ANY(%s) FOR UPDATE",
                [self._household.id, [entry[0] for entry in entries]],
            )
            now = {row[0]: row[1:] for row in cursor.fetchall()}
            for key, after, source, before, _ in entries:
                if key not in now and before is None:
                    continue
                if key not in now or now[key][:2] != (after, source):
                    found: date | None = now[key][2] if key in now else None
                    raise Refused("undo_price_changed" if found else "undo_value_gone", date=found)
            made = [entry[0] for entry in entries if entry[3] is None]
            cursor.execute(
                f"DELETE FROM {table} WHERE household_id = %s AND id = ANY(%s)",  # noqa: S608
                [self._household.id, made],
            )
            removed += cursor.rowcount
            changed = [entry for entry in entries if entry[3] is not None]
            cursor.execute(
                f"UPDATE {table} t SET {figure} = x.figure, source = x.source "  # noqa: S608
                "FROM unnest(%s::uuid[], %s::numeric[], %s::text[]) AS x(id, figure, source) "
                "WHERE t.household_id = %s AND t.id = x.id",
                [
                    [entry[0] for entry in changed],
                    [entry[3] for entry in changed],
                    [entry[4] for entry in changed],
                    self._household.id,
                ],
            )
            restored += cursor.rowcount
        return removed, restored

    def _remove_items(self, items: list[Position]) -> None:
        Position.objects.filter(
            household_id=self._household.id, pk__in=[item.pk for item in items]
        ).delete()

    def _remove_units(self, made: list[dict[str, Any]]) -> None:
        was = {unit["id"]: unit for unit in made}
        units = Commodity.objects.select_for_update().filter(
            household_id=self._household.id, pk__in=list(was)
        )
        here = {"household_id": self._household.id, "commodity__in": list(was)}
        used = {
            *Position.objects.filter(**here).values_list("commodity_id", flat=True),
            *Price.objects.filter(**here).values_list("commodity_id", flat=True),
        }
        for unit in units:
            if unit.pk in used or {"id": str(unit.pk)} | describe_unit(unit) != was[str(unit.pk)]:
                raise Refused("undo_unit_used", unit=unit.code)
        units.delete()

    def _remove_dates(self, made: list[str]) -> int:
        """Dates on which nothing stands any more; those that a person has used since stay."""
        here = {"household_id": self._household.id, "as_of__in": made}
        used = {
            *Valuation.objects.filter(**here).values_list("as_of", flat=True).distinct(),
            *Closing.objects.filter(**here).values_list("as_of", flat=True).distinct(),
        }
        empty = Snapshot.objects.filter(**here, note="", closed_at=None).exclude(as_of__in=used)
        return empty.delete()[0]
