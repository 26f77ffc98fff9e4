"""Writes what a position amounted to on a date."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Conflict, Refused
from tracker.models import Position, Snapshot, Source, Valuation
from tracker.services.calendar import FIRST_DATE, LAST_DATE, is_in_range
from tracker.services.categories import Side
from tracker.services.entry import keeps_money

NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """What a person enters for one position and date; cost and quick sale where known. `low`: the
    cautious end of an own estimate; `contribution`: paid in, less taken out, since the value
    before."""

    amount: Decimal
    book: Decimal | None = None
    liquidation: Decimal | None = None
    source: str = Source.STATEMENT
    note: str = ""
    low: Decimal | None = None
    contribution: Decimal | None = None


@transaction.atomic
def record_valuation(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    position_id: UUID,
    as_of: date,
    figures: Figures,
    version: int,
) -> Valuation:
    """Add or change the valuation of a position on a date; its snapshot is made where missing.

    `version` is the one the form was made from, 0 where there was none. Figures that are already
    there change nothing, whatever the version, so that a form sent twice answers the same. Raises
    Conflict (with the current Valuation or None) and Refused (no_position, date_range,
    date_future, before_opened, after_closed, month_closed, note_long, note_characters,
    low_above_likely, low_needs_estimate, contribution_needs_money).
    """
    position = lock_position(household, position_id)
    check_date(position, as_of, today=today)
    check_note(figures.note)
    check_low(figures.low, figures.amount, figures.source)
    check_contribution(position, figures.contribution)
    snapshot = lock_snapshot(household, as_of)
    current = _current(household, position_id, as_of)
    if current is not None and _figures(current) == figures:
        return current
    if snapshot.closed_at is not None:
        raise Refused("month_closed", date=as_of)
    if (current.version if current else 0) != version:
        raise Conflict(current)
    valuation = current or Valuation(
        household_id=household.id, position_id=position_id, as_of=as_of, version=0
    )
    valuation.amount, valuation.book = figures.amount, figures.book
    valuation.liquidation, valuation.source = figures.liquidation, figures.source
    valuation.low, valuation.contribution = figures.low, figures.contribution
    valuation.note, valuation.updated_by_id = figures.note, actor
    valuation.version += 1
    with closed_months_kept(as_of):
        valuation.save()
    return valuation


@transaction.atomic
def clear_valuation(
    household: HouseholdRow, *, actor: UUID | None, position_id: UUID, as_of: date, version: int
) -> None:
    """Remove the valuation of a position on a date; nothing there is nothing to do.

    Raises Conflict (with the current Valuation) and Refused (no_position, month_closed).
    """
    lock_position(household, position_id)
    snapshot = find_locked_snapshot(household, as_of)
    current = _current(household, position_id, as_of)
    if snapshot is None or current is None:
        return
    if snapshot.closed_at is not None:
        raise Refused("month_closed", date=as_of)
    if current.version != version:
        raise Conflict(current)
    with closed_months_kept(as_of):
        current.delete()


def same_but(
    household: HouseholdRow, position_id: UUID, as_of: date, *, amount: Decimal
) -> Figures:
    """What a position's valuation of a date says, with another amount; the amount alone where
    there is none."""
    current = _current(household, position_id, as_of)
    return Figures(amount) if current is None else replace(_figures(current), amount=amount)


def lock_position(household: HouseholdRow, position_id: UUID) -> Position:
    """The household's position, held until the transaction ends; Refused(no_position)."""
    return lock_positions(household, [position_id])[position_id]


def lock_positions(household: HouseholdRow, ids: Collection[UUID]) -> dict[UUID, Position]:
    """The household's positions, held until the transaction ends; Refused(no_position).

    Whoever writes valuations takes positions first, in the order of their ids, then the snapshot:
    one order for all, so that nobody waits in a circle.
    """
    positions = Position.objects.select_for_update(no_key=True).filter(
        household_id=household.id, pk__in=ids
    )
    found = {position.pk: position for position in positions.order_by("pk")}
    if found.keys() != set(ids):
        raise Refused("no_position")
    return found


def lock_snapshot(household: HouseholdRow, as_of: date) -> Snapshot:
    """The household's snapshot of the date, made where missing, held until the transaction ends."""
    Snapshot.objects.bulk_create(
        [Snapshot(household_id=household.id, as_of=as_of)], ignore_conflicts=True
    )
    return Snapshot.objects.select_for_update(no_key=True).get(
        household_id=household.id, as_of=as_of
    )


def find_locked_snapshot(household: HouseholdRow, as_of: date) -> Snapshot | None:
    """The same where there is one."""
    held = Snapshot.objects.select_for_update(no_key=True)
    return held.filter(household_id=household.id, as_of=as_of).first()


def check_date(position: Position, as_of: date, *, today: date) -> None:
    """Raise Refused where a valuation of this date makes no sense."""
    check_day(as_of, today=today)
    if position.opened_on is not None and as_of < position.opened_on:
        raise Refused("before_opened", date=as_of, opened=position.opened_on)
    if position.closed_on is not None and as_of >= position.closed_on:
        raise Refused("after_closed", date=as_of, closed=position.closed_on)


def check_day(as_of: date, *, today: date) -> None:
    """Raise Refused where books hold no such day, or it has not come yet."""
    if not is_in_range(as_of):
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    if as_of > today:
        raise Refused("date_future", date=as_of)


def check_note(note: str, *, allowed: int = NOTE_LENGTH, lines: str = "") -> None:
    """Raise Refused where a note cannot be kept; `lines` are the line breaks it may have."""
    if len(note) > allowed:
        raise Refused("note_long", allowed=allowed)
    if any(not (letter.isprintable() or letter in lines) for letter in note if ord(letter) < 160):
        raise Refused("note_characters")


def check_low(low: Decimal | None, likely: Decimal, source: str) -> None:
    """Raise Refused where a cautious end cannot stand beside a value."""
    if low is None:
        return
    if source != Source.ESTIMATE:
        raise Refused("low_needs_estimate")
    if low > likely:
        raise Refused("low_above_likely")


def check_contribution(position: Position, contribution: Decimal | None) -> None:
    """Raise Refused where an item has no part in money paid in: only kept investments do."""
    counted = position.commodity_id is not None
    side = Side.of(position.side)
    if contribution is not None and not keeps_money(side, position.category, counted=counted):
        raise Refused("contribution_needs_money")


@contextmanager
def closed_months_kept(as_of: date) -> Iterator[None]:
    """The database's own refusal of a closed month, as the commands' one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", None) != "valuation_month_open":
            raise
        raise Refused("month_closed", date=as_of) from error


def _current(household: HouseholdRow, position_id: UUID, as_of: date) -> Valuation | None:
    return Valuation.objects.filter(
        household_id=household.id, position_id=position_id, as_of=as_of
    ).first()


def _figures(valuation: Valuation) -> Figures:
    return Figures(
        valuation.amount,
        valuation.book,
        valuation.liquidation,
        valuation.source,
        valuation.note,
        valuation.low,
        valuation.contribution,
    )
