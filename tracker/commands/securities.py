"""Writes which debts are secured on which assets."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import lock_position
from tracker.models import Position, SecuredBy
from tracker.services.categories import Side


@transaction.atomic
def set_secured(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    position_id: UUID,
    others: Collection[UUID],
) -> None:
    """The assets that a debt is secured on, or the debts that are secured on an asset.

    Links that are not among `others` end. Raises Refused (no_position, no_counterpart).
    """
    position = lock_position(household, position_id)
    debt = position.side == Side.LIABILITY.code
    _check_counterparts(position, others, Side.ASSET if debt else Side.LIABILITY)
    links = SecuredBy.objects.filter(household_id=household.id)
    mine, other = ("debt", "asset") if debt else ("asset", "debt")
    of_position = links.filter(**{mine: position})
    of_position.exclude(**{f"{other}__in": others}).delete()
    SecuredBy.objects.bulk_create(
        [
            SecuredBy(household_id=household.id, **{f"{mine}_id": position.pk, f"{other}_id": one})
            for one in others
        ],
        ignore_conflicts=True,
    )


def secure_debt(household: HouseholdRow, *, debt: Position, assets: Collection[UUID]) -> None:
    """Secure a new debt, which the caller holds, on these assets.

    Raises Refused (only_debts_secured, no_counterpart).
    """
    if debt.side != Side.LIABILITY.code:
        raise Refused("only_debts_secured")
    _check_counterparts(debt, assets, Side.ASSET)
    SecuredBy.objects.bulk_create(
        SecuredBy(household_id=household.id, debt=debt, asset_id=asset) for asset in set(assets)
    )


def _check_counterparts(position: Position, ids: Collection[UUID], side: Side) -> None:
    """All of them stand on the position's own balance sheet, on that side."""
    found = Position.objects.filter(
        household_id=position.household_id,
        entity_id=position.entity_id,
        pk__in=ids,
        side=side.code,
    )
    if found.count() != len(set(ids)):
        raise Refused("no_counterpart")
