"""The people of a household, with or without a login, as they stand in its books."""

from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, ProtectedError, QuerySet

from accounts.commands.errors import Refused
from accounts.commands.households import lock_household
from accounts.models import Invitation, Member, Membership, User

LONGEST = 100
"""Letters of a name."""
ROOM = 90
"""Letters of a new one, before a number that tells it from another of the same name."""


@transaction.atomic
def add_member(household_id: UUID, *, name: str, user: User | None = None) -> Member:
    """A person of the household; a name that is taken gets a number."""
    lock_household(household_id)
    members = Member.objects.filter(household_id=household_id)
    taken = set(members.values_list("name", flat=True))
    wanted = name.strip()[:ROOM].strip() or "1"
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted} {number}", number + 1
    last = members.aggregate(last=Max("order"))["last"] or 0
    return Member.objects.create(household_id=household_id, user=user, name=free, order=last + 1)


@transaction.atomic
def rename_member(household_id: UUID, *, member_id: UUID, name: str) -> Member:
    """Call somebody otherwise; raises Refused (no_person, name_blank, name_taken)."""
    lock_household(household_id)
    member = _find(household_id, member_id)
    wanted = name.strip()[:LONGEST].strip()
    if not wanted:
        raise Refused("name_blank")
    others = Member.objects.filter(household_id=household_id, name=wanted).exclude(pk=member.pk)
    if others.exists():
        raise Refused("name_taken", name=wanted)
    member.name = wanted
    member.save(update_fields=["name"])
    return member


@transaction.atomic
def move_member(household_id: UUID, *, member_id: UUID, up: bool) -> None:
    """Change places with whoever stands before, or after; raises Refused (no_person)."""
    lock_household(household_id)
    member = _find(household_id, member_id)
    members = list(Member.objects.filter(household_id=household_id))
    at = [one.pk for one in members].index(member.pk)
    to = max(0, at - 1) if up else min(len(members) - 1, at + 1)
    members.insert(to, members.pop(at))
    for order, one in enumerate(members, 1):
        one.order = order
    Member.objects.bulk_update(members, ["order"])


@transaction.atomic
def delete_member(household_id: UUID, *, member_id: UUID) -> None:
    """Strike out somebody who owns nothing and has no login, with the links meant for them.

    Raises Refused (no_person, has_login, owns_something).
    """
    lock_household(household_id)
    member = _find(household_id, member_id)
    require_without_login(household_id, member_id)
    Invitation.objects.filter(member=member, accepted_at=None).delete()
    try:
        with transaction.atomic():
            member.delete()
            # What belongs to them is kept by the database's own keys, some of which look late.
            connection.check_constraints()
    except (ProtectedError, IntegrityError):
        raise Refused("owns_something", name=member.name) from None


def require_without_login(household_id: UUID, member_id: UUID) -> None:
    """Raises Refused (no_person, has_login)."""
    member = _find(household_id, member_id)
    if not without_login(household_id).filter(pk=member_id).exists():
        raise Refused("has_login", name=member.name)


def without_login(household_id: UUID) -> QuerySet[Member]:
    """The members nobody enters as: a login that was shut out counts for none."""
    let_in = Membership.objects.filter(household_id=household_id).values("user_id")
    return Member.objects.filter(household_id=household_id).exclude(user_id__in=let_in)


def _find(household_id: UUID, member_id: UUID) -> Member:
    member = Member.objects.filter(household_id=household_id, pk=member_id).first()
    if member is None:
        raise Refused("no_person")
    return member
