"""Reads what was imported, and how far an upload is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.models import Import, ImportStatus
from tracker.services.import_records import ImportRow, Upload

LISTED = 100
LIST = [
    "id", "status", "file_name", "made_at", "made_by_id", "form", "added", "changed", "unchanged",
    "items", "finished_at", "undone_at", "undone_by_id",
]  # fmt: skip


def list_imports(household: HouseholdRow) -> Sequence[ImportRow]:
    """The newest imports and uploads, newest first."""
    found = Import.objects.filter(household_id=household.id).order_by("-id")
    return [_row(values) for values in found.values(*LIST)[:LISTED]]


def find_upload(household: HouseholdRow, import_id: UUID) -> Upload | None:
    """The upload or import of this id, None where the household has none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT octet_length(data) FROM tracker_import WHERE household_id = %s AND id = %s",
            [household.id, import_id],
        )
        size = cursor.fetchone()
    found = (
        Import.objects.filter(household_id=household.id, pk=import_id)
        .values(
            *LIST, "answers", "findings", "work", "asked_at", "phase", "reached", "total", "failure"
        )
        .first()
    )
    if found is None:
        return None
    return Upload(
        row=_row(found),
        size=size[0] or 0 if size else 0,
        answers=found["answers"] or {},
        findings=found["findings"],
        work=found["work"],
        asked_at=found["asked_at"],
        phase=found["phase"],
        reached=found["reached"],
        total=found["total"],
        failure=found["failure"],
        alive=found["status"] != ImportStatus.RUNNING or _is_worked_on(import_id),
    )


def _is_worked_on(import_id: UUID) -> bool:
    """Whether somebody holds the lock of the work; see commands.import_progress."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"import {import_id}"]
        )
        return not cursor.fetchone()[0]


def _row(values: dict[str, Any]) -> ImportRow:
    return ImportRow(
        id=values["id"],
        status=values["status"],
        file_name=values["file_name"],
        made_at=values["made_at"],
        made_by=values["made_by_id"],
        form=values["form"],
        added=values["added"],
        changed=values["changed"],
        unchanged=values["unchanged"],
        items=values["items"],
        finished_at=values["finished_at"],
        undone_at=values["undone_at"],
        undone_by=values["undone_by_id"],
    )
