"""manage.py list_households: every household's address, name and currency, one a line."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.queries import list_households


class Command(BaseCommand):
    help = "List all households: address (slug), name and currency, separated by tabs."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for household in list_households():
            # A line a household, whatever its name is made of.
            name = "".join(letter if letter.isprintable() else " " for letter in household.name)
            self.stdout.write(f"{household.slug}\t{name}\t{household.currency}")
