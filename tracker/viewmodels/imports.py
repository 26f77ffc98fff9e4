"""The import page: bringing a file in, and what was brought in before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.formatting import format_moment
from tracker.services.import_records import ImportRow
from tracker.wording import imports as words

CHIPS = {"done": "good", "undone": "none", "draft": "watch", "queued": "none", "running": "none"}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import of the list."""

    id: UUID
    name: str
    when: str
    who: str
    status: str
    chip: str
    counts: str
    items: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The fields of imports/page.html."""

    form: Any
    imports: tuple[ImportLine, ...]


def build_imports(
    form: Any, rows: Sequence[ImportRow], names: Mapping[UUID, str], zone: str, tag: str
) -> ImportsPage:
    return ImportsPage(form, tuple(_line(row, names, zone, tag) for row in rows))


def _line(row: ImportRow, names: Mapping[UUID, str], zone: str, tag: str) -> ImportLine:
    counts = ""
    if row.finished_at is not None:
        counts = words.counts_sentence(row.form, row.added, row.changed, row.unchanged, tag)
    return ImportLine(
        id=row.id,
        name=row.file_name or words.pasted_name(),
        when=format_moment((row.finished_at or row.made_at).astimezone(ZoneInfo(zone)), tag),
        who=names.get(row.made_by, "") if row.made_by else "",
        status=words.status_name(row.status),
        chip=CHIPS[row.status],
        counts=counts,
        items=words.new_items_sentence(row.items, tag) if row.items else "",
        can_undo=row.status == "done",
    )
