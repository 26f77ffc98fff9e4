"""Makes a household whole: its people, and its own balance sheet."""

from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import commands as people
from accounts.access import tenant
from accounts.models import Cadence, User
from accounts.queries import HouseholdRow, list_households
from accounts.roles import Role
from tracker.commands.errors import Refused
from tracker.models import Entity, EntityKind
from tracker.services.currencies import ACTIVE
from tracker.services.names import is_visible

ATTEMPTS = 3


@transaction.atomic
def create_household(
    name: str,
    *,
    currency: str,
    zone: str = "UTC",
    language: str = "en",
    owner: User | None = None,
    owner_name: str = "",
    key: UUID | None = None,
    is_sample: bool = False,
) -> HouseholdRow:
    """A household with its own balance sheet and, where given, its owner as first member.

    `key` is its id where the caller has drawn one.

    Raises Refused (unknown_currency, unknown_zone, blank_name).
    """
    if not name.strip():
        raise Refused("blank_name")
    if currency not in ACTIVE:
        raise Refused("unknown_currency", currency=currency)
    if zone not in zone_names():
        raise Refused("unknown_zone", zone=zone)
    household = people.create_household(
        name, currency=currency, zone=zone, language=language, key=key, is_sample=is_sample
    )
    if owner is not None:
        people.admit(household.id, user=owner, role=Role.OWNER, name=owner_name)
    with tenant(household.id):
        Entity.objects.create(
            household_id=household.id, kind=EntityKind.HOUSEHOLD, name=household.name
        )
    return household


def open_household(
    name: str,
    *,
    key: UUID,
    currency: str,
    zone: str,
    language: str,
    owner: User,
    owner_name: str,
) -> HouseholdRow:
    """What create_household does, once for each key: sent again, it finds what was made.

    Raises Refused (busy) where others are always faster, and what create_household raises.
    """
    for _attempt in range(ATTEMPTS):
        made = next((one for one in list_households(owner.pk) if one.id == key), None)
        if made is not None:
            return made
        try:
            return create_household(
                name,
                currency=currency,
                zone=zone,
                language=language,
                owner=owner,
                owner_name=owner_name,
                key=key,
            )
        except IntegrityError:
            # Sent twice at once, or another household of this name a moment before: look again.
            continue
    raise Refused("busy")


@transaction.atomic
def change_household(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    name: str,
    currency: str,
    zone: str,
    language: str,
    cadence: str,
) -> HouseholdRow:
    """Change how the household is called, counts and reviews; its address stays.

    Another currency shows the same books in it: items, prices and what was written down at
    closings keep theirs. Raises Refused (blank_name, unknown_currency, unknown_zone,
    unknown_language, unknown_cadence).
    """
    if not is_visible(name):
        raise Refused("blank_name")
    if currency not in ACTIVE and currency != household.currency:
        raise Refused("unknown_currency", currency=currency)
    if zone not in zone_names():
        raise Refused("unknown_zone", zone=zone)
    if language not in {code for code, _name in settings.HOUSEHOLD_LANGUAGES}:
        raise Refused("unknown_language")
    if cadence not in Cadence.values:
        raise Refused("unknown_cadence")
    changed = people.update_household(
        household.id, name=name, zone=zone, language=language, cadence=cadence, currency=currency
    )
    with tenant(household.id):
        Entity.objects.filter(household_id=household.id, kind=EntityKind.HOUSEHOLD).update(
            name=changed.name
        )
    return changed


@cache
def zone_names() -> frozenset[str]:
    """The names of the time zone database, which takes hundreds of files to read."""
    return frozenset(available_timezones())
