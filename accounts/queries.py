"""The reader of people and households: frozen rows, never querysets."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from accounts.models import Household, Member, User
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    id: UUID
    slug: str
    name: str
    currency: str
    zone: str
    language: str
    cadence: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: UUID
    name: str
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    household: HouseholdRow
    member: MemberRow | None
    role: Role


# Every household page begins with this one; as two querysets it takes several times as long.
MEMBERSHIP = """
SELECT ms.role, m.id, m.name, m.user_id,
       h.id, h.slug, h.name, h.currency, h.zone, h.language, h.cadence
FROM accounts_membership ms
JOIN accounts_user u ON u.id = ms.user_id AND u.is_active
JOIN accounts_household h ON h.id = ms.household_id
LEFT JOIN accounts_member m ON m.household_id = h.id AND m.user_id = u.id
WHERE ms.user_id = %s AND h.slug = %s
"""


def find_membership(user_id: UUID, slug: str) -> MembershipRow | None:
    """What this login is in the household at this slug; None for strangers and unknown slugs."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERSHIP, [user_id, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    role, member_id, name, member_user, *household = row
    return MembershipRow(
        household=HouseholdRow(*household),
        member=None if member_id is None else MemberRow(member_id, name, member_user),
        role=Role(role),
    )


def find_household(slug: str) -> HouseholdRow | None:
    household = Household.objects.filter(slug=slug).first()
    return household_row(household) if household else None


def list_households(user_id: UUID | None = None) -> Sequence[HouseholdRow]:
    """All households, or those of one login, by name."""
    households = Household.objects.order_by("name", "slug")
    if user_id is not None:
        households = households.filter(memberships__user_id=user_id)
    return tuple(household_row(household) for household in households)


def list_members(household_id: UUID) -> Sequence[MemberRow]:
    """The household's members in the order they are shown."""
    return tuple(member_row(m) for m in Member.objects.filter(household_id=household_id))


def list_user_names(user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The name, else the address, of each login."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=user_ids)}


def has_operator() -> bool:
    """Whether somebody looks after this server; until then the setup code makes one."""
    return User.objects.filter(is_staff=True).exists()


def anybody_signed_up() -> bool:
    """Whether there is any login at all: one made on the command line counts too."""
    return User.objects.exists()


def household_row(household: Household) -> HouseholdRow:
    return HouseholdRow(
        household.pk,
        household.slug,
        household.name,
        household.currency,
        household.zone,
        household.language,
        household.cadence,
    )


def member_row(member: Member) -> MemberRow:
    return MemberRow(member.pk, member.name, member.user_id)
