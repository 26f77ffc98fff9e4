"""The writer of people and households: each command is atomic."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import slugify

from accounts.models import Cadence, Household, Member, Membership, Theme, User
from accounts.queries import HouseholdRow, has_operator, household_row
from accounts.roles import Role

FIRST_USER_LOCK = 7_265_310
SETUP_CODE_LENGTH = 12


class SetupRefused(Exception):
    """Somebody has signed up already, or the setup code is wrong."""


class LastOwner(Exception):
    """A household must keep an owner."""


class LastOperator(Exception):
    """An active operator must remain, or nobody reaches the admin site."""


def setup_code() -> str:
    """The code that the first sign-up needs: made from the secret, so nothing is stored."""
    digest = salted_hmac("waterline.setup", "first user", algorithm="sha256").hexdigest()
    code = digest[:SETUP_CODE_LENGTH]
    return "-".join(code[i : i + 4] for i in range(0, SETUP_CODE_LENGTH, 4))


def is_setup_code(typed: str) -> bool:
    """Whether this is the setup code, in capitals or not, with or without its dashes."""
    plain = typed.strip().lower().replace("-", "").replace(" ", "")
    return constant_time_compare(plain, setup_code().replace("-", ""))


@transaction.atomic
def create_first_user(
    *, code: str, email: str, password: str, name: str = "", language: str = ""
) -> User:
    """The operator, raised from a login of the same address where the command line made one;
    raises SetupRefused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_USER_LOCK])
    if has_operator() or not is_setup_code(code):
        raise SetupRefused
    user, _made = find_or_invite_user(email)
    user.name, user.language = name or user.name, language
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    return user


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


@transaction.atomic
def admit(household_id: UUID, *, user: User, role: Role, name: str = "") -> Membership:
    """Give a login a role, and make it one of the household's members unless it is one.

    The member is called `name`, else as the login is, else by its address up to the @.
    """
    if not Member.objects.filter(household_id=household_id, user=user).exists():
        name = name or user.name or user.email.split("@")[0]
        add_member(household_id, name=name, user=user)
    return grant_role(household_id, user=user, role=role)


@transaction.atomic
def change_role(household_id: UUID, *, user: User, role: Role) -> Membership:
    """Give a login another role in its household; raises LastOwner."""
    memberships = _lock_memberships(household_id)
    membership = memberships.get(user=user)
    if role is not Role.OWNER:
        _keep_an_owner(household_id, besides=membership)
    membership.role = role.value
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def revoke_role(household_id: UUID, *, user: User) -> None:
    """Close the household to a login; the person stays among its members. Raises LastOwner."""
    membership = _lock_memberships(household_id).get(user=user)
    _keep_an_owner(household_id, besides=membership)
    membership.delete()


@transaction.atomic
def update_household(
    household_id: UUID, *, name: str, zone: str, language: str, cadence: str
) -> HouseholdRow:
    """Change what may change; currency and address stand in stored figures and in links."""
    household = Household.objects.select_for_update().get(pk=household_id)
    household.name = name.strip()
    household.zone = zone
    household.language = language
    household.cadence = Cadence(cadence).value
    household.save(update_fields=["name", "zone", "language", "cadence"])
    return household_row(household)


@transaction.atomic
def create_user(
    *, email: str, name: str = "", is_active: bool = True, is_staff: bool = False
) -> User:
    """A login without a password yet: accounts.links has the link that sets one."""
    return User.objects.create_user(
        email, name=name.strip(), is_active=is_active, is_staff=is_staff, is_superuser=is_staff
    )


@transaction.atomic
def update_user(user_id: UUID, *, email: str, name: str, is_active: bool, is_staff: bool) -> User:
    """Change a login; raises LastOperator."""
    # In one order for all, so that two operators who change each other do not wait in a circle.
    operators = (
        User.objects.select_for_update().filter(is_active=True, is_staff=True).order_by("pk")
    )
    others = [operator for operator in operators if operator.pk != user_id]
    user = User.objects.select_for_update().get(pk=user_id)
    if user.is_active and user.is_staff and not (is_active and is_staff) and not others:
        raise LastOperator
    if email.strip().lower() != user.email:
        # allauth's own list would let the old address in.
        EmailAddress.objects.filter(user=user).delete()
    user.email, user.name = email.strip().lower(), name.strip()
    user.is_active, user.is_staff, user.is_superuser = is_active, is_staff, is_staff
    user.save(update_fields=["email", "name", "is_active", "is_staff", "is_superuser"])
    return user


def _lock_memberships(household_id: UUID) -> QuerySet[Membership]:
    # One at a time per household, so that two owners cannot leave at once.
    Household.objects.select_for_update().get(pk=household_id)
    return Membership.objects.filter(household_id=household_id)


def _keep_an_owner(household_id: UUID, *, besides: Membership) -> None:
    owners = Membership.objects.filter(household_id=household_id, role=Role.OWNER.value)
    if besides.role == Role.OWNER and not owners.exclude(pk=besides.pk).exists():
        raise LastOwner


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
