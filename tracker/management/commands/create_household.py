"""manage.py create_household: a household, and where asked for its owner with a link to come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.commands import find_or_invite_user
from accounts.models import User
from tracker.commands.errors import Refused
from tracker.commands.households import create_household
from tracker.management.addresses import password_link, site_address
from tracker.management.household import printable

NAME_LENGTH = 100
EMAIL_LENGTH = 254


class Command(BaseCommand):
    help = "Create a household; the last word of the last line printed is its address (slug)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--currency", required=True, help="reporting currency, such as USD")
        parser.add_argument("--owner", metavar="EMAIL", help="who owns it; gets a link to come in")
        parser.add_argument("--zone", default="UTC", help="time zone, such as Asia/Jakarta")
        parser.add_argument(
            "--base-url", metavar="URL", help="where the site is reached, for the owner's link"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, email = check_name(options["name"]), options["owner"]
        if options["base_url"]:
            site_address(options["base_url"])
        with transaction.atomic():
            owner = find_owner(email) if email is not None else None
            try:
                household = create_household(
                    name,
                    currency=options["currency"].strip().upper(),
                    zone=options["zone"],
                    owner=owner,
                )
            except Refused as refused:
                raise CommandError(say_refused(refused)) from None
        if owner is not None:
            self.stdout.write(welcome(owner, options["base_url"]))
        else:
            self.stdout.write(
                "Nobody can open it yet: an operator can let people in by the admin site."
            )
        self.stdout.write(f"Household created: {household.slug}")


def welcome(owner: User, base_url: str | None) -> str:
    """How the owner comes in: with the password they have, or by a link that sets one."""
    if owner.has_usable_password():
        return f"{owner.email} has a login already and needs no link."
    return f"{owner.email} sets a password here: {password_link(owner, base_url)}"


def check_name(name: str) -> str:
    """A household's name as it is kept; CommandError for one that cannot be shown."""
    name = name.strip()
    if len(name) > NAME_LENGTH:
        raise CommandError(f"The name is longer than {NAME_LENGTH} characters.")
    if not name.isprintable():
        raise CommandError("The name has characters that cannot be shown.")
    return name


def find_owner(email: str) -> User:
    """The login of this address, made without a password where there is none."""
    email = email.strip()
    try:
        validate_email(email)
        if len(email) > EMAIL_LENGTH:
            raise ValidationError("too long")
    except ValidationError:
        raise CommandError(f"“{printable(email)}” is not an email address.") from None
    owner, _ = find_or_invite_user(email)
    if not owner.is_active:
        raise CommandError(f"The login {owner.email} has been switched off.")
    return owner


def say_refused(refused: Refused) -> str:
    """Why there is no new household, in one sentence that names the option."""
    if refused.code == "unknown_currency":
        found = printable(refused.params["currency"])
        return f"There is no currency “{found}”: --currency takes a code such as USD or IDR."
    if refused.code == "unknown_zone":
        found = printable(refused.params["zone"])
        return f"There is no time zone “{found}”: --zone takes a name such as Asia/Jakarta."
    return "A household needs a name."
