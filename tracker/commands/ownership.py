"""Writes who owns which part of an item from which date on."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import Member
from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import lock_position
from tracker.models import Ownership, Position
from tracker.services.calendar import FIRST_DATE, LAST_DATE

MOST_PARTS = 1000


@transaction.atomic
def set_owners(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    position_id: UUID,
    since: date,
    parts: Mapping[UUID, int],
) -> None:
    """From `since` on the position belongs to these members by whole-number parts.

    Replaces the set of that very date. Raises Refused (no_position, date_range, no_member,
    bad_parts, no_parts).
    """
    replace_owners(
        household, position=lock_position(household, position_id), since=since, parts=parts
    )


@transaction.atomic
def remove_owners(
    household: HouseholdRow, *, actor: UUID | None, position_id: UUID, since: date
) -> None:
    """Take the set of that date away; without any set a position is shared.

    Raises Refused (no_position).
    """
    lock_position(household, position_id)
    Ownership.objects.filter(
        household_id=household.id, position_id=position_id, since=since
    ).delete()


def replace_owners(
    household: HouseholdRow, *, position: Position, since: date, parts: Mapping[UUID, int]
) -> None:
    """What set_owners does, for a position that the caller holds."""
    if not FIRST_DATE <= since <= LAST_DATE:
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    if any(not 0 <= count <= MOST_PARTS for count in parts.values()):
        raise Refused("bad_parts", most=MOST_PARTS)
    held = {member: count for member, count in parts.items() if count}
    if not held:
        raise Refused("no_parts")
    known = Member.objects.filter(household_id=household.id, pk__in=held).count()
    if known != len(held):
        raise Refused("no_member")
    Ownership.objects.filter(household_id=household.id, position=position, since=since).delete()
    Ownership.objects.bulk_create(
        Ownership(
            household_id=household.id,
            position=position,
            member_id=member,
            since=since,
            parts=count,
        )
        for member, count in held.items()
    )
