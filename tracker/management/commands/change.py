"""manage.py change: why a household's net worth moved between two days, for people and scripts."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tracker.exporters.change import write_change_json
from tracker.formatting import Sign, format_number
from tracker.management.figures import LOCALE, FiguresCommand, find_owner
from tracker.management.household import parse_day, printable
from tracker.queries.books import household_books
from tracker.services.cause import cause_of
from tracker.services.change import Explained, explain_change
from tracker.services.currencies import minor_unit
from tracker.services.money import Exact
from tracker.wording.cause import cause_sentences


class Command(FiguresCommand):
    help = "Print why net worth moved between two days; docs/commands.md describes the JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--to", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        basis = options["basis"]
        start, end = parse_day(options["from"], "--from"), parse_day(options["to"], "--to")
        if start is None or end is None or start > end:
            raise CommandError("--from is a later day than --to.")
        with self.enter(options["household"]) as scope:
            owner = find_owner(options["member"], scope)
            books = household_books(scope.household, basis=basis)
        explained = explain_change(books, start, end, basis=basis, owner=owner)
        if options["format"] == "json":
            self.stdout.write(write_change_json(explained))
        else:
            self.write_table(scope, books.currency, options, draw_table(explained, books.currency))


def draw_table(explained: Explained, currency: str) -> Iterator[str]:
    """Both figures with the terms between them, rounded to the currency's minor unit, and what
    they come to in words."""
    digits = minor_unit(currency)

    def show(amount: Exact, sign: Sign = "auto") -> str:
        return format_number(amount, LOCALE, digits=digits, sign=sign)

    rows = [(str(explained.start), show(explained.net_worth_from))]
    for term in explained.terms:
        words = [f"  {printable(term.position.name)}:", term.kind.value.replace("_", " ")]
        if term.estimate:
            words.append("(estimate)")
        rows.append((" ".join(words), show(term.amount, "change")))
    rows.append((str(explained.end), show(explained.net_worth_to)))
    width = max(len(label) for label, _ in rows)
    wide = max(len(amount) for _, amount in rows)
    for label, amount in rows:
        yield f"{label:<{width}}  {amount:>{wide}}"
    yield from cause_sentences(cause_of(explained), show)
    if not explained.complete:
        yield "Incomplete: a value, price or rate is missing on one of the two days."
