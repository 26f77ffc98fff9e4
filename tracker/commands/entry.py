"""Writes cells of the entry grid: one or many of a date, each with what its form was made from."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import (
    check_date,
    check_day,
    check_note,
    closed_months_kept,
    find_locked_snapshot,
    lock_positions,
    lock_snapshot,
)
from tracker.models import Position, Source, Valuation
from tracker.services.categories import BY_KEY, Nature, Side
from tracker.services.entry import CellEntry, Seen

CHANGED = ("amount", "note", "source", "version", "updated_at", "updated_by")


class Outcome(StrEnum):
    SAVED = "saved"
    CONFLICT = "conflict"
    """Somebody else has changed the cell since the form was made; it was left alone."""


@transaction.atomic
def enter_cells(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    as_of: date,
    entries: Sequence[CellEntry],
) -> dict[UUID, Outcome | Refused]:
    """Write each entry that can be written, in as many statements for one as for a hundred.

    What else a valuation says (cost, quick sale) is kept. A cell that holds what is wanted already
    is saved, whoever saved it, so that a form sent twice answers the same; a form made from an
    older version, or from a valuation that was cleared meanwhile, is a conflict. Raises Refused
    (no_position, date_range, date_future); an entry's own reason (before_opened, after_closed,
    month_closed, note_needs_amount, …) stands at its position.
    """
    check_day(as_of, today=today)
    positions = lock_positions(household, [entry.position_id for entry in entries])
    outcomes: dict[UUID, Outcome | Refused] = {}
    sound: list[CellEntry] = []
    for entry in entries:
        try:
            _check(positions[entry.position_id], entry, as_of, today)
        except Refused as refused:
            outcomes[entry.position_id] = refused
        else:
            sound.append(entry)
    if sound:
        outcomes |= _write(household, actor=actor, as_of=as_of, positions=positions, entries=sound)
    return outcomes


def _check(position: Position, entry: CellEntry, as_of: date, today: date) -> None:
    check_date(position, as_of, today=today)
    check_note(entry.note)
    if entry.amount is None and entry.note:
        raise Refused("note_needs_amount")


def _write(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    as_of: date,
    positions: Mapping[UUID, Position],
    entries: Sequence[CellEntry],
) -> dict[UUID, Outcome | Refused]:
    # Clearing alone must not make a record of the date.
    adds = any(entry.amount is not None for entry in entries)
    snapshot = (lock_snapshot if adds else find_locked_snapshot)(household, as_of)
    closed = snapshot is not None and snapshot.closed_at is not None
    found = Valuation.objects.filter(
        household_id=household.id,
        as_of=as_of,
        position_id__in=[entry.position_id for entry in entries],
    )
    current = {valuation.position_id: valuation for valuation in found}
    outcomes: dict[UUID, Outcome | Refused] = {}
    written: list[Valuation] = []
    cleared: list[UUID] = []
    for entry in entries:
        valuation = current.get(entry.position_id)
        if _holds(valuation, entry):
            outcomes[entry.position_id] = Outcome.SAVED
        elif closed:
            outcomes[entry.position_id] = Refused("month_closed", date=as_of)
        elif _as_seen(valuation) != entry.seen:
            outcomes[entry.position_id] = Outcome.CONFLICT
        else:
            outcomes[entry.position_id] = Outcome.SAVED
            if entry.amount is not None:
                position = positions[entry.position_id]
                written.append(_changed(position, valuation, entry, as_of, actor))
            elif valuation is not None:
                cleared.append(valuation.pk)
    with closed_months_kept(as_of):
        if written:
            Valuation.objects.bulk_create(
                written,
                update_conflicts=True,
                unique_fields=["household", "position", "as_of"],
                update_fields=CHANGED,
            )
        if cleared:
            Valuation.objects.filter(household_id=household.id, pk__in=cleared).delete()
    return outcomes


def _holds(valuation: Valuation | None, entry: CellEntry) -> bool:
    if valuation is None:
        return entry.amount is None
    return valuation.amount == entry.amount and valuation.note == entry.note


def _as_seen(valuation: Valuation | None) -> Seen | None:
    return None if valuation is None else Seen(valuation.pk, valuation.version)


def _changed(
    position: Position,
    valuation: Valuation | None,
    entry: CellEntry,
    as_of: date,
    actor: UUID | None,
) -> Valuation:
    changed = valuation or Valuation(
        household_id=position.household_id,
        position_id=position.pk,
        as_of=as_of,
        version=0,
        source=_usual_source(position),
    )
    if changed.amount != entry.amount and changed.source == Source.IMPORT:
        # A figure that was corrected by hand is not the file's any more.
        changed.source = _usual_source(position)
    assert entry.amount is not None  # noqa: S101 - the caller clears those
    changed.amount, changed.note, changed.updated_by_id = entry.amount, entry.note, actor
    changed.version += 1
    return changed


def _usual_source(position: Position) -> str:
    """Where a figure typed for it comes from: what a house is worth is nobody's statement."""
    category = BY_KEY[Side.of(position.side), position.category]
    return Source.ESTIMATE if category.nature is Nature.REVALUATION else Source.STATEMENT
