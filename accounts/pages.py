"""View-models of the pages about people: frozen, and built from rows alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from accounts.queries import InvitationRow, InvitationState, Offer, PersonRow
from accounts.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class PersonLine:
    """`role` is empty without a login; `email` for everybody who may not manage people."""

    id: UUID
    name: str
    email: str
    role: str | Promise
    since: datetime | None
    is_you: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """`email` is empty for a link that anybody can use, `member` for somebody new."""

    id: UUID
    email: str
    role: str | Promise
    member: str
    inviter: str
    expires: datetime
    works: bool


@dataclass(frozen=True, slots=True)
class RoleLine:
    name: str | Promise
    description: str | Promise


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The fields of people/page.html; `form` adds somebody without a login."""

    people: tuple[PersonLine, ...]
    invitations: tuple[InvitationLine, ...]
    roles: tuple[RoleLine, ...]
    may_manage: bool
    form: Any


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The fields of people/person.html; without a login there is no role to change."""

    person: PersonLine
    in_books: bool
    name_form: Any
    role_form: Any
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The fields of the pages that ask before somebody goes; `refusal` says why not, if so."""

    person: PersonLine
    refusal: str


@dataclass(frozen=True, slots=True)
class LeavePage:
    """The fields of people/leave.html."""

    household: str
    refusal: str


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The fields of people/invite.html."""

    form: Any
    roles: tuple[RoleLine, ...]
    mails: bool


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The fields of people/invited.html: the link is shown this once.

    `mail` is sent, failed, off (no mail server is set up) or empty (no address was given).
    """

    link: str
    email: str
    role: str | Promise
    expires: datetime
    mail: str


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The fields of invitation/page.html.

    `household` and `inviter` are empty for a visitor who has not shown to be whom it is for.
    """

    household: str
    inviter: str
    role: str | Promise
    role_means: str | Promise
    member: str
    expires: datetime
    email: str
    signed_in: bool
    bound: bool
    here: str


@dataclass(frozen=True, slots=True)
class NoInvitationPage:
    """The fields of invitation/unusable.html: why it does not work for this reader.

    `slug` leads somebody who belongs to the household there; `switch` offers another login.
    """

    reason: str
    slug: str
    switch: bool
    email: str
    here: str


def role_lines() -> tuple[RoleLine, ...]:
    return tuple(RoleLine(role.label, role.description) for role in Role)


def person_line(
    row: PersonRow, *, zone: str, user_id: UUID | None, shows_email: bool
) -> PersonLine:
    """A login without a name of its own is called by its address, which others need not see."""
    named = row.name if shows_email or row.name != row.email else row.name.split("@")[0]
    return PersonLine(
        id=row.id,
        name=named,
        email=row.email if shows_email and row.name != row.email else "",
        role=row.role.label if row.role else "",
        since=row.since.astimezone(ZoneInfo(zone)) if row.since else None,
        is_you=row.user_id is not None and row.user_id == user_id,
    )


def people_page(
    people: Sequence[PersonRow],
    invitations: Sequence[InvitationRow],
    *,
    zone: str,
    user_id: UUID | None,
    role: Role,
    form: Any,
) -> PeoplePage:
    manages = role.may(Permission.MANAGE)
    return PeoplePage(
        people=tuple(
            person_line(row, zone=zone, user_id=user_id, shows_email=manages) for row in people
        ),
        invitations=tuple(
            InvitationLine(
                row.id,
                row.email,
                row.role.label,
                row.member,
                row.inviter,
                row.expires_at.astimezone(ZoneInfo(zone)),
                row.state is InvitationState.OPEN,
            )
            for row in invitations
        ),
        roles=role_lines(),
        may_manage=manages,
        form=form,
    )


def invitation_page(offer: Offer, *, email: str, signed_in: bool, here: str) -> InvitationPage:
    """Nobody reads whose books they are by holding a link that is for one address."""
    told = signed_in or not offer.email
    return InvitationPage(
        household=offer.household.name if told else "",
        inviter=offer.inviter if told else "",
        role=offer.role.label,
        role_means=offer.role.description,
        member=offer.member if told else "",
        expires=offer.expires_at.astimezone(ZoneInfo(offer.household.zone)),
        email=email,
        signed_in=signed_in,
        bound=bool(offer.email),
        here=here,
    )
