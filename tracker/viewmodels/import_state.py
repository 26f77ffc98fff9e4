"""An import that is waiting or in progress, that is done, or that is about to be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.formatting import format_moment, format_number
from tracker.services.import_records import Totals, Upload
from tracker.viewmodels.import_page import TotalLine
from tracker.viewmodels.import_review import total_lines
from tracker.wording import imports as words

LATE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The fields of imports/progress.html. `broken`: nobody works on it any more."""

    id: UUID
    name: str
    writes: bool
    waiting: bool
    late: bool
    broken: bool
    phase: str
    reached: int
    total: int
    share: str


@dataclass(frozen=True, slots=True)
class DonePage:
    """The fields of imports/done.html."""

    id: UUID
    name: str
    counts: str
    items: str
    when: str
    undone: str


@dataclass(frozen=True, slots=True)
class UndoPage:
    """The fields of imports/undo.html. `refusal` says what stands in the way."""

    id: UUID
    name: str
    counts: str
    items: tuple[str, ...]
    totals: tuple[TotalLine, ...]
    refusal: str


def build_progress(upload: Upload, now: datetime, tag: str) -> ProgressPage:
    waiting = upload.row.status == "queued"
    since = upload.asked_at or now
    share = ""
    if upload.total:
        reached, total = (format_number(n, tag) for n in (upload.reached, upload.total))
        share = words.progress_share(reached, total)
    return ProgressPage(
        id=upload.row.id,
        name=upload.row.file_name or words.pasted_name(),
        writes=upload.work == "write",
        waiting=waiting,
        late=waiting and now - since > LATE,
        broken=not upload.alive,
        phase=words.phase_name(upload.phase),
        reached=upload.reached,
        total=upload.total,
        share=share,
    )


def build_done(upload: Upload, names: Mapping[UUID, str], zone: str, tag: str) -> DonePage:
    row = upload.row
    undone = ""
    if row.undone_at is not None:
        undone = words.undone_by(
            names.get(row.undone_by, "") if row.undone_by else "",
            format_moment(row.undone_at.astimezone(ZoneInfo(zone)), tag),
        )
    moment = (row.finished_at or row.made_at).astimezone(ZoneInfo(zone))
    who = names.get(row.made_by, "") if row.made_by else ""
    return DonePage(
        id=row.id,
        name=row.file_name or words.pasted_name(),
        counts=words.counts_sentence(row.form, row.added, row.changed, row.unchanged, tag),
        items=words.new_items_sentence(row.items, tag) if row.items else "",
        when=words.imported_by(who, format_moment(moment, tag)),
        undone=undone,
    )


def build_undo(
    upload: Upload,
    *,
    counts: str,
    items: tuple[str, ...],
    totals: tuple[Totals, Totals] | None,
    currency: str,
    tag: str,
    refusal: str = "",
) -> UndoPage:
    return UndoPage(
        id=upload.row.id,
        name=upload.row.file_name or words.pasted_name(),
        counts=counts,
        items=items,
        totals=total_lines(*totals, currency, tag) if totals else (),
        refusal=refusal,
    )
