"""The writer of people and households: each command is atomic."""

from uuid import UUID

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import slugify

from accounts.models import Household, Member, Membership, Theme, User
from accounts.queries import HouseholdRow, anybody_signed_up, household_row
from accounts.roles import Role

FIRST_USER_LOCK = 7_265_310
SETUP_CODE_LENGTH = 12


class SetupRefused(Exception):
    """Somebody has signed up already, or the setup code is wrong."""


def setup_code() -> str:
    """The code that the first sign-up needs: made from the secret, so nothing is stored."""
    digest = salted_hmac("waterline.setup", "first user", algorithm="sha256").hexdigest()
    code = digest[:SETUP_CODE_LENGTH]
    return "-".join(code[i : i + 4] for i in range(0, SETUP_CODE_LENGTH, 4))


@transaction.atomic
def create_first_user(
    *, code: str, email: str, password: str, name: str = "", language: str = ""
) -> User:
    """The first user, who is also the operator; raises SetupRefused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_USER_LOCK])
    typed = code.strip().lower().replace("-", "").replace(" ", "")
    if anybody_signed_up() or not constant_time_compare(typed, setup_code().replace("-", "")):
        raise SetupRefused
    return User.objects.create_superuser(email, password, name=name, language=language)


@transaction.atomic
def create_household(
    name: str, *, currency: str, zone: str = "UTC", language: str = "en"
) -> HouseholdRow:
    """A household without people; its slug is made from the name and is unique."""
    household = Household.objects.create(
        slug=_free_slug(name), name=name.strip(), currency=currency, zone=zone, language=language
    )
    return household_row(household)


@transaction.atomic
def add_member(household_id: UUID, *, name: str, user: User | None = None) -> Member:
    """A person of the household; a name that is taken gets a number."""
    taken = set(Member.objects.filter(household_id=household_id).values_list("name", flat=True))
    free = name.strip()[:90] or "1"
    number = 2
    while free in taken:
        free = f"{name.strip()[:90]} {number}"
        number += 1
    return Member.objects.create(
        household_id=household_id, user=user, name=free, order=len(taken) + 1
    )


@transaction.atomic
def grant_role(household_id: UUID, *, user: User, role: Role) -> Membership:
    """Give a login a role in the household."""
    return Membership.objects.create(household_id=household_id, user=user, role=role.value)


def find_or_invite_user(email: str) -> tuple[User, bool]:
    """The user of this address, made without a password where there is none."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is not None:
        return user, False
    return User.objects.create_user(email), True


def set_theme(user: User, theme: str) -> None:
    user.theme = theme if theme in Theme.values else ""
    user.save(update_fields=["theme"])


def _free_slug(name: str) -> str:
    base = slugify(name)[:50].strip("-") or "household"
    taken = set(Household.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
