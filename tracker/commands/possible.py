"""Writes that a possible debt is one."""

from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import lock_position
from tracker.services.categories import Side


@transaction.atomic
def count_as_debt(household: HouseholdRow, *, actor: UUID | None, position_id: UUID) -> None:
    """A possible debt counts from now on, on every date, with all the values it has; what is owed
    has no likelihood. What counts already is left as it is. Raises Refused (no_position), for what
    is owned too."""
    position = lock_position(household, position_id)
    if Side.of(position.side) is Side.ASSET:
        raise Refused("no_position")
    if position.contingent:
        position.contingent, position.probability = False, None
        position.save(update_fields=["contingent", "probability"])
