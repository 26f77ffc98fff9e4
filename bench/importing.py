"""A large file of values, imported as `manage.py import_csv` does it."""

from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

from accounts.access import tenant
from bench.generate import CURRENCY, TODAY
from tracker.commands.households import create_household
from tracker.commands.imports import ImportSource, import_rows
from tracker.importers import Limits, ReadOptions
from tracker.queries.books import household_books
from tracker.services.calendar import month_ends
from tracker.services.networth import monthly_history

POSITIONS, DAYS = 100, 1_000


def write_file() -> bytes:
    """100,000 values of new positions, in the long form."""
    lines = ["date,position,side,category,amount"]
    for day in range(DAYS):
        on = TODAY - timedelta(DAYS - 1 - day)
        lines += (f"{on},Account {at},asset,cash,{_amount(at, day)}" for at in range(POSITIONS))
    return ("\n".join(lines) + "\n").encode()


def import_seconds(file: bytes, rounds: int) -> list[float]:
    """Seconds of each import, every time into a household of its own, checked afterwards."""
    seconds = []
    for number in range(rounds):
        household = create_household(f"Import {number}", currency=CURRENCY)
        source = ImportSource(file, options=ReadOptions(limits=Limits(rows=POSITIONS * DAYS + 1)))
        start = perf_counter()
        with tenant(household.id):
            report = import_rows(household, actor=None, today=TODAY, source=source)
        seconds.append(perf_counter() - start)
        assert report.ok, report.problems[:3]
        assert report.added == POSITIONS * DAYS
        with tenant(household.id):
            history = monthly_history(household_books(household), month_ends(_first(), TODAY))
        expected = sum((_amount(at, DAYS - 1) for at in range(POSITIONS)), Decimal(0))
        assert history.exact(history.net_worth[-1]) == expected
    return seconds


def _first() -> date:
    return TODAY - timedelta(DAYS - 1)


def _amount(position: int, day: int) -> Decimal:
    return Decimal((position + 1) * 10_000 + day * 37).scaleb(-2)
