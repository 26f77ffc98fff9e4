"""Invitations: what a link still does, and which ones a household has handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from accounts.models import Invitation, Member, Membership
from accounts.queries.households import HouseholdRow, household_row
from accounts.roles import Role

EXPIRED_SHOWN = timedelta(days=30)


class InvitationState(StrEnum):
    """What became of an invitation; the values are words of accounts.wording.refusals."""

    OPEN = "open"
    USED = "invitation_used"
    REVOKED = "invitation_revoked"
    EXPIRED = "invitation_expired"
    UNKNOWN = "invitation_unknown"


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers; `email` is the address it is bound to, empty for none."""

    household: HouseholdRow
    role: Role
    email: str
    inviter: str
    member: str
    expires_at: datetime

    def is_for(self, email: str) -> bool:
        """Whether a login with this address may use it."""
        return not self.email or self.email.casefold() == email.strip().casefold()


@dataclass(frozen=True, slots=True)
class InvitationFound:
    """What a link does; `belongs` says that the asking login is of the household already."""

    state: InvitationState
    offer: Offer | None = None
    belongs: bool = False


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation nobody has used or withdrawn."""

    id: UUID
    email: str
    role: Role
    member: str
    inviter: str
    expires_at: datetime
    state: InvitationState


def hash_token(token: str) -> str:
    """All that is kept of a token: 256 random bits need neither salt nor stretching."""
    return sha256(token.encode()).hexdigest()


def find_invitation(token_hash: str, user_id: UUID | None = None) -> InvitationFound:
    """What this link offers, in one statement whatever became of it."""
    asking = Membership.objects.filter(household_id=OuterRef("household_id"), user=user_id)
    found = (
        _described(Invitation.objects.filter(token_hash=token_hash))
        .select_related("household", "member")
        .annotate(belongs=Exists(asking))
        .first()
    )
    if found is None:
        return InvitationFound(InvitationState.UNKNOWN)
    offer = Offer(
        household=household_row(found.household),
        role=Role(found.role),
        email=found.email,
        inviter=found.inviter or "",
        member=found.member.name if found.member else "",
        expires_at=found.expires_at,
    )
    return InvitationFound(_state(found), offer, found.belongs)


def list_invitations(household_id: UUID) -> Sequence[InvitationRow]:
    """Those that can be used, the next to expire first, and those that expired lately."""
    rows = (
        _described(Invitation.objects.filter(household_id=household_id))
        .filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now() - EXPIRED_SHOWN)
        .select_related("member")
        .order_by("expires_at", "pk")
    )
    return tuple(
        InvitationRow(
            row.pk,
            row.email,
            Role(row.role),
            row.member.name if row.member else "",
            row.inviter or "",
            row.expires_at,
            _state(row),
        )
        for row in rows
    )


def _described(invitations: QuerySet[Invitation]) -> QuerySet[Any]:
    """With the inviter's name there, and whether they may still invite."""
    inviter = Membership.objects.filter(
        household_id=OuterRef("household_id"),
        user_id=OuterRef("invited_by_id"),
        user__is_active=True,
        role=Role.OWNER.value,
    )
    name = Member.objects.filter(
        household_id=OuterRef("household_id"), user_id=OuterRef("invited_by_id")
    ).values("name")[:1]
    return invitations.annotate(
        may_invite=Exists(inviter),
        inviter=Coalesce(
            Subquery(name),
            NullIf(F("invited_by__name"), Value("")),
            F("invited_by__email"),
            output_field=CharField(),
        ),
    )


def _state(row: Any) -> InvitationState:
    if row.accepted_at is not None:
        return InvitationState.USED
    # An invitation is its inviter's word: who is no owner any more lets nobody in.
    if row.revoked_at is not None or not row.may_invite:
        return InvitationState.REVOKED
    if row.expires_at <= timezone.now():
        return InvitationState.EXPIRED
    return InvitationState.OPEN
