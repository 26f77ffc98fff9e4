"""Who may enter a household, and as what: one change at a time, and always an owner left."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.commands.errors import LastOwner, Refused
from accounts.commands.households import lock_household
from accounts.commands.members import add_member, without_login
from accounts.models import Invitation, Member, Membership, User
from accounts.roles import Role


@transaction.atomic
def grant_role(household_id: UUID, *, user: User, role: Role) -> Membership:
    """Give a login a role in the household."""
    return Membership.objects.create(household_id=household_id, user=user, role=role.value)


@transaction.atomic
def admit(
    household_id: UUID, *, user: User, role: Role, name: str = "", member_id: UUID | None = None
) -> Membership:
    """Give a login a role, and make it one of the household's members unless it is one.

    It becomes the member `member_id` where that one has no login, else a new one, called `name`,
    else as the login is, else by its address up to the @.
    """
    lock_household(household_id)
    known = Member.objects.filter(household_id=household_id, user=user).exists()
    free = without_login(household_id).filter(pk=member_id) if member_id else Member.objects.none()
    if not known and not free.update(user=user):
        add_member(household_id, name=name or user.name or user.email.split("@")[0], user=user)
    return grant_role(household_id, user=user, role=role)


@transaction.atomic
def change_role(household_id: UUID, *, user_id: UUID, role: Role) -> Membership:
    """Give a login another role in its household; raises LastOwner, Refused (no_person)."""
    membership = _lock_membership(household_id, user_id)
    if role is not Role.OWNER:
        _keep_an_owner(household_id, besides=membership)
        _withdraw_invitations(household_id, user_id)
    membership.role = role.value
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def revoke_role(household_id: UUID, *, user_id: UUID) -> None:
    """Close the household to a login. The person stays among its members, without the login.

    Raises LastOwner, Refused (no_person).
    """
    membership = _lock_membership(household_id, user_id)
    _keep_an_owner(household_id, besides=membership)
    _withdraw_invitations(household_id, user_id)
    # The books keep the person; a later invitation may be for the same one, with any login.
    Member.objects.filter(household_id=household_id, user_id=user_id).update(user=None)
    membership.delete()


def _lock_membership(household_id: UUID, user_id: UUID) -> Membership:
    # One at a time per household, so that two owners cannot leave at once.
    lock_household(household_id)
    membership = Membership.objects.filter(household_id=household_id, user_id=user_id).first()
    if membership is None:
        raise Refused("no_person")
    return membership


def _keep_an_owner(household_id: UUID, *, besides: Membership) -> None:
    if besides.role == Role.OWNER and not _owners(household_id).exclude(pk=besides.pk).exists():
        raise LastOwner


def _owners(household_id: UUID) -> QuerySet[Membership]:
    """Those who can act: a login that is switched off is nobody's owner."""
    return Membership.objects.filter(
        household_id=household_id, role=Role.OWNER.value, user__is_active=True
    )


def _withdraw_invitations(household_id: UUID, user_id: UUID) -> None:
    """Who is no owner any more lets nobody in, by no link handed out before."""
    Invitation.objects.filter(
        household_id=household_id, invited_by_id=user_id, accepted_at=None, revoked_at=None
    ).update(revoked_at=timezone.now())
