"""Invitations: made, withdrawn, and redeemed once."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.commands.errors import Refused
from accounts.commands.households import lock_household
from accounts.commands.members import require_without_login
from accounts.commands.memberships import admit
from accounts.models import Invitation, Membership, User
from accounts.queries import (
    HouseholdRow,
    InvitationState,
    find_invitation,
    hash_token,
)
from accounts.roles import Role

TOKEN_BYTES = 32
MOST_AN_HOUR = 20
LONGEST_DAYS = 30


@transaction.atomic
def invite(
    household_id: UUID,
    *,
    actor: UUID,
    role: Role,
    days: int,
    email: str = "",
    member_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its token, which is nowhere to be found again.

    `email` binds it to an address, `member_id` says whom of the members without a login it is for;
    `days` (1 to 30) is how long it works. Raises Refused (no_person, has_login, belongs_already,
    too_many_invitations).
    """
    now = timezone.now()
    address = email.strip().lower()
    lock_household(household_id)
    invitations = Invitation.objects.filter(household_id=household_id)
    if invitations.filter(created_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise Refused("too_many_invitations", number=MOST_AN_HOUR)
    members = Membership.objects.filter(household_id=household_id)
    if address and members.filter(user__email__iexact=address).exists():
        raise Refused("belongs_already", email=address)
    if member_id is not None:
        require_without_login(household_id, member_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Invitation.objects.create(
        household_id=household_id,
        email=address,
        role=role.value,
        member_id=member_id,
        token_hash=hash_token(token),
        invited_by_id=actor,
        expires_at=now + timedelta(days=max(1, min(days, LONGEST_DAYS))),
    )
    return made, token


@transaction.atomic
def revoke_invitation(household_id: UUID, *, invitation_id: UUID) -> None:
    """Take an invitation back; one that was used stays used. Raises Refused (no_invitation)."""
    lock_household(household_id)
    changed = Invitation.objects.filter(
        household_id=household_id, pk=invitation_id, accepted_at=None
    ).update(revoked_at=timezone.now())
    if not changed:
        raise Refused("no_invitation")


@transaction.atomic
def claim_invitation(token_hash: str, *, email: str) -> None:
    """Bind an invitation to the address that somebody signs up with through it.

    So one link makes one login at most, even where it was sent to no address. Raises Refused with
    the reason why it no longer works for this address.
    """
    invitation, _household = _lock(token_hash, email)
    invitation.email = email.strip().lower()
    invitation.save(update_fields=["email"])


@transaction.atomic
def accept_invitation(token_hash: str, *, user: User) -> HouseholdRow:
    """Let the login in, once; of two at the same time one is refused.

    Raises Refused: already_member, or why the invitation does not work for this login.
    """
    invitation, household = _lock(token_hash, user.email, user)
    admit(household.id, user=user, role=Role(invitation.role), member_id=invitation.member_id)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return household


def _lock(token_hash: str, email: str, user: User | None = None) -> tuple[Invitation, HouseholdRow]:
    """The invitation, locked and working for this address; raises Refused."""
    invitation = Invitation.objects.filter(token_hash=token_hash).first()
    if invitation is None:
        raise Refused(InvitationState.UNKNOWN.value)
    # The household first, as everywhere; what is read below is read behind it.
    lock_household(invitation.household_id)
    found = find_invitation(token_hash, user.pk if user else None)
    if found.offer is None:
        raise Refused(InvitationState.UNKNOWN.value)
    if found.belongs:
        raise Refused("already_member", household=found.offer.household)
    if found.state is not InvitationState.OPEN:
        raise Refused(found.state.value)
    if not found.offer.is_for(email):
        raise Refused("other_address")
    invitation.refresh_from_db()
    return invitation, found.offer.household
