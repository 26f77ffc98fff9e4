"""manage.py networth: the month-end history of a household's net worth, for people and scripts."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tracker.exporters import HistoryRow, write_history_csv, write_history_json
from tracker.exporters.history_rows import build_history_rows
from tracker.formatting import format_number
from tracker.management.figures import LOCALE, FiguresCommand, find_owner
from tracker.management.household import parse_day, parse_month, printable
from tracker.queries.books import household_books
from tracker.services.calendar import month_end, month_ends
from tracker.services.currencies import is_known, minor_unit
from tracker.services.networth import first_date, monthly_history

FORMATS = ("table", "json", "csv")


class Command(FiguresCommand):
    help = "Print a household's net worth by month; docs/commands.md describes the JSON and CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", metavar="YYYY-MM")
        parser.add_argument("--to", metavar="YYYY-MM")
        parser.add_argument("--today", metavar="YYYY-MM-DD")
        parser.add_argument("--currency", metavar="CUR", help="report in this currency")
        parser.add_argument("--by", choices=("category",))
        parser.add_argument("--format", choices=FORMATS, default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        first = parse_month(options["from"], "--from")
        last = parse_month(options["to"], "--to")
        today = parse_day(options["today"], "--today")
        if first and last and first > last:
            raise CommandError("--from is a later month than --to.")
        with self.enter(options["household"]) as scope:
            currency = find_currency(options["currency"], scope.household.currency)
            owner = find_owner(options["member"], scope)
            books = household_books(scope.household, basis=options["basis"], currency=currency)
        today = today or scope.today
        dates = choose_dates(first_date(books), today, first, last)
        history = monthly_history(books, dates, basis=options["basis"], members=owner is not None)
        rows = build_history_rows(
            books, history, today=today, owner=owner, by_category=options["by"] == "category"
        )
        if options["format"] == "json":
            self.stdout.write(write_history_json(rows))
        elif options["format"] == "csv":
            self.stdout.write(write_history_csv(rows).decode("utf-8"), ending="")
        else:
            self.write_table(scope, currency, options, draw_table(rows, currency))


def find_currency(code: str | None, usual: str) -> str:
    """The currency to report in; CommandError for a code that is none."""
    if code is None:
        return usual
    if not is_known(code.strip().upper()):
        raise CommandError(
            f"There is no currency “{printable(code)}”: --currency takes a code such as USD."
        )
    return code.strip().upper()


def choose_dates(
    first: date | None, today: date, from_month: date | None, to_month: date | None
) -> list[date]:
    """Month ends from the first valuation to today, within the months asked for."""
    if first is None or first > today:
        return []
    return [
        day
        for day in month_ends(first, today)
        if (from_month is None or day >= from_month)
        and (to_month is None or day <= month_end(to_month))
    ]


def draw_table(rows: Sequence[HistoryRow], currency: str) -> Iterator[str]:
    """The rows for reading: rounded to the currency's minor unit, with what to know of them."""
    if not rows:
        yield "There are no values yet."
        return
    digits = minor_unit(currency)

    def show(amount: Decimal) -> str:
        return format_number(amount, LOCALE, digits=digits)

    cells = [
        (row.month.isoformat(), show(row.assets), show(row.liabilities), show(row.net_worth))
        for row in rows
    ]
    titles = ("month", "assets", "liabilities", "net worth")
    widths = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]

    def align(texts: Sequence[str]) -> str:
        return "  ".join(text.rjust(width) for text, width in zip(texts, widths, strict=True))

    yield align(titles)
    for row, texts in zip(rows, cells, strict=True):
        yield "  ".join([align(texts), *say_notes(row)])
        for found in row.categories or ():
            yield f"    {found.side.code} {found.category}: {show(found.amount)}"


def say_notes(row: HistoryRow) -> list[str]:
    """What stands behind a row that is not final or not whole."""
    notes = ["provisional"] if row.provisional else []
    if not row.complete:
        names = ", ".join(printable(name) for name in row.unpriced)
        notes.append(f"incomplete (no price or rate: {names})" if names else "incomplete")
    return notes
