"""Makes a household whole: its people, and its own balance sheet."""

from functools import cache
from zoneinfo import available_timezones

from django.db import transaction

from accounts import commands as people
from accounts.access import tenant
from accounts.models import User
from accounts.queries import HouseholdRow
from accounts.roles import Role
from tracker.commands.errors import Refused
from tracker.models import Entity, EntityKind
from tracker.services.currencies import ACTIVE


@transaction.atomic
def create_household(
    name: str,
    *,
    currency: str,
    zone: str = "UTC",
    language: str = "en",
    owner: User | None = None,
    owner_name: str = "",
) -> HouseholdRow:
    """A household with its own balance sheet and, where given, its owner as first member.

    Raises Refused (unknown_currency, unknown_zone, blank_name).
    """
    if not name.strip():
        raise Refused("blank_name")
    if currency not in ACTIVE:
        raise Refused("unknown_currency", currency=currency)
    if zone not in _zones():
        raise Refused("unknown_zone", zone=zone)
    household = people.create_household(name, currency=currency, zone=zone, language=language)
    if owner is not None:
        people.admit(household.id, user=owner, role=Role.OWNER, name=owner_name)
    with tenant(household.id):
        Entity.objects.create(
            household_id=household.id, kind=EntityKind.HOUSEHOLD, name=household.name
        )
    return household


@cache
def _zones() -> frozenset[str]:
    """The names of the time zone database, which takes hundreds of files to read."""
    return frozenset(available_timezones())
