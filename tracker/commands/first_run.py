"""The first sign-up: the first login and its household come into being together or not at all."""

from django.db import transaction

from accounts import commands as people
from accounts.models import User
from accounts.queries import HouseholdRow
from tracker.commands.households import create_household


@transaction.atomic
def set_up(
    *,
    code: str,
    email: str,
    password: str,
    name: str,
    household: str,
    currency: str,
    zone: str,
    language: str,
) -> tuple[User, HouseholdRow]:
    """The first user, operator and owner of the first household.

    Raises accounts.commands.SetupRefused, Refused (unknown_currency, unknown_zone, blank_name).
    """
    user = people.create_first_user(
        code=code, email=email, password=password, name=name, language=language
    )
    made = create_household(
        household, currency=currency, zone=zone, language=language, owner=user, owner_name=name
    )
    return user, made
