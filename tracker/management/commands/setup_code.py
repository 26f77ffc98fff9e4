"""manage.py setup_code: the one-time code of the first sign-up, while nobody has signed up."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.commands import setup_code
from accounts.queries import has_operator


class Command(BaseCommand):
    help = "Print the code that the first sign-up needs; nothing once somebody has signed up."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not has_operator():
            self.stdout.write(setup_code())
