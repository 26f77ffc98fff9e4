"""What a look at an uploaded file found, as it is kept with the upload and shown on its page."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.commands.import_report import ImportReport
from tracker.commands.import_totals import totals_on
from tracker.commands.imports import Recording, write_rows
from tracker.importers import (
    FileRefused,
    ImportFile,
    Limits,
    PositionsFile,
    Problem,
    ProblemCode,
    Watch,
)
from tracker.importers.answers import SETTINGS, Answers
from tracker.importers.labels import Label
from tracker.importers.mapping import Choice, Known, make_goals, propose, taken_names
from tracker.importers.sheet_rows import Place, SheetReader, writes_debts_negative
from tracker.importers.sheets import Question, Sheet, look_at
from tracker.queries.positions import list_positions
from tracker.services.categories import Side

UPLOAD_BYTES = 5_000_000
SHOWN_PROBLEMS = 100
LIMITS = Limits(data_bytes=UPLOAD_BYTES, shown_problems=SHOWN_PROBLEMS)


@dataclass(frozen=True, slots=True)
class Look:
    """A household's file, what was said of it, and the day it is looked at."""

    household: HouseholdRow
    actor: UUID | None
    data: bytes
    answers: dict[str, Any]
    today: date
    import_id: UUID
    watch: Watch


def examine(look: Look, *, write: bool) -> dict[str, Any]:
    """Look at the file, and with `write` import it if nothing stands against it.

    The findings' `report` is None while there are questions or problems; with `write` it is then
    that of the import itself. Nothing is written otherwise. Never raises for bad input.
    """
    answers = unpack_answers(look.answers)
    known = [_known(row) for row in list_positions(look.household)]
    try:
        found = look_at(look.data, answers, LIMITS, look.watch)
    except FileRefused as refusal:
        return _blank([_pack_problem(refusal.problem, None)])
    if isinstance(found, Question):
        return _blank([], questions=[_pack_question(found)])
    chosen = unpack_choices(look.answers)
    choices = propose(found.labels, known, chosen, look.household.currency)
    answers = replace(answers, goals=make_goals(choices, known))
    findings = _describe(found, answers, choices)
    if not findings["questions"]:
        _try(look, found, answers, taken_names(choices, known), findings, write=write)
    findings["digest"] = _digest(look.data, findings)
    return findings


def unpack_answers(packed: dict[str, Any]) -> Answers:
    """What was said of the file as a whole."""
    said: dict[str, Any] = {name: packed.get(name) or None for name in SETTINGS}
    return Answers(**said)


def unpack_choices(packed: dict[str, Any]) -> list[Choice]:
    """What was said of its labels."""
    return [
        Choice(**(choice | {"side": Side.of(choice["side"])}))
        for choice in packed.get("choices") or ()
    ]


def pack_choice(choice: Choice) -> dict[str, Any]:
    """A choice as JSON can keep it."""
    return asdict(choice) | {"side": choice.side.code}


def settled(answers: dict[str, Any], findings: dict[str, Any]) -> dict[str, Any]:
    """The answers with everything that was found out beside them, so that an import is what was
    shown and nothing else."""
    found = {name: findings[name] for name in SETTINGS}
    choices = [
        {name: value for name, value in choice.items() if name not in {"samples", "count"}}
        for choice in findings["choices"]
    ]
    return answers | found | {"choices": choices}


def _try(
    look: Look,
    sheet: Sheet,
    answers: Answers,
    taken: Sequence[str],
    findings: dict[str, Any],
    *,
    write: bool,
) -> None:
    """Read the rows and write them, by default only to see what would come of it."""
    reader = SheetReader(sheet, answers, LIMITS, look.today)
    file, described = reader.read(look.watch)
    problems = [Problem(ProblemCode.NAME_TAKEN, None, None, {"name": name}) for name in taken]
    if problems:
        file = replace(
            file,
            problems=(*problems, *file.problems)[:SHOWN_PROBLEMS],
            problem_count=file.problem_count + len(problems),
        )
    findings["before"] = totals_on(look.household, look.today).pack()
    after: list[dict[str, Any]] = []
    record = Recording(
        import_id=look.import_id,
        look=lambda: after.append(totals_on(look.household, look.today).pack()),
        watch=look.watch,
    )
    report = _write(look, file, described, record, write=write)
    findings["problem_count"] = report.problem_count
    findings["problems"] = [
        _pack_problem(problem, reader)
        for problem in (*report.problems, *report.positions_problems)[:SHOWN_PROBLEMS]
    ]
    if report.ok:
        findings["after"] = after[0]
        findings["report"] = _pack_report(report, file)


def _write(
    look: Look,
    file: ImportFile,
    described: PositionsFile,
    record: Recording,
    *,
    write: bool,
) -> ImportReport:
    return write_rows(
        look.household,
        actor=look.actor,
        file=file,
        described=described,
        record=record,
        dry_run=not write,
    )


def _describe(sheet: Sheet, answers: Answers, choices: Sequence[Choice]) -> dict[str, Any]:
    """What the sheet is, what is asked, and what becomes of each label."""
    goals = {goal.key: goal for goal in answers.goals}
    negative = [
        label.label for label in sheet.labels if writes_debts_negative(label, goals[label.key])
    ]
    questions = list(sheet.questions)
    if negative and answers.debts is None:
        questions.append(Question("debts", (("owed", ""), ("as_written", ""))))
    labels = {label.key: label for label in sheet.labels}
    return _blank([], questions=[_pack_question(question) for question in questions]) | {
        "opened": True,
        "shape": str(sheet.layout.shape),
        "separator": sheet.table.separator,
        "encoding": sheet.table.encoding,
        "decimal": sheet.decimal,
        "dates": sheet.dates,
        "debts": answers.debts,
        "rows": len(sheet.table.records),
        "unused": list(sheet.unused),
        "negative": negative,
        "choices": [_pack_label(labels[choice.key], choice) for choice in choices],
    }


def _blank(
    problems: list[dict[str, Any]], questions: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Findings of a file that could not be opened."""
    return {
        "opened": False,
        "shape": None,
        "separator": None,
        "encoding": None,
        "decimal": None,
        "dates": None,
        "debts": None,
        "rows": 0,
        "unused": [],
        "negative": [],
        "choices": [],
        "questions": questions or [],
        "problems": problems,
        "problem_count": len(problems),
        "before": None,
        "after": None,
        "report": None,
        "digest": "",
    }


def _known(row: Any) -> Known:
    unit = row.commodity.code if row.commodity else row.currency
    return Known(str(row.id), row.name, row.side, row.category, unit)


def _pack_question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "options": [list(option) for option in question.options],
        "examples": [[example.line, example.text] for example in question.examples],
    }


def _pack_label(label: Label, choice: Choice) -> dict[str, Any]:
    return pack_choice(choice) | {"samples": label.samples, "count": label.count}


def _pack_problem(problem: Problem, reader: SheetReader | None) -> dict[str, Any]:
    if reader is None:
        place = Place(problem.line, problem.column or "", "")
    else:
        place = reader.locate(problem)
    return {
        "code": str(problem.code),
        "params": dict(problem.params),
        "line": place.line,
        "column": place.column,
        "found": place.found,
    }


def _pack_report(report: ImportReport, file: ImportFile) -> dict[str, Any]:
    days = sorted({row.date for row in file.valuations} | {row.date for row in file.prices})
    return {
        "form": str(report.form),
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "items": list(report.positions),
        "units": list(report.commodities),
        "new_dates": len(report.months),
        "dates": len(days),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
    }


def _digest(data: bytes, findings: dict[str, Any]) -> str:
    """Stands for the file and everything said of it: what was shown is what may be confirmed."""
    shown = json.dumps(settled({}, findings), sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(data).digest() + shown).hexdigest()[:32]
