"""Writes a date's record as a whole: copying into its blanks, its note, closing and reopening."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.queries import HouseholdRow
from tracker.commands.errors import Conflict, Refused
from tracker.commands.valuations import (
    check_day,
    check_note,
    closed_months_kept,
    find_locked_snapshot,
    lock_positions,
    lock_snapshot,
)
from tracker.models import Closing, Position, Snapshot, Source, Valuation
from tracker.queries.books import household_books
from tracker.services.money import LIMIT, plain
from tracker.services.networth import monthly_history
from tracker.services.position_values import values_on

NOTE_LENGTH = 2000


@transaction.atomic
def copy_into_blanks(
    household: HouseholdRow, *, actor: UUID | None, today: date, as_of: date
) -> int:
    """Give every open item without a value on the date its last one; how many that were.

    Values that are there stay. A copy counts as the household's own estimate. Raises Refused
    (date_range, date_future, month_closed).
    """
    check_day(as_of, today=today)
    # Locked in the order of everybody who writes values: positions, then the record. Read only
    # afterwards: an item may just have been closed, or its last value changed.
    lock_positions(household, list(_open_positions(household, as_of).values_list("pk", flat=True)))
    lasts = _last_values(household, as_of)
    if not lasts:
        _refuse_closed(find_locked_snapshot(household, as_of))
        return 0
    _refuse_closed(lock_snapshot(household, as_of))
    there = Valuation.objects.filter(household_id=household.id, as_of=as_of)
    filled = set(there.values_list("position_id", flat=True))
    copies = [
        Valuation(
            household_id=household.id,
            position_id=last.position_id,
            as_of=as_of,
            amount=last.amount,
            source=Source.ESTIMATE,
            updated_by_id=actor,
        )
        for last in lasts
        if last.position_id not in filled
    ]
    with closed_months_kept(as_of):
        Valuation.objects.bulk_create(copies)
    return len(copies)


@transaction.atomic
def enter_estimates(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    as_of: date,
    only: Collection[UUID] | None = None,
) -> int:
    """Give every open item without a value on the date what its model estimates for it, or `only`
    some of them; how many that were.

    Values that are there stay. They are the household's own estimates from then on. Raises Refused
    (date_range, date_future, month_closed).
    """
    check_day(as_of, today=today)
    open_ids = set(_open_positions(household, as_of).values_list("pk", flat=True))
    asked = open_ids if only is None else open_ids & set(only)
    lock_positions(household, asked)
    there = Valuation.objects.filter(household_id=household.id, as_of=as_of)
    blank = asked - set(there.values_list("position_id", flat=True))
    found = [
        Valuation(
            household_id=household.id,
            position_id=value.position.id,
            as_of=as_of,
            amount=_decimal(value.amount),
            source=Source.ESTIMATE,
            updated_by_id=actor,
        )
        for value in values_on(household_books(household), as_of)
        if value.estimated
        and value.position.id in blank
        and value.amount is not None
        and abs(value.amount) < LIMIT  # a debt that outgrew what the books can hold
    ]
    _refuse_closed((lock_snapshot if found else find_locked_snapshot)(household, as_of))
    with closed_months_kept(as_of):
        Valuation.objects.bulk_create(found)
    return len(found)


@transaction.atomic
def set_note(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    as_of: date,
    note: str,
    seen: str,
) -> None:
    """Say something about the date's record, which is made where missing.

    `seen` is the note the form was made from. Raises Conflict (with the note that stands there
    now) and Refused (date_range, date_future, month_closed, note_long, note_characters).
    """
    check_day(as_of, today=today)
    check_note(note, allowed=NOTE_LENGTH, lines="\n")
    snapshot = (lock_snapshot if note else find_locked_snapshot)(household, as_of)
    if snapshot is None or snapshot.note == note:
        return
    _refuse_closed(snapshot)
    if snapshot.note != seen:
        raise Conflict(snapshot.note)
    snapshot.note = note
    snapshot.save(update_fields=["note"])


@transaction.atomic
def close_snapshot(
    household: HouseholdRow, *, actor: UUID | None, today: date, as_of: date
) -> None:
    """Close the date's record and write down what the household was worth that day.

    A closed one stays as it is. Raises Refused (date_range, date_future, nothing_to_close).
    """
    check_day(as_of, today=today)
    if not _open_positions(household, as_of).exists():
        raise Refused("nothing_to_close", date=as_of)
    snapshot = lock_snapshot(household, as_of)
    if snapshot.closed_at is not None:
        return
    totals = monthly_history(household_books(household), [as_of], members=False)
    closed_at = timezone.now()
    Closing.objects.create(
        household_id=household.id,
        as_of=as_of,
        closed_at=closed_at,
        closed_by_id=actor,
        currency=household.currency,
        assets=_decimal(totals.exact(totals.assets[0])),
        liabilities=_decimal(totals.exact(totals.liabilities[0])),
        net_worth=_decimal(totals.exact(totals.net_worth[0])),
        complete=totals.complete[0],
    )
    snapshot.closed_at = closed_at
    snapshot.save(update_fields=["closed_at"])


@transaction.atomic
def reopen_snapshot(household: HouseholdRow, *, actor: UUID | None, as_of: date) -> None:
    """Let the date's values be changed again; what was written down at closing is kept.

    An open one stays as it is. Raises Refused (nothing_to_reopen).
    """
    snapshot = find_locked_snapshot(household, as_of)
    if snapshot is None:
        raise Refused("nothing_to_reopen", date=as_of)
    if snapshot.closed_at is not None:
        snapshot.closed_at = None
        snapshot.save(update_fields=["closed_at"])


def _open_positions(household: HouseholdRow, on: date) -> QuerySet[Position]:
    return Position.objects.filter(
        Q(opened_on__isnull=True) | Q(opened_on__lte=on),
        Q(closed_on__isnull=True) | Q(closed_on__gt=on),
        household_id=household.id,
        entity__kind="household",
        archived_at__isnull=True,
    )


def _last_values(household: HouseholdRow, before: date) -> list[Valuation]:
    open_ids = _open_positions(household, before).values("pk")
    earlier = Valuation.objects.filter(
        household_id=household.id, position_id__in=open_ids, as_of__lt=before
    )
    return list(earlier.order_by("position_id", "-as_of").distinct("position_id"))


def _refuse_closed(snapshot: Snapshot | None) -> None:
    if snapshot is not None and snapshot.closed_at is not None:
        raise Refused("month_closed", date=snapshot.as_of)


def _decimal(exact: Fraction) -> Decimal:
    """A total in full: without owners' parts it always ends."""
    return Decimal(plain(exact))
