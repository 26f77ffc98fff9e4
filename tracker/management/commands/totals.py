"""manage.py totals: what every household has on each month end, to compare before and after."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.access import local_date, tenant
from accounts.queries import HouseholdRow, list_households
from tracker.exporters.history_rows import build_history_rows
from tracker.management.household import find_scope, parse_day, printable
from tracker.queries.books import household_books
from tracker.services.calendar import month_ends
from tracker.services.entities import all_items
from tracker.services.networth import first_date, monthly_history


class Command(BaseCommand):
    help = "Print what every household owns and owes on each month end, exactly; a line for each."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--household", metavar="SLUG", help="only this one")
        parser.add_argument("--today", metavar="YYYY-MM-DD")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        today = parse_day(options["today"], "--today")
        slug = options["household"]
        for household in [find_scope(slug).household] if slug else list_households():
            found = read_totals(household, today or local_date(household.zone))
            if options["format"] == "json":
                self.stdout.write(json.dumps(found, ensure_ascii=False))
            else:
                self.stdout.write(describe(found))


def read_totals(household: HouseholdRow, today: date) -> dict[str, Any]:
    """Counts, and each month end from the first value's month to today; amounts as exact text."""
    with tenant(household.id):
        books = household_books(household)
    first = first_date(books)
    dates = month_ends(first, today) if first and first <= today else []
    rows = build_history_rows(books, monthly_history(books, dates, members=False), today=today)
    positions = all_items(books)
    return {
        "household": household.slug,
        "currency": household.currency,
        "items": len(positions),
        "values": sum(len(position.amounts) for position in positions),
        "months": [
            {
                "month": row.month.isoformat(),
                "assets": format(row.assets, "f"),
                "liabilities": format(row.liabilities, "f"),
                "net_worth": format(row.net_worth, "f"),
                "complete": row.complete,
            }
            for row in rows
        ],
    }


def describe(found: dict[str, Any]) -> str:
    """One line for reading."""
    said = (
        f"{printable(found['household'])}: {found['items']:,} items, {found['values']:,} values, "
        f"{len(found['months']):,} months"
    )
    if not found["months"]:
        return said
    last = found["months"][-1]
    return f"{said}; net worth on {last['month']}: {last['net_worth']} {found['currency']}"
