"""What changed in a month, by category: a verdict, a waterfall, a table."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tracker.charts.change import Hue, Step, waterfall
from tracker.charts.scale import number_ticks
from tracker.formatting import format_month
from tracker.services.categories import Side
from tracker.services.category_change import Change, change_by_category
from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import change as words
from tracker.wording.categories import category_name


@dataclass(frozen=True, slots=True)
class ChangeRow:
    name: str
    is_asset: bool
    amount: str


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """The fields of dashboard/_change.html; `figure` is None when nothing moved."""

    title: str
    against: str
    unit: str
    verdict: str
    sides: str
    watch: str
    figure: dict[str, Any] | None
    rows: tuple[ChangeRow, ...]
    total: str


def build_change(
    history: History, owner: Owner | None, last_entry: date, amounts: AmountStyle
) -> ChangeCard:
    """The month that was entered last, against the month end before it."""
    dates = history.dates
    end = next(
        (at for at in range(len(dates) - 1, 0, -1) if _month(dates[at]) <= _month(last_entry)), 1
    )
    change = change_by_category(history, end - 1, end, owner=owner)
    tag = amounts.tag
    own = amounts.of_sizes(
        history.exact(size) for size in (change.assets, change.debts, change.net_worth)
    )
    return ChangeCard(
        title=words.change_title(format_month(dates[end], tag)),
        against=words.change_against(own.unit, dates[end - 1], tag),
        unit=own.unit,
        verdict=words.change_verdict(
            change.net_worth,
            change.assets,
            change.debts,
            own.money(Fraction(abs(change.net_worth), history.unit)),
        ),
        sides=words.change_sides(
            change.assets,
            change.debts,
            own.money(Fraction(abs(change.assets), history.unit)),
            own.money(Fraction(abs(change.debts), history.unit)),
        ),
        watch=_watch(change, history, own),
        figure=_figure(change, history, own, format_month(dates[end], tag, short=True))
        if change.parts
        else None,
        rows=tuple(
            ChangeRow(
                category_name(part.side, part.category),
                part.side is Side.ASSET,
                own.number(Fraction(part.amount, history.unit), sign="change"),
            )
            for part in change.parts
        ),
        total=own.number(Fraction(change.net_worth, history.unit), sign="change"),
    )


def _watch(change: Change, history: History, amounts: AmountStyle) -> str:
    grown = [p for p in change.parts if p.side is Side.LIABILITY and p.amount < 0]
    if not grown:
        return ""
    most = min(grown, key=lambda part: part.amount)
    return words.watch_debt(
        category_name(most.side, most.category),
        amounts.money(Fraction(-most.amount, history.unit)),
    )


def _figure(
    change: Change, history: History, amounts: AmountStyle, last_label: str
) -> dict[str, Any]:
    def step(name: str, amount: int, hue: Hue) -> Step:
        exact = Fraction(amount, history.unit)
        return Step(name, float(exact), amounts.number(exact, sign="change"), hue)

    steps = [
        step(
            category_name(p.side, p.category),
            p.amount,
            "own" if p.side is Side.ASSET else "owe",
        )
        for p in change.parts
    ]
    at, reached = 0.0, [0.0]
    for one in steps:
        at += one.amount
        reached.append(at)
    ticks = number_ticks(min(reached), max(reached), 5)
    return waterfall(
        steps,
        step(last_label, change.net_worth, "total"),
        ticks=[
            (
                float(tick),
                amounts.tick(tick, sign="change") if tick else words.earlier_level(),
            )
            for tick in ticks
        ],
    )


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
