"""What a household's settings show: to who may change them as forms, to others as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.queries import HouseholdRow
from tracker.formatting import format_date, format_money
from tracker.services.budgets import BudgetRow, budget_on
from tracker.services.guides import Guide
from tracker.wording import settings as words


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One dated row; an amount that is not entered is empty. `now`: it holds today."""

    iso: str
    since: str
    essential: str
    net: str
    gross: str
    now: bool


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One ratio's guide, as text and as fields; `low` is None where there is one figure only."""

    ratio: str
    name: str
    meaning: str
    text: str
    usual: str
    own: bool
    low: Any
    low_word: str
    high: Any
    high_word: str
    unit: str


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The fields of settings/page.html. `household_form` is None for who may not change it."""

    household_form: Any
    zones: tuple[str, ...]
    facts: tuple[Fact, ...]
    unconverted: str
    budgets: tuple[BudgetLine, ...]
    budget_form: Any
    budget_open: bool
    changing: str
    guides: tuple[GuideLine, ...]
    guides_form: Any
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """The page's forms; `household` None for who may not change the household."""

    household: Any
    budget: Any
    guides: Any


def build_page(
    household: HouseholdRow,
    forms: Forms,
    *,
    budgets: Sequence[BudgetRow],
    unconverted: Sequence[str],
    zones: Iterable[str],
    changing: date | None,
    today: date,
    tag: str,
) -> SettingsPage:
    """`changing` is the day of the row that the form of spending and income is about."""
    now = budget_on(budgets, today)
    return SettingsPage(
        household_form=forms.household,
        zones=tuple(zones) if forms.household else (),
        facts=tuple(Fact(label, text) for label, text in words.household_facts(household, tag)),
        unconverted=words.unconverted(unconverted, household.currency) if unconverted else "",
        budgets=tuple(_budget(row, tag, is_now=row is now) for row in budgets),
        budget_form=forms.budget,
        budget_open=bool(changing or forms.budget.errors or not budgets),
        changing=format_date(changing, tag) if changing else "",
        guides=tuple(_guide(row.guide, row.low, row.high, tag) for row in forms.guides.rows()),
        guides_form=forms.guides,
        is_sample=household.is_sample,
    )


def _budget(row: BudgetRow, tag: str, *, is_now: bool) -> BudgetLine:
    def money(amount: Decimal | None) -> str:
        if amount is None:
            return ""
        # Most are round figures, which minor units would only make harder to read.
        digits = 0 if amount == int(amount) else None
        return format_money(amount, row.currency, tag, digits=digits)

    return BudgetLine(
        iso=row.since.isoformat(),
        since=format_date(row.since, tag),
        essential=money(row.essential_spending),
        net=money(row.net_income),
        gross=money(row.gross_income),
        now=is_now,
    )


def _guide(guide: Guide, low: Any, high: Any, tag: str) -> GuideLine:
    return GuideLine(
        ratio=guide.ratio,
        name=words.guide_name(guide.ratio),
        meaning=words.guide_meaning(guide.ratio),
        text=words.guide_sentence(guide, tag),
        usual=words.usual_guide(guide.ratio, tag),
        own=guide.own,
        low=low,
        low_word=words.guide_word(guide, "low"),
        high=high,
        high_word=words.guide_word(guide, "high"),
        unit=words.guide_unit(guide.measure),
    )
