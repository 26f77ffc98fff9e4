"""Households, and what a login is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

from django.db import connection
from django.db.models import F

from accounts.models import Household
from accounts.roles import Role

MOST_LISTED = 8
"""Households in the menu; the page of all of them has the rest."""


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    id: UUID
    slug: str
    name: str
    currency: str
    zone: str
    language: str
    cadence: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHousehold(HouseholdRow):
    """A household of one login, and what that login is there."""

    role: Role


@dataclass(frozen=True, slots=True)
class HouseholdLink:
    """As much of a household as the way to it needs."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: UUID
    name: str
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """`households`: this one and others of the same login by name, MOST_LISTED at most."""

    household: HouseholdRow
    member: MemberRow | None
    role: Role
    households: tuple[HouseholdLink, ...] = ()


# Every household page begins with this one; as two querysets it takes several times as long. The
# household at the slug comes first, where the login belongs to it, then those it may change to.
MEMBERSHIP = """
SELECT ms.role, m.id, m.name, m.user_id,
       h.id, h.slug, h.name, h.currency, h.zone, h.language, h.cadence, h.is_sample
FROM accounts_membership ms
JOIN accounts_user u ON u.id = ms.user_id AND u.is_active
JOIN accounts_household h ON h.id = ms.household_id
LEFT JOIN accounts_member m ON m.household_id = h.id AND m.user_id = u.id
WHERE ms.user_id = %s
ORDER BY h.slug = %s DESC, h.name, h.slug
LIMIT %s
"""


def find_membership(user_id: UUID, slug: str) -> MembershipRow | None:
    """What this login is in the household at this slug; None for strangers and unknown slugs."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERSHIP, [user_id, slug, MOST_LISTED])
        rows = cursor.fetchall()
    households = [HouseholdRow(*row[4:]) for row in rows]
    if not households or households[0].slug != slug:
        return None
    role, member_id, name, member_user = rows[0][:4]
    links = [HouseholdLink(household.slug, household.name) for household in households]
    return MembershipRow(
        household=households[0],
        member=None if member_id is None else MemberRow(member_id, name, member_user),
        role=Role(role),
        households=tuple(sorted(links, key=lambda link: (link.name.casefold(), link.slug))),
    )


def find_household(slug: str) -> HouseholdRow | None:
    household = Household.objects.filter(slug=slug).first()
    return household_row(household) if household else None


@overload
def list_households(user_id: None = None) -> Sequence[HouseholdRow]: ...
@overload
def list_households(user_id: UUID) -> Sequence[OwnHousehold]: ...
def list_households(user_id: UUID | None = None) -> Sequence[HouseholdRow]:
    """All households, or those of one login with its role, by name."""
    households = Household.objects.order_by("name", "slug")
    if user_id is None:
        return tuple(household_row(household) for household in households)
    own = households.filter(memberships__user_id=user_id).values_list(
        *HouseholdRow.__dataclass_fields__, F("memberships__role")
    )
    return tuple(OwnHousehold(*row, role=Role(role)) for *row, role in own)


# Most pages ask for them; a queryset takes several times as long.
MEMBERS = """
SELECT id, name, user_id FROM accounts_member WHERE household_id = %s ORDER BY "order", name
"""


def list_members(household_id: UUID) -> Sequence[MemberRow]:
    """The household's members in the order they are shown."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [household_id])
        return tuple(MemberRow(*row) for row in cursor.fetchall())


def household_row(household: Household) -> HouseholdRow:
    return HouseholdRow(
        household.pk,
        household.slug,
        household.name,
        household.currency,
        household.zone,
        household.language,
        household.cadence,
        household.is_sample,
    )
