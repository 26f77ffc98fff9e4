"""Logins: made, changed, and what they keep of their reader's habits."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.commands.errors import LastOperator
from accounts.models import Theme, User


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


def find_or_invite_user(email: str) -> tuple[User, bool]:
    """The user of this address, made without a password where there is none."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is not None:
        return user, False
    return User.objects.create_user(email), True


def set_theme(user: User, theme: str) -> None:
    user.theme = theme if theme in Theme.values else ""
    user.save(update_fields=["theme"])
