"""What the commands that print figures share: their basis, whose part it is, and the table."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.access import HouseholdScope
from accounts.queries import list_members
from tracker.management.household import HouseholdCommand, printable
from tracker.services.bases import BASES
from tracker.services.ownership import SHARED, Owner

SHARED_NAME = "Shared"
LOCALE = "en"


class FiguresCommand(HouseholdCommand):
    """A command with `--basis` and `--member` beside the household."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--basis", choices=BASES, default="market")
        parser.add_argument(
            "--member", metavar="NAME", help=f"one person's part; {SHARED_NAME}: nobody's"
        )

    def write_table(
        self, scope: HouseholdScope, currency: str, options: dict[str, Any], lines: Iterable[str]
    ) -> None:
        """The lines for reading, under whose they are, in which currency and on which basis."""
        title = [scope.household.name, currency, options["basis"], options["member"]]
        self.stdout.write(", ".join(printable(word) for word in title if word))
        for line in lines:
            self.stdout.write(line)


def find_owner(name: str | None, scope: HouseholdScope) -> Owner | None:
    """The member of this name, or what is shared; CommandError where there is none."""
    if name is None:
        return None
    wanted = unicodedata.normalize("NFC", name.strip())
    columns: dict[str, Owner] = {SHARED_NAME: SHARED}
    columns |= {member.name: member.id for member in list_members(scope.household.id)}
    folded = {known.casefold(): owner for known, owner in columns.items()}
    owner = columns.get(wanted) or folded.get(wanted.casefold())
    if owner is None:
        known = ", ".join(map(printable, columns))
        raise CommandError(f"There is no member “{printable(name)}”: --member takes {known}.")
    return owner
