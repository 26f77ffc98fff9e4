"""Makes the sample household, so that every page has something to show."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts import commands as people
from accounts.access import tenant
from accounts.models import User
from accounts.queries import HouseholdRow, list_households
from accounts.roles import Role
from tracker.commands.demo_curves import CURRENCY
from tracker.commands.demo_writer import StoryWriter, Teller
from tracker.commands.households import create_household

NAME, ZONE = "Santoso", "Asia/Jakarta"
DEWI, ARIF = "dewi@santoso.example", "arif@santoso.example"
NAMES = {DEWI: "Dewi", ARIF: "Arif"}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    email: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The sample household and its logins, whose passwords are new; `made`: it was not there."""

    household: HouseholdRow
    logins: tuple[DemoLogin, ...]
    made: bool


@transaction.atomic
def make_demo(*, today: date) -> Demo:
    """The household of the story with logins of its own, ending in the month before today's.

    Where it is there already only its logins get new passwords; nothing else is touched.
    """
    logins = tuple(_reset_login(email) for email in NAMES)
    users = {email: User.objects.get(email=email) for email in NAMES}
    held = [one for one in list_households(users[DEWI].pk) if not one.is_sample]
    if held:
        return Demo(held[0], logins, made=False)
    household = create_household(NAME, currency=CURRENCY, zone=ZONE, owner=users[DEWI])
    people.admit(household.id, user=users[ARIF], role=Role.EDITOR)
    members = {m.user_id: m.pk for user in users.values() for m in user.members.all()}
    dewi, arif = (Teller(user.pk, members[user.pk]) for user in users.values())
    with tenant(household.id):
        StoryWriter(household, (dewi, arif), today).write()
    return Demo(household, logins, made=True)


@transaction.atomic
def make_sample(*, user: User, today: date) -> HouseholdRow:
    """The same household for this login alone, marked as a sample; the one it has already, if any.

    The two of the story are members without a login; the owner is nobody of them.
    """
    # One at a time for each login, so that two clicks make one.
    User.objects.select_for_update().get(pk=user.pk)
    held = [one for one in list_households(user.pk) if one.is_sample]
    if held:
        return held[0]
    household = create_household(NAME, currency=CURRENCY, zone=ZONE, is_sample=True)
    people.grant_role(household.id, user=user, role=Role.OWNER)
    dewi, arif = (
        Teller(user.pk, people.add_member(household.id, name=name).pk) for name in NAMES.values()
    )
    with tenant(household.id):
        StoryWriter(household, (dewi, arif), today).write()
    return household


def _reset_login(email: str) -> DemoLogin:
    user, _ = people.find_or_invite_user(email)
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    password = "-".join(groups)
    user.name = user.name or NAMES[email]
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    return DemoLogin(email, NAMES[email], password)
