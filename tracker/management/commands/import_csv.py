"""manage.py import_csv: a data file's values, prices or rates, all of them or none."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tracker.commands.import_report import ImportReport
from tracker.commands.imports import ImportSource, import_rows
from tracker.importers import Form, Limits, Problem, ReadOptions
from tracker.management.household import HouseholdCommand, printable
from tracker.wording import hidden_problems_sentence, locate_problem
from tracker.wording.imports import form_name

# Whoever has the machine may read what fits on it, and is told of every bad row.
LIMITS = Limits(rows=2_000_000, columns=2_000, shown_problems=1_000_000)
NAMED = 12


class Command(HouseholdCommand):
    help = "Import values or prices from a CSV file; docs/files.md says how such files look."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--positions", metavar="FILE", help="a list of what the items are")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--delimiter", help="what separates cells: one character, or tab")
        parser.add_argument("--encoding", help="how the files are written, such as windows-1250")
        parser.add_argument("--decimal", metavar="MARK", help="the decimal mark: a dot or a comma")
        parser.add_argument(
            "--debts",
            choices=("owed", "credit"),
            help="what a minus before debts means: they are owed, or you are in credit",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        positions = options["positions"]
        source = ImportSource(
            data=read_bytes(options["file"]),
            positions=read_bytes(positions) if positions is not None else None,
            options=ReadOptions(
                delimiter=options["delimiter"],
                encoding=options["encoding"],
                decimal=options["decimal"],
                debts=options["debts"],
                limits=LIMITS,
            ),
        )
        with self.enter(options["household"]) as scope:
            report = import_rows(
                scope.household,
                actor=scope.user_id,
                today=scope.today,
                source=source,
                file_name=Path(options["file"]).name,
                dry_run=options["dry_run"],
            )
        if not report.ok:
            raise CommandError("\n".join(say_refusal(report, options["file"], positions)))
        for line in say_result(report):
            self.stdout.write(line)


def read_bytes(path: str) -> bytes:
    """The file's bytes; CommandError where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a file name"
        raise CommandError(f"{printable(path)} cannot be read: {reason}.") from None


def say_refusal(report: ImportReport, file: str, positions: str | None) -> list[str]:
    """Every bad row of either file, then what that means."""
    lines = say_problems(file, report.problems)
    lines += say_problems(positions or "", report.positions_problems)
    hidden = report.problem_count - len(lines)
    if hidden:
        lines.append(hidden_problems_sentence(hidden))
    count = report.problem_count
    found = "1 problem was" if count == 1 else f"{count} problems were"
    return [*lines, f"Nothing was imported: {found} found."]


def say_problems(file: str, problems: tuple[Problem, ...]) -> list[str]:
    return [f"{printable(Path(file).name)}: {locate_problem(problem)}" for problem in problems]


def say_result(report: ImportReport) -> list[str]:
    """What was done, or on a dry run what would be."""
    lines = ["Dry run: nothing was changed. This is what would be done."] if report.dry_run else []
    if report.form is not None:
        lines.append(f"Read as: {form_name(report.form)}.")
    kind = "Prices and rates" if report.form == Form.PRICES else "Values"
    lines.append(
        f"{kind}: {report.added} added, {report.changed} changed, {report.unchanged} unchanged."
    )
    if report.positions:
        lines.append(f"New items: {len(report.positions)} ({list_names(report.positions)}).")
    if report.commodities:
        lines.append(f"New units: {len(report.commodities)} ({list_names(report.commodities)}).")
    if report.months:
        days = f"{report.months[0]} to {report.months[-1]}"
        lines.append(f"New dates: {len(report.months)} ({days}).")
    return lines


def list_names(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(printable(name) for name in names[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown
