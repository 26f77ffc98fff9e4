"""An uploaded file on its way to an import: kept, looked at, asked about, imported or given up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.import_findings import UPLOAD_BYTES, Look, examine, settled
from tracker.commands.import_journal import clean_file_name
from tracker.importers import Watch, ignore
from tracker.models import Import, ImportStatus

# Beyond this, looking and importing take longer than a page should: some 5,000 values.
INLINE_BYTES = 100_000
KEPT = timedelta(hours=24)
UNFINISHED = (ImportStatus.DRAFT, ImportStatus.QUEUED, ImportStatus.RUNNING)
CHECK, WRITE = "check", "write"


def keep_upload(household: HouseholdRow, *, actor: UUID | None, data: bytes, name: str) -> UUID:
    """Keep a file to be looked at. Raises Refused (upload_large, upload_empty)."""
    _check_size(data)
    forget_uploads(household)
    made = Import.objects.create(
        household_id=household.id,
        made_by_id=actor,
        file_name=clean_file_name(name),
        data=data,
        answers={},
    )
    return made.pk


@transaction.atomic
def replace_upload(household: HouseholdRow, *, import_id: UUID, data: bytes, name: str) -> None:
    """Put a corrected file in an upload's place; what was said of the first one holds for it.

    Raises Refused (upload_large, upload_empty, upload_busy).
    """
    _check_size(data)
    record = _hold(household, import_id)
    if name:
        record.file_name = clean_file_name(name)
    record.data, record.findings, record.failure = data, None, ""
    record.save(update_fields=["file_name", "data", "findings", "failure"])


@transaction.atomic
def set_answers(household: HouseholdRow, *, import_id: UUID, answers: Mapping[str, Any]) -> None:
    """Keep what was said of a file, beside what was said before. Raises Refused (upload_busy)."""
    record = _hold(household, import_id)
    record.answers = (record.answers or {}) | dict(answers)
    record.save(update_fields=["answers"])


@transaction.atomic
def discard_upload(household: HouseholdRow, *, import_id: UUID) -> None:
    """Give a file up. Nothing happens where it is gone already. Raises Refused (upload_busy)."""
    record = _find(household, import_id)
    if record is None or record.status in {ImportStatus.DONE, ImportStatus.UNDONE}:
        return
    if record.status == ImportStatus.RUNNING:
        raise Refused("upload_busy")
    record.delete()


def forget_uploads(household: HouseholdRow) -> int:
    """Drop uploads that nobody has imported within a day."""
    old = Import.objects.filter(
        household_id=household.id, status__in=UNFINISHED, made_at__lt=timezone.now() - KEPT
    )
    return old.delete()[0]


def is_small(household: HouseholdRow, import_id: UUID) -> bool:
    """Whether a file is read within a request; longer ones go to the worker."""
    record = _find(household, import_id)
    return record is None or record.data is None or len(record.data) <= INLINE_BYTES


@transaction.atomic
def queue_work(household: HouseholdRow, *, import_id: UUID, work: str, seen: str = "") -> bool:
    """Mark that a look (CHECK) or the import (WRITE) waits to be done; False where one waits
    already or the import is done. Raises Refused (upload_gone, upload_changed)."""
    record = _find(household, import_id)
    if record is None:
        raise Refused("upload_gone")
    if record.status != ImportStatus.DRAFT:
        return False
    if work == WRITE:
        _check_seen(record, seen)
    record.status, record.work, record.asked_at = ImportStatus.QUEUED, work, timezone.now()
    record.phase, record.reached, record.total, record.failure = "", 0, 0, ""
    record.save(
        update_fields=["status", "work", "asked_at", "phase", "reached", "total", "failure"]
    )
    return True


def claim_work(household: HouseholdRow, *, import_id: UUID) -> bool:
    """Take on what waits; False where nothing does, so that no work is done twice."""
    waiting = Import.objects.filter(
        household_id=household.id, pk=import_id, status=ImportStatus.QUEUED
    )
    return waiting.update(status=ImportStatus.RUNNING) == 1


@transaction.atomic
def do_work(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    import_id: UUID,
    today: date,
    watch: Watch = ignore,
) -> None:
    """Do what was queued: all of it or nothing, and with it keep what was found."""
    record = Import.objects.filter(
        household_id=household.id,
        pk=import_id,
        status__in=(ImportStatus.QUEUED, ImportStatus.RUNNING),
    ).first()
    if record is None or record.data is None:
        return
    answers, write = record.answers or {}, record.work == WRITE
    if write and record.findings:
        answers = settled(answers, record.findings)
    look = Look(household, actor, bytes(record.data), answers, today, import_id, watch)
    findings = examine(look, write=write)
    written = write and findings["report"] is not None
    record.findings = findings
    if written:
        record.save(update_fields=["findings"])
        return
    record.status, record.work = ImportStatus.DRAFT, ""
    record.save(update_fields=["findings", "status", "work"])


@transaction.atomic
def give_back(household: HouseholdRow, *, import_id: UUID, failure: str) -> None:
    """Make a file whose work has ended in the middle one to look at again."""
    Import.objects.filter(
        household_id=household.id,
        pk=import_id,
        status__in=(ImportStatus.QUEUED, ImportStatus.RUNNING),
    ).update(status=ImportStatus.DRAFT, work="", failure=failure)


def _check_seen(record: Import, seen: str) -> None:
    """What is confirmed must be what was shown, and nothing may stand against it."""
    findings = record.findings or {}
    if not findings.get("report") or findings.get("digest") != seen:
        raise Refused("upload_changed")


def _check_size(data: bytes) -> None:
    if len(data) > UPLOAD_BYTES:
        raise Refused("upload_large", megabytes=UPLOAD_BYTES // 1_000_000)
    if not data.strip():
        raise Refused("upload_empty")


def _hold(household: HouseholdRow, import_id: UUID) -> Import:
    record = _find(household, import_id)
    if record is None:
        raise Refused("upload_gone")
    if record.status != ImportStatus.DRAFT:
        raise Refused("upload_busy")
    return record


def _find(household: HouseholdRow, import_id: UUID) -> Import | None:
    return (
        Import.objects.select_for_update(no_key=True)
        .defer("journal")
        .filter(household_id=household.id, pk=import_id)
        .first()
    )
