"""manage.py deficit: when a household's net worth was below zero, for people and scripts."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import CommandParser

from tracker.exporters.episodes import write_episodes_json
from tracker.formatting import format_number
from tracker.management.commands.networth import choose_dates
from tracker.management.figures import LOCALE, FiguresCommand, find_owner
from tracker.management.household import parse_day
from tracker.queries.books import household_books
from tracker.services.currencies import minor_unit
from tracker.services.deficit import Episode, history_episodes
from tracker.services.networth import first_date, monthly_history


class Command(FiguresCommand):
    help = "Print when net worth was below zero; docs/commands.md describes the JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--today", metavar="YYYY-MM-DD")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        basis = options["basis"]
        today = parse_day(options["today"], "--today")
        with self.enter(options["household"]) as scope:
            owner = find_owner(options["member"], scope)
            books = household_books(scope.household, basis=basis)
        dates = choose_dates(first_date(books), today or scope.today, None, None)
        history = monthly_history(books, dates, basis=basis, members=owner is not None)
        found = history_episodes(history, owner)
        if options["format"] == "json":
            self.stdout.write(write_episodes_json(found))
        else:
            self.write_table(scope, books.currency, options, draw_table(found, books.currency))


def draw_table(found: Sequence[Episode], currency: str) -> Iterator[str]:
    """The episodes for reading, oldest first, rounded to the currency's minor unit."""
    if not found:
        yield "Never below zero on a month end."
        return
    digits = minor_unit(currency)
    for episode in found:
        since = "before" if episode.open_start else "from"
        lowest = format_number(episode.lowest, LOCALE, digits=digits)
        yield "  ".join(
            [
                f"{since} {episode.onset}",
                f"month ends {episode.months}{' or more' if episode.open_start else ''}",
                f"lowest {lowest} on {episode.lowest_date}",
                f"recovered {episode.recovered}" if episode.recovered else "still below zero",
                *([] if episode.complete else ["incomplete"]),
            ]
        )
