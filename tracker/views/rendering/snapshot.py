"""What the pages of the entry grid share: saving what was posted, and showing the grid again."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from accounts.access import HouseholdRequest, HouseholdScope
from accounts.queries import list_members, list_user_names
from tracker.commands.entry import Outcome, enter_cells
from tracker.commands.errors import Conflict, Refused
from tracker.commands.snapshots import set_note
from tracker.forms.entry import PostedCell, posted_ids, read_cells, read_note
from tracker.queries.entry import (
    find_closing,
    find_neighbours,
    find_snapshot,
    list_items,
    load_grid,
)
from tracker.queries.notes import list_notes
from tracker.services.calendar import month_end, month_start
from tracker.services.entry import EntryGrid
from tracker.viewmodels.snapshot import SHOWN, MonthNote, Record, SnapshotPage, build_page
from tracker.viewmodels.snapshot_cell import Reader, TypedCell
from tracker.viewmodels.snapshot_paste import Undo
from tracker.wording import snapshot as words
from tracker.wording.refusals import refusal_sentence


@dataclass(frozen=True, slots=True)
class Posted:
    """What is left of a posted form: the cells that were not saved, and the note if it was not;
    `rounded`: sums that were saved as a rounded number; `saved`: how many cells were written."""

    typed: Mapping[UUID, TypedCell] = field(default_factory=dict)
    note: MonthNote | None = None
    rounded: Mapping[UUID, str] = field(default_factory=dict)
    saved: tuple[UUID, ...] = ()

    @property
    def status(self) -> int:
        """409 where a choice between two values is needed, 422 where something is wrong."""
        if any(cell.conflict for cell in self.typed.values()):
            return 409
        return 422 if self.typed or self.note else 200


@dataclass(frozen=True, slots=True)
class Loaded:
    """A date's grid with everything that its page needs."""

    grid: EntryGrid
    reader: Reader
    record: Record


def shown_of(request: HouseholdRequest) -> str:
    """Which rows are shown: one of the known filters, else all."""
    show = request.GET.get("show", "")
    return show if show in SHOWN else SHOWN[0]


def save_posted(
    request: HouseholdRequest, scope: HouseholdScope, as_of: date, *, only: UUID | None = None
) -> Posted:
    """Save the posted cells (of one position, `only`) and the record's note, as far as they can be.

    Http404 for a position that is not the household's; then nothing is saved.
    """
    tag = request.format_locale
    items = list_items(scope.household, as_of)
    data = request.POST.dict()
    cells = read_cells(data, items, tag)
    known = {item.id for item in items}
    wanted = {only} if only is not None else set(posted_ids(data))
    if not wanted <= known:
        raise Http404
    if only is not None:
        cells = {only: cells[only]} if only in cells else {}
    typed = _enter(scope, as_of, cells, tag)
    note = _save_note(scope, as_of, data, tag) if only is None else None
    saved = [id_ for id_, cell in cells.items() if cell.entry is not None and id_ not in typed]
    rounded = {id_: cells[id_].rounded for id_ in saved if cells[id_].rounded}
    return Posted(typed, note, rounded, tuple(saved))


def tell_rounded(request: HouseholdRequest, posted: Posted) -> None:
    """Say which sums of a form were saved as a rounded number."""
    if posted.rounded:
        messages.info(request, words.sums_rounded(list(posted.rounded.values())))


def load(
    request: HouseholdRequest, scope: HouseholdScope, as_of: date, *, also: Collection[UUID]
) -> Loaded:
    """The grid of a date and what stands around it."""
    household = scope.household
    earlier, later = find_neighbours(household, as_of)
    snapshot = find_snapshot(household, as_of)
    closing = find_closing(household, as_of) if snapshot and snapshot.closed_at else None
    grid = load_grid(household, as_of, previous=earlier, also=also)
    closed_by = {closing.closed_by} if closing is not None else set()
    reader = _reader(request, scope, grid, closed_by)
    record = Record(
        note=snapshot.note if snapshot else "",
        closed_at=snapshot.closed_at if snapshot else None,
        closed_by=closing.closed_by if closing else None,
        closing=(closing.net_worth, closing.currency, closing.complete) if closing else None,
        earlier=earlier,
        later=later,
    )
    return Loaded(grid, reader, record)


def _reader(
    request: HouseholdRequest, scope: HouseholdScope, grid: EntryGrid, others: Set[UUID | None]
) -> Reader:
    """For whom the grid is written; the logins of its cells and these `others` get their names."""
    household = scope.household
    members = list_members(household.id)
    users = others | {line.cell.updated_by for line in grid.lines if line.cell}
    names = list_user_names([user for user in users if user is not None])
    names |= {member.user_id: member.name for member in members if member.user_id}
    return Reader(
        tag=request.format_locale,
        zone=ZoneInfo(household.zone),
        user_id=scope.user_id,
        currency=household.currency,
        names=names,
        members={member.id: member.name for member in members},
        address=reverse("tracker:snapshot", args=[household.slug, grid.on]),
    )


def snapshot_page(
    request: HouseholdRequest,
    scope: HouseholdScope,
    as_of: date,
    posted: Posted,
    undo: Undo | None = None,
) -> SnapshotPage:
    """The page of a date, with what could not be saved still in its fields."""
    loaded = load(request, scope, as_of, also=posted.typed)
    return build_page(
        loaded.grid,
        loaded.reader,
        loaded.record,
        list_notes(scope.household, month_start(as_of), month_end(as_of)),
        today=scope.today,
        may_edit=scope.may_edit,
        show=shown_of(request),
        typed=posted.typed,
        note=posted.note,
        undo=undo,
    )


def _enter(
    scope: HouseholdScope, as_of: date, cells: Mapping[UUID, PostedCell], tag: str
) -> dict[UUID, TypedCell]:
    typed = {id_: cell.typed for id_, cell in cells.items() if cell.typed.problem}
    try:
        outcomes = enter_cells(
            scope.household,
            actor=scope.user_id,
            today=scope.today,
            as_of=as_of,
            entries=[cell.entry for cell in cells.values() if cell.entry is not None],
        )
    except Refused as refused:
        # The date itself: every cell keeps what was typed and says why.
        outcomes = {id_: refused for id_, cell in cells.items() if cell.entry is not None}
    for id_, outcome in outcomes.items():
        if isinstance(outcome, Refused):
            sentence = refusal_sentence(outcome, tag)
            typed[id_] = cells[id_].typed.refused(sentence, wrong_field(outcome.code))
        elif outcome is Outcome.CONFLICT:
            entry = cells[id_].entry
            typed[id_] = cells[id_].typed.in_conflict(entry.amount if entry else None)
    return typed


def wrong_field(code: str) -> str:
    """Which of a row's fields a refusal is about."""
    if code.startswith(("price_", "no_units")):
        return "price"
    return {"low_above_likely": "low", "contribution_needs_money": "paid"}.get(code, "amount")


def _save_note(
    scope: HouseholdScope, as_of: date, data: Mapping[str, str], tag: str
) -> MonthNote | None:
    """None once it is saved or was never touched."""
    if "month_note" not in data:
        return None
    note, seen = read_note(data, "month_note"), read_note(data, "month_note_seen")
    if note == seen:
        return None
    try:
        set_note(
            scope.household,
            actor=scope.user_id,
            today=scope.today,
            as_of=as_of,
            note=note,
            seen=seen,
        )
    except Refused as refused:
        return MonthNote(note, seen, refusal_sentence(refused, tag))
    except Conflict as conflict:
        return MonthNote(note, conflict.current, words.note_conflict(conflict.current))
    return None
