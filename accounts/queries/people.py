"""The people of a household, with or without a login, and who has signed up at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from accounts.models import User
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the household: in its books, let in with a login, or both.

    `id` is the member's, or the membership's for a login that is nobody in the books; `role`,
    `email`, `user_id` and `since` are of the login and None without one.
    """

    id: UUID
    name: str
    member_id: UUID | None
    user_id: UUID | None
    role: Role | None
    email: str
    since: datetime | None


PEOPLE = """
SELECT coalesce(m.id, ms.id), coalesce(m.name, nullif(u.name, ''), u.email),
       m.id, u.id, ms.role, coalesce(u.email, ''), ms.created_at
FROM (SELECT * FROM accounts_member WHERE household_id = %(household)s) m
FULL JOIN (SELECT * FROM accounts_membership WHERE household_id = %(household)s) ms
  ON ms.user_id = m.user_id
LEFT JOIN accounts_user u ON u.id = ms.user_id
ORDER BY m."order" NULLS LAST, 2, 1
"""


def list_people(household_id: UUID) -> Sequence[PersonRow]:
    """Everybody of the household, as they are ordered there."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"household": household_id})
        rows = cursor.fetchall()
    return tuple(
        PersonRow(id_, name, member, user, Role(role) if role else None, email, since)
        for id_, name, member, user, role, email, since in rows
    )


def find_person(household_id: UUID, person_id: UUID) -> PersonRow | None:
    """One of them; None for anybody else's id."""
    return next((row for row in list_people(household_id) if row.id == person_id), None)


def list_user_names(user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The name, else the address, of each login."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=user_ids)}


def has_operator() -> bool:
    """Whether somebody looks after this server; until then the setup code makes one."""
    return User.objects.filter(is_staff=True).exists()


def anybody_signed_up() -> bool:
    """Whether there is any login at all: one made on the command line counts too."""
    return User.objects.exists()
