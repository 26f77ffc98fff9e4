"""manage.py clear_uploads: drops files that were uploaded and not imported within a day."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.access import tenant
from accounts.queries import list_households
from tracker.commands.import_uploads import forget_uploads


class Command(BaseCommand):
    help = "Drop uploaded files that nobody has imported within a day, in every household."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        dropped = 0
        for household in list_households():
            with tenant(household.id):
                dropped += forget_uploads(household)
        if dropped:
            self.stdout.write(f"Uploads dropped: {dropped}.")
