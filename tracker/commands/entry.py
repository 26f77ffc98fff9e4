"""Writes cells of the entry grid: one or many of a date, each with what its form was made from."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.entry_prices import check_price, lock_prices, prices_of, write_prices
from tracker.commands.errors import Refused
from tracker.commands.valuations import (
    check_contribution,
    check_date,
    check_day,
    check_low,
    check_note,
    closed_months_kept,
    find_locked_snapshot,
    lock_positions,
    lock_snapshot,
)
from tracker.models import Position, Source, Valuation
from tracker.services.categories import Side
from tracker.services.entry import CellEntry, Seen, usual_source

CHANGED = ("amount", "low", "contribution", "note", "source", "version", "updated_at", "updated_by")


class Outcome(StrEnum):
    SAVED = "saved"
    CONFLICT = "conflict"
    """Somebody else has changed the cell since the form was made; it was left alone."""


type Outcomes = dict[UUID, Outcome | Refused]


@transaction.atomic
def enter_cells(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    as_of: date,
    entries: Sequence[CellEntry],
) -> Outcomes:
    """Write each entry that can be written, in as many statements for one as for a hundred.

    What else a valuation says (cost, quick sale) is kept. A cell that holds what is wanted already
    is saved, whoever saved it, so that a form sent twice answers the same; a form made from an
    older version, or from a valuation that was cleared meanwhile, is a conflict. An entry's amount
    and price are written together or not at all. Raises Refused (no_position, date_range,
    date_future); an entry's own reason (before_opened, after_closed, month_closed,
    note_needs_amount, low_above_likely, price_positive, …) stands at its position.
    """
    check_day(as_of, today=today)
    positions = lock_positions(household, [entry.position_id for entry in entries])
    outcomes: Outcomes = {}
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
    check_price(position, entry.price)
    check_contribution(position, entry.paid)
    if entry.source and entry.source not in Source.values:
        raise Refused("unknown_source")
    if entry.amount is None and entry.says_more:
        raise Refused("note_needs_amount" if entry.note else "details_need_amount")


def _write(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    as_of: date,
    positions: Mapping[UUID, Position],
    entries: Sequence[CellEntry],
) -> Outcomes:
    priced = [entry for entry in entries if entry.price is not None]
    lock_prices(household, [positions[entry.position_id] for entry in priced])
    # Clearing alone must not make a record of the date.
    adds = any(entry.amount is not None for entry in entries)
    snapshot = (lock_snapshot if adds else find_locked_snapshot)(household, as_of)
    closed = snapshot is not None and snapshot.closed_at is not None
    current = _current(household, as_of, entries)
    sources = _last_sources(household, as_of, entries)
    prices = prices_of(household, as_of, [positions[entry.position_id] for entry in priced])
    outcomes: Outcomes = {}
    written: list[Valuation] = []
    cleared: list[UUID] = []
    for entry in entries:
        position, valuation = positions[entry.position_id], current.get(entry.position_id)
        usual = sources.get(entry.position_id, "")
        wanted = _source(position, valuation, entry, usual)
        holds, price = _holds(valuation, entry, wanted), prices.settle(position, entry.price)
        low = _low_refusal(entry, wanted)
        if low is not None:
            outcomes[entry.position_id] = low
        elif holds and price is None:
            outcomes[entry.position_id] = Outcome.SAVED
        elif closed:
            outcomes[entry.position_id] = Refused("month_closed", date=as_of)
        elif not holds and _as_seen(valuation) != entry.seen:
            outcomes[entry.position_id] = Outcome.CONFLICT
        elif isinstance(price, Refused):
            outcomes[entry.position_id] = price
        else:
            outcomes[entry.position_id] = Outcome.SAVED
            prices.take(price)
            if holds:
                continue
            if entry.amount is not None:
                written.append(_changed(position, valuation, entry, as_of, actor, wanted))
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
    write_prices(household, as_of=as_of, changes=prices.changes)
    return outcomes


def _current(
    household: HouseholdRow, as_of: date, entries: Sequence[CellEntry]
) -> dict[UUID, Valuation]:
    found = Valuation.objects.filter(
        household_id=household.id,
        as_of=as_of,
        position_id__in=[entry.position_id for entry in entries],
    )
    return {valuation.position_id: valuation for valuation in found}


def _last_sources(
    household: HouseholdRow, as_of: date, entries: Sequence[CellEntry]
) -> dict[UUID, str]:
    """Where the last value before the date came from, of each position that does not say it."""
    asked = [entry.position_id for entry in entries if entry.source in ("", Source.IMPORT)]
    if not asked:
        return {}
    earlier = Valuation.objects.filter(
        household_id=household.id,
        as_of__lt=as_of,
        position_id__in=asked,
    )
    lasts = earlier.order_by("position_id", "-as_of").distinct("position_id")
    return dict(lasts.values_list("position_id", "source"))


def _source(position: Position, valuation: Valuation | None, entry: CellEntry, last: str) -> str:
    """Where the entry's value comes from; a figure that was corrected by hand is not a file's."""
    held = valuation.source if valuation else ""
    said = entry.source or held
    corrected = valuation is not None and valuation.amount != entry.amount
    if said and not (corrected and said == held == Source.IMPORT):
        return said
    return usual_source(Side.of(position.side), position.category, last)


def _low_refusal(entry: CellEntry, source: str) -> Refused | None:
    if entry.amount is None:
        return None
    try:
        check_low(entry.low, entry.amount, source)
    except Refused as refused:
        return refused
    return None


def _holds(valuation: Valuation | None, entry: CellEntry, source: str) -> bool:
    if valuation is None or entry.amount is None:
        return valuation is None and entry.amount is None
    return (
        valuation.amount == entry.amount
        and valuation.note == entry.note
        and valuation.source == source
        and valuation.low == entry.low
        and valuation.contribution == entry.paid
    )


def _as_seen(valuation: Valuation | None) -> Seen | None:
    return None if valuation is None else Seen(valuation.pk, valuation.version)


def _changed(
    position: Position,
    valuation: Valuation | None,
    entry: CellEntry,
    as_of: date,
    actor: UUID | None,
    source: str,
) -> Valuation:
    changed = valuation or Valuation(
        household_id=position.household_id, position_id=position.pk, as_of=as_of, version=0
    )
    assert entry.amount is not None  # noqa: S101 - the caller clears those
    changed.amount, changed.note, changed.updated_by_id = entry.amount, entry.note, actor
    changed.low, changed.contribution, changed.source = entry.low, entry.paid, source
    changed.version += 1
    return changed
