"""An item's own chart, and the table that says the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tracker.charts.item import ItemLabels, ItemPoint, item_figure
from tracker.formatting import find_style, format_date, format_month, format_number
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import date_of
from tracker.services.categories import Side
from tracker.services.item_history import ItemMonth, item_history
from tracker.services.records import PositionRow
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import history as words
from tracker.wording import items


@dataclass(frozen=True, slots=True)
class ItemChartRow:
    """A month of the table, newest first."""

    month: str
    iso: str
    units: str
    value: str
    reported: str
    owed: str
    remark: str


@dataclass(frozen=True, slots=True)
class ItemChart:
    """`unit` and `reported_unit` stand over the columns; `has_*` say which columns there are."""

    figure: dict[str, Any]
    label: str
    unit: str
    reported_unit: str
    units_name: str
    has_owed: bool
    note: str
    rows: tuple[ItemChartRow, ...]


def build_item_chart(
    row: PositionRow,
    books: HouseholdBooks,
    debts: Sequence[PositionBook],
    estimates: Collection[date],
    today: date,
    tag: str,
) -> ItemChart | None:
    """`books`: this item first, with all prices and rates; `debts` are secured on it. None while
    nothing is known of it."""
    position = books.positions[0]
    months = item_history(books, position, today, debts=debts, estimates=estimates)
    if not any(month.own is not None for month in months):
        return None
    return _Chart(row, position, months, books.currency, tag).build()


class _Chart:
    """A chart that is being built: its months, and how their amounts are written."""

    def __init__(
        self,
        row: PositionRow,
        position: PositionBook,
        months: Sequence[ItemMonth],
        reporting: str,
        tag: str,
    ) -> None:
        self.row, self.position, self.months, self.tag = row, position, months, tag
        own = [v for month in months for v in (month.own, month.owed) if v is not None]
        self.own = AmountStyle.of(row.currency, tag, own)
        reported = [month.reported for month in months if month.reported is not None]
        self.reported = (
            None if row.currency == reporting else AmountStyle.of(reporting, tag, reported)
        )
        self.has_owed = any(month.owed is not None for month in months)
        self.closed_on = None if position.closed is None else date_of(position.closed)

    def build(self) -> ItemChart:
        style, tag = find_style(self.tag), self.tag
        return ItemChart(
            figure=item_figure(
                [self.point(month) for month in self.months],
                self.labels(),
                is_debt=self.row.side is Side.LIABILITY,
                closed_on=self.shown_closing(),
                separators=style.decimal + style.group,
            ),
            label=self.conclusion(),
            unit=self.own.unit,
            reported_unit=self.reported.unit if self.reported else "",
            units_name=self.row.commodity.code if self.row.commodity else "",
            has_owed=self.has_owed,
            note=words.estimates_note(
                own=any(month.estimate for month in self.months),
                modelled=any(month.modelled for month in self.months),
            ),
            rows=tuple(self.line(month, tag) for month in reversed(self.months)),
        )

    def shown_closing(self) -> date | None:
        """Its closing, once the line has come that far."""
        closed = self.closed_on
        return closed if closed and (closed - self.months[-1].on).days <= 1 else None

    def point(self, month: ItemMonth) -> ItemPoint:
        return ItemPoint(
            on=month.on,
            value=None if month.own is None else float(month.own),
            owed=None if month.owed is None else float(month.owed),
            estimate=month.estimate or month.modelled,
            value_text=self.hover(month),
            owed_text="" if month.owed is None else self.own.money(month.owed),
        )

    def hover(self, month: ItemMonth) -> str:
        """Units where it is counted in them, its value, and that in the reporting currency."""
        parts = []
        if self.row.commodity is not None:
            parts.append(self.units(month))
        if month.own is not None:
            parts.append(self.own.money(month.own))
        if self.reported is not None and month.reported is not None:
            parts.append(self.reported.money(month.reported))
        return " · ".join(parts)

    def units(self, month: ItemMonth) -> str:
        code = self.row.commodity.code if self.row.commodity else ""
        return items.units_text(format_number(month.amount, self.tag), code)

    def labels(self) -> ItemLabels:
        last = self.last()
        value = self.own.number(last.own or Fraction(0))
        owed = self.months[-1].owed
        debt = self.row.side is Side.LIABILITY
        return ItemLabels(
            value=words.item_line("owed" if debt else "worth"),
            owed=words.item_line("secured"),
            last_value=words.last_worth(value) if owed is not None else value,
            last_owed="" if owed is None else words.last_owed(self.own.number(owed)),
            closed=words.closed_mark(self.closed_on, self.tag) if self.closed_on else "",
            tick=self.own.tick,
            month=lambda day: format_month(day, self.tag, short=True),
            year=lambda day: f"{day.year}",
        )

    def last(self) -> ItemMonth:
        """The newest month in which its value is known."""
        return next(month for month in reversed(self.months) if month.own is not None)

    def conclusion(self) -> str:
        last = self.last()
        worth = last.own or Fraction(0)
        if last.owed is not None:
            return words.worth_and_owed(
                self.row.name,
                self.own.money(worth),
                self.own.money(last.owed),
                less=worth < last.owed,
            )
        return words.item_conclusion(self.row.name, self.own.money(worth), last.on, self.tag)

    def line(self, month: ItemMonth, tag: str) -> ItemChartRow:
        reported = None if self.reported is None else month.reported
        remark = "estimate" if month.estimate else "modelled" if month.modelled else ""
        if month.own is None:
            remark = "missing"
        last = month is self.months[-1]
        return ItemChartRow(
            month=format_date(month.on, tag) if last else format_month(month.on, tag, short=True),
            iso=month.on.isoformat(),
            units=format_number(month.amount, tag) if self.row.commodity else "",
            value="" if month.own is None else self.own.number(month.own),
            reported=""
            if reported is None or self.reported is None
            else self.reported.number(reported),
            owed="" if month.owed is None else self.own.number(month.owed),
            remark=words.item_remark(remark),
        )
