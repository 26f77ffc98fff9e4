"""One uploaded file before it is imported: what is asked, and what would come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.formatting import currency_name, format_date
from tracker.importers.answers import SETTINGS
from tracker.services.categories import CATEGORIES, Side
from tracker.services.currencies import ACTIVE
from tracker.services.import_records import Totals, Upload, unpack_totals
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.import_page import (
    Asked,
    Group,
    Line,
    Option,
    Outcome,
    ProblemLine,
    ReviewPage,
    TotalLine,
)
from tracker.wording import category_name, hidden_problems_sentence, side_name
from tracker.wording import import_options as options
from tracker.wording import imports as words
from tracker.wording.problems import page_problem_sentence

AMOUNT_CODES = frozenset(
    {
        "no_digits", "letters", "characters", "wide_digits", "exponent", "misplaced_sign",
        "two_decimal_marks", "foreign_mark", "ambiguous_grouping", "misplaced_grouping",
        "too_many_decimals", "too_large", "amount_unclear",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewReader:
    """Who reads the page: the household's currency and items, and how numbers are written."""

    currency: str
    items: Sequence[tuple[str, str, Side]]
    units: Sequence[str]
    tag: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and refused: it is shown instead of what is kept."""

    settings: Mapping[str, str | None]
    choices: Sequence[Mapping[str, Any]]
    errors: Mapping[str, str]


def build_review(
    upload: Upload,
    form: Any,
    reader: ReviewReader,
    *,
    typed: Typed | None = None,
    refusal: str = "",
) -> ReviewPage:
    findings = upload.findings or {}
    answers = dict(upload.answers) | (dict(typed.settings) if typed else {})
    questions = findings.get("questions") or []
    asked = {question["code"] for question in questions}
    opened = bool(findings.get("opened"))
    problems = findings.get("problems") or []
    count = findings.get("problem_count") or 0
    choices = list(typed.choices) if typed else findings.get("choices") or []
    return ReviewPage(
        id=upload.row.id,
        name=upload.row.file_name or words.pasted_name(),
        summary=words.rows_sentence(findings["shape"], findings["rows"], reader.tag)
        if opened
        else "",
        unused=words.unused_sentence(findings["unused"]) if findings.get("unused") else "",
        failure=words.failure_sentence(upload.failure) if upload.failure else "",
        refusal=refusal,
        invalid=bool(typed),
        upload=form,
        questions=tuple(_question(question, answers) for question in questions),
        settings=tuple(
            _setting(code, findings, answers)
            for code in SETTINGS
            if code not in asked and _applies(code, findings)
        ),
        lines=tuple(
            _line(at, choice, (findings.get("choices") or [])[at], typed)
            for at, choice in enumerate(choices)
        ),
        items=_items(reader),
        kinds=_kinds(),
        units=tuple(
            [(code, currency_name(code, reader.tag)) for code in ACTIVE]
            + [(code, "") for code in reader.units]
        ),
        problems=tuple(_problem(problem, findings) for problem in problems),
        problems_heading=words.problems_heading(count, reader.tag),
        hidden=hidden_problems_sentence(count - len(problems)) if count > len(problems) else "",
        outcome=_outcome(findings, reader) if findings.get("report") and not typed else None,
        digest=findings.get("digest") or "",
    )


def total_lines(before: Totals, after: Totals, currency: str, tag: str) -> tuple[TotalLine, ...]:
    """Own, owe, net worth and dates, before and after, side by side; amounts as finely as the
    largest of them is written, each side making up its net worth."""
    largest = max(before.assets, before.debts, after.assets, after.debts, key=abs)
    style = AmountStyle(currency, tag, large=False).parts_of(largest)

    def written(totals: Totals) -> tuple[str, str, str]:
        own, owe = style.round_sides(totals.assets, totals.debts)
        return style.money(own), style.money(owe), style.money(own - owe)

    names = words.total_names()
    rows = [
        (names["assets"], before.assets != after.assets),
        (names["debts"], before.debts != after.debts),
        (names["net"], before.net_worth != after.net_worth),
    ]
    lines = [
        TotalLine(name, was, now, changed, True)
        for (name, changed), was, now in zip(rows, written(before), written(after), strict=True)
    ]
    periods = [_period(totals, tag) for totals in (before, after)]
    was, now = periods
    return (*lines, TotalLine(names["dates"], was, now, was != now, False))


def _applies(code: str, findings: Mapping[str, Any]) -> bool:
    """Whether a setting has anything to say about this file."""
    if code in {"separator", "encoding"}:
        return True
    return bool(findings.get("negative")) if code == "debts" else bool(findings.get("opened"))


def _question(question: Mapping[str, Any], answers: Mapping[str, Any]) -> Asked:
    code = question["code"]
    return Asked(
        code,
        options.question_text(code),
        options.question_help(code),
        tuple(
            words.example_line(line, text) if text else words.line_only(line)
            for line, text in question["examples"]
        ),
        tuple(
            Option(value, options.option_name(code, value), sample, answers.get(code) == value)
            for value, sample in question["options"]
        ),
    )


def _setting(code: str, findings: Mapping[str, Any], answers: Mapping[str, Any]) -> Asked:
    found, said = findings.get(code), answers.get(code)
    auto = options.found_out(options.option_name(code, found)) if found else options.find_out()
    offered = [Option("", options.find_out() if said else auto, "", not said)]
    offered += [
        Option(value, options.option_name(code, value), "", said == value)
        for value in SETTINGS[code]
    ]
    return Asked(code, options.setting_name(code), "", (), tuple(offered))


def _line(
    at: int, choice: Mapping[str, Any], found: Mapping[str, Any], typed: Typed | None
) -> Line:
    fields = ("to", "name", "kind", "unit")
    errors = typed.errors if typed else {}
    return Line(
        at=at,
        label=found["label"] or words.nameless(),
        samples=tuple(found["samples"]),
        to=choice["to"],
        name=choice["name"],
        kind=f"{choice['side']} {choice['category']}",
        unit=choice["commodity"],
        unsure=choice["to"] == "new" and not found.get("sure", True),
        errors={field: errors[f"{field}-{at}"] for field in fields if f"{field}-{at}" in errors},
    )


def _items(reader: ReviewReader) -> tuple[Group, ...]:
    return tuple(
        Group(side_name(side), tuple((key, name) for key, name, of in reader.items if of is side))
        for side in Side
        if any(of is side for _, _, of in reader.items)
    )


def _kinds() -> tuple[Group, ...]:
    return tuple(
        Group(
            side_name(side),
            tuple(
                (f"{side.code} {one.code}", category_name(side, one.code))
                for one in CATEGORIES
                if one.side is side
            ),
        )
        for side in Side
    )


def _problem(problem: Mapping[str, Any], findings: Mapping[str, Any]) -> ProblemLine:
    code = problem["code"]
    kind = ""
    if code.startswith("date_") and code != "date_in_future":
        kind = findings.get("dates") or "date"
    elif code in AMOUNT_CODES:
        kind = findings.get("decimal") or "."
    return ProblemLine(
        line=str(problem["line"] or ""),
        column=problem["column"],
        found=problem["found"],
        why=page_problem_sentence(code, problem["params"]),
        fits=words.fitting(kind),
    )


def _outcome(findings: Mapping[str, Any], reader: ReviewReader) -> Outcome:
    report = findings["report"]
    before, after = unpack_totals(findings["before"]), unpack_totals(findings["after"])
    first, last = (
        format_date(date.fromisoformat(report[name]), reader.tag) if report[name] else ""
        for name in ("first", "last")
    )
    figures = (report["added"], report["changed"], report["unchanged"])
    return Outcome(
        counts=words.counts_sentence(report["form"], *figures, reader.tag),
        period=words.period_sentence(report["dates"], first, last, reader.tag),
        items=tuple(report["items"]),
        units=tuple(report["units"]),
        totals=total_lines(before, after, reader.currency, reader.tag),
        incomplete=not after.complete,
        nothing=not report["added"] and not report["changed"] and not report["items"],
    )


def _period(totals: Totals, tag: str) -> str:
    if totals.first is None or totals.last is None:
        return words.period_sentence(0, "", "", tag)
    first, last = format_date(totals.first, tag), format_date(totals.last, tag)
    return words.period_sentence(totals.dates, first, last, tag)
