"""Imports as the running application does them, and what a test asks of the report."""

from datetime import date

from accounts.access import tenant
from accounts.queries import HouseholdRow
from tests.cast import application_role
from tracker.commands.import_report import ImportReport
from tracker.commands.imports import ImportSource, import_rows
from tracker.importers import Problem, ReadOptions
from tracker.models import Closing, Commodity, Position, Price, Rate, Snapshot, Valuation
from tracker.wording import locate_problem

TODAY = date(2026, 11, 21)
TABLES = (Position, Commodity, Snapshot, Valuation, Price, Rate, Closing)

LONG = """date,position,side,category,commodity,amount,book,liquidation,source,note
2026-09-30,Savings,asset,cash,,1000,,,statement,
2026-09-30,Home,asset,real_estate,USD,300000,250000,240000,appraisal,by a friend
2026-09-30,Mortgage,liability,mortgage,USD,340000.50,,,,
2026-10-31,Savings,,,,1200,,,,
2026-10-31,Gold,asset,bullion,XAU-G,20.5,1500,,quote,
2026-10-31,Konto,asset,,EUR,0,,,,
"""


def load(
    household: HouseholdRow,
    text: str | bytes,
    positions: str | None = None,
    *,
    dry_run: bool = False,
    actor: object = None,
    **options: str,
) -> ImportReport:
    """Import as the running application does."""
    source = ImportSource(
        text if isinstance(text, bytes) else text.encode(),
        None if positions is None else positions.encode(),
        ReadOptions(**options),  # type: ignore[arg-type]
    )
    with application_role(), tenant(household.id):
        return import_rows(
            household,
            actor=actor,
            today=TODAY,
            source=source,
            dry_run=dry_run,  # type: ignore[arg-type]
        )


def counts(report: ImportReport) -> tuple[int, int, int]:
    assert report.ok, said(report)
    return report.added, report.changed, report.unchanged


def said(report: ImportReport) -> list[str]:
    return [locate_problem(problem) for problem in (*report.positions_problems, *report.problems)]


def places(problems: tuple[Problem, ...]) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, str(problem.code)) for problem in problems]


def everything() -> list[list[tuple[object, ...]]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]  # type: ignore[attr-defined]


def value_of(name: str, as_of: str) -> Valuation:
    return Valuation.objects.get(position__name=name, as_of=as_of)
