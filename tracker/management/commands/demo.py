"""manage.py demo: a sample household with five years of history, and the logins to look at it."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.access import local_date
from tracker.commands.demo import ZONE, make_demo


class Command(BaseCommand):
    help = "Make the sample household, or where it is there already, give its logins new passwords."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        demo = make_demo(today=local_date(ZONE))
        slug = demo.household.slug
        if demo.made:
            self.stdout.write(f"The sample household “{demo.household.name}” is at /h/{slug}/.")
        else:
            self.stdout.write(
                f"The sample household “{demo.household.name}” exists already, at /h/{slug}/; its "
                "books were left alone and its passwords are new."
            )
        for login in demo.logins:
            self.stdout.write(f"{login.name} logs in as {login.email} with {login.password}")
