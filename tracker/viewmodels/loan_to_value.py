"""Loan to value on an item's page: the chart, its table, and since when, how high, when level."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from tracker.charts.loan_to_value import LEVEL, LoanLabels, LoanPoint, loan_to_value_figure
from tracker.formatting import find_style, format_date, format_month, format_percent
from tracker.services.books import HouseholdBooks
from tracker.services.categories import Side
from tracker.services.equity_history import EquityHistory, EquityMonth, debts_on, equity_history
from tracker.services.level_again import level_again
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import loan_to_value as words


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A month of the table, newest first."""

    month: str
    iso: str
    worth: str
    owed: str
    percent: str
    remark: str


@dataclass(frozen=True, slots=True)
class LoanToValue:
    """The fields of position/_loan_to_value.html, one card for each asset that the item is or is
    secured on. `id` is unique on the page; `unit` stands over the amounts; `figure` is empty
    where no month has a percent."""

    id: str
    heading: str
    conclusion: str
    facts: tuple[str, ...]
    note: str
    unit: str
    figure: dict[str, Any]
    rows: tuple[LoanRow, ...]


def build_loans(
    books: HouseholdBooks, item: UUID, today: date, tag: str
) -> tuple[LoanToValue, ...]:
    """Of an asset its own, of a debt that of each asset it is secured on; none where no debt was
    ever secured."""
    found = next((one for one in books.positions if one.id == item), None)
    if found is None or found.contingent:
        return ()
    own = found.side is Side.ASSET
    assets = [p for p in books.positions if p.id == item or p.id in found.secured_on]
    histories = [equity_history(books, one, today) for one in assets if one.side is Side.ASSET]
    return tuple(
        _Card(books, history, today, tag).build(f"loan-{at}", own=own)
        for at, history in enumerate(histories)
        if history is not None
    )


class _Card:
    """A card that is being built: one asset's months, and how its amounts are written."""

    def __init__(
        self, books: HouseholdBooks, history: EquityHistory, today: date, tag: str
    ) -> None:
        self.books, self.history, self.today, self.tag = books, history, today, tag
        self.months, self.asset = history.months, history.asset
        sizes = [v for month in self.months for v in (month.worth, month.owed) if v is not None]
        self.amounts = AmountStyle.of(self.asset.currency, tag, sizes)

    def build(self, id_: str, *, own: bool) -> LoanToValue:
        shared = any(len(debt.secured_on) > 1 for debt in debts_on(self.books, self.asset.id))
        return LoanToValue(
            id=id_,
            heading=words.heading() if own else words.of_item(self.asset.name),
            conclusion=self.conclusion(),
            facts=tuple(self.facts()),
            note=words.shared_note() if shared else "",
            unit=self.amounts.unit,
            figure=self.figure(),
            rows=tuple(self.row(month) for month in reversed(self.months)),
        )

    def conclusion(self) -> str:
        last, name = self.months[-1], self.asset.name
        if last.loan_to_value is not None:
            below = last.gap is not None and last.gap > 0
            say = words.now_below if below else words.now_level
            return say(name, self.percent(last.loan_to_value))
        if last.gap is not None and last.owed is not None:
            return words.now_worthless(name, self.amounts.money(last.owed))
        known = [month for month in self.months if month.loan_to_value is not None]
        if not known:
            return words.nothing_known(name)
        ratio = known[-1].loan_to_value or Fraction(0)
        return words.now_unknown(name, self.percent(ratio), known[-1].on, self.tag)

    def facts(self) -> list[str]:
        """Since when, how high at most, at which worth it is level, and when that may be."""
        history, last = self.history, self.months[-1]
        facts = []
        if history.running is not None:
            facts.append(words.stretch_text(history.running, self.tag))
        elif history.stretches and (back := history.stretches[-1].recovered) is not None:
            facts.append(words.past_stretch_text(history.stretches[-1], back, self.tag))
        worst = history.worst
        if worst is not None and worst is not last and worst.loan_to_value is not None:
            facts.append(words.worst_text(self.percent(worst.loan_to_value), worst.on, self.tag))
        if last.gap is None or self.asset.closed is not None or not last.owed or last.owed < 0:
            return facts
        facts.append(self.level(last))
        if last.gap > 0:
            again = level_again(self.books, self.asset, self.today)
            facts.append(words.again_text(again, self.tag) if again else words.never_again_text())
        return facts

    def level(self, last: EquityMonth) -> str:
        owed = self.amounts.money(last.owed or Fraction(0))
        if not last.rise:
            return words.level_at(owed)
        say = words.level_above if last.rise > 0 else words.level_below
        return say(owed, self.percent(abs(last.rise)))

    def figure(self) -> dict[str, Any]:
        """Empty where no month has a percent."""
        points = [self.point(month) for month in self.months]
        last = next(
            (month for month in reversed(self.months) if month.loan_to_value is not None), None
        )
        if last is None:
            return {}
        style = find_style(self.tag)
        labels = LoanLabels(
            value=words.line_name(),
            level=words.level_line(),
            last=self.percent(last.loan_to_value or Fraction(0)),
            tick=lambda percent: format_percent(percent / LEVEL, self.tag, digits=0),
            month=lambda day: format_month(day, self.tag, short=True),
            year=lambda day: f"{day.year}",
        )
        return loan_to_value_figure(points, labels, separators=style.decimal + style.group)

    def point(self, month: EquityMonth) -> LoanPoint:
        ratio = month.loan_to_value
        if ratio is None:
            return LoanPoint(month.on, None)
        return LoanPoint(month.on, float(ratio * LEVEL), self.percent(ratio))

    def row(self, month: EquityMonth) -> LoanRow:
        last = month is self.months[-1]
        ratio = month.loan_to_value
        return LoanRow(
            month=format_date(month.on, self.tag)
            if last
            else format_month(month.on, self.tag, short=True),
            iso=month.on.isoformat(),
            worth="" if month.worth is None else self.amounts.number(month.worth),
            owed="" if month.owed is None else self.amounts.number(month.owed),
            percent="" if ratio is None else self.percent(ratio),
            remark=" · ".join(words.remark(code) for code in _remarks(month)),
        )

    def percent(self, ratio: Fraction) -> str:
        return format_percent(ratio, self.tag)


def _remarks(month: EquityMonth) -> list[str]:
    if month.gap is None:
        return ["unknown"]
    codes = ["estimated"] if month.estimated else []
    if month.loan_to_value is None:
        return ["worthless", *codes]
    return ["below", *codes] if month.gap > 0 else codes
