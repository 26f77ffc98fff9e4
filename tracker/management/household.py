"""What the commands about one household share: finding it, and working behind the second wall."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from accounts.access import HouseholdScope, enter_as_operator, tenant

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


class HouseholdCommand(BaseCommand):
    """A command with `--household SLUG` that runs in the household's own transaction."""

    # They check settings and addresses, which cost more than the command.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--household", required=True, metavar="SLUG", help="its address, see list_households"
        )

    @contextmanager
    def enter(self, slug: str) -> Iterator[HouseholdScope]:
        """The household's scope, inside its transaction; CommandError for an unknown slug."""
        scope = find_scope(slug)
        with tenant(scope.household.id):
            yield scope


def find_scope(slug: str) -> HouseholdScope:
    """The scope of the household at this slug; CommandError where there is none."""
    try:
        # An address is plain letters; the database cannot even be asked for some of the others.
        if not slug.isascii() or not slug.isprintable():
            raise Http404
        return enter_as_operator(slug)
    except Http404:
        raise CommandError(
            f"There is no household “{printable(slug)}”: list_households prints their addresses."
        ) from None


def parse_day(given: str | date | None, option: str) -> date | None:
    """An ISO day of a command's option, 1900 to 2200; CommandError otherwise."""
    if given is None or isinstance(given, date):
        return given
    try:
        day = date.fromisoformat(given) if _DAY.fullmatch(given) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        raise CommandError(f"{option} takes a day such as 2026-10-31, not “{printable(given)}”.")
    return day


def parse_month(given: str | None, option: str) -> date | None:
    """The first day of a month of a command's option, 1900 to 2200; CommandError otherwise."""
    if given is None:
        return None
    found = _MONTH.fullmatch(given)
    if found is None or not 1900 <= int(found[1]) <= 2200:
        raise CommandError(f"{option} takes a month such as 2026-10, not “{printable(given)}”.")
    return date(int(found[1]), int(found[2]), 1)


def printable(text: str) -> str:
    """What somebody typed, made safe for a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:80])
