"""The reader of people and households: frozen rows, never querysets."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Household, Member, Membership, User
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


def find_membership(user_id: UUID, slug: str) -> MembershipRow | None:
    """What this login is in the household at this slug; None for strangers and unknown slugs."""
    membership = (
        Membership.objects.select_related("household")
        .filter(user_id=user_id, household__slug=slug, user__is_active=True)
        .first()
    )
    if membership is None:
        return None
    member = Member.objects.filter(household=membership.household, user_id=user_id).first()
    return MembershipRow(
        household=household_row(membership.household),
        member=member_row(member) if member else None,
        role=Role(membership.role),
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


def anybody_signed_up() -> bool:
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
