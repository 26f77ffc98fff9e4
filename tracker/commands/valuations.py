"""Writes what a position amounted to on a date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Conflict, Refused
from tracker.models import Position, Snapshot, Source, Valuation

FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a person enters for one position and date; cost and quick sale where known."""

    amount: Decimal
    book: Decimal | None = None
    liquidation: Decimal | None = None
    source: str = Source.STATEMENT
    note: str = ""


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
    date_future, before_opened, after_closed, month_closed).
    """
    position = lock_position(household, position_id)
    check_date(position, as_of, today=today)
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
    valuation.note, valuation.updated_by_id = figures.note, actor
    valuation.version += 1
    valuation.save()
    return valuation


@transaction.atomic
def clear_valuation(
    household: HouseholdRow, *, position_id: UUID, as_of: date, version: int
) -> None:
    """Remove the valuation of a position on a date; nothing there is nothing to do.

    Raises Conflict (with the current Valuation) and Refused (no_position, month_closed).
    """
    lock_position(household, position_id)
    snapshot = Snapshot.objects.select_for_update().filter(household_id=household.id, as_of=as_of)
    found = snapshot.first()
    current = _current(household, position_id, as_of)
    if found is None or current is None:
        return
    if found.closed_at is not None:
        raise Refused("month_closed", date=as_of)
    if current.version != version:
        raise Conflict(current)
    current.delete()


def lock_position(household: HouseholdRow, position_id: UUID) -> Position:
    """The household's position, held until the transaction ends; Refused(no_position)."""
    position = (
        Position.objects.select_for_update(no_key=True)
        .filter(household_id=household.id, pk=position_id)
        .first()
    )
    if position is None:
        raise Refused("no_position")
    return position


def lock_snapshot(household: HouseholdRow, as_of: date) -> Snapshot:
    """The household's snapshot of the date, made where missing, held until the transaction ends."""
    Snapshot.objects.bulk_create(
        [Snapshot(household_id=household.id, as_of=as_of)], ignore_conflicts=True
    )
    return Snapshot.objects.select_for_update(no_key=True).get(
        household_id=household.id, as_of=as_of
    )


def check_date(position: Position, as_of: date, *, today: date) -> None:
    """Raise Refused where a valuation of this date makes no sense."""
    if not FIRST_DATE <= as_of <= LAST_DATE:
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    if as_of > today:
        raise Refused("date_future", date=as_of)
    if position.opened_on is not None and as_of < position.opened_on:
        raise Refused("before_opened", date=as_of, opened=position.opened_on)
    if position.closed_on is not None and as_of >= position.closed_on:
        raise Refused("after_closed", date=as_of, closed=position.closed_on)


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
    )
