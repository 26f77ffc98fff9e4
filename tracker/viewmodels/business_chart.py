"""The chart of a business's figure by month, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tracker.charts.per_share import ShareLabels, SharePoint, per_share_figure
from tracker.formatting import find_style, format_date, format_month
from tracker.services.entity_worth import Worth
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.business_amounts import BusinessStyle
from tracker.wording import businesses as words


@dataclass(frozen=True, slots=True)
class BusinessMonth:
    """A month of the table, newest first; "" where something is not known."""

    month: str
    iso: str
    amount: str
    each: str
    price: str
    premium: str


@dataclass(frozen=True, slots=True)
class BusinessChart:
    """`has_shares` and `has_price` say which columns the table has."""

    heading: str
    figure: dict[str, Any]
    label: str
    unit: str
    has_shares: bool
    has_price: bool
    rows: tuple[BusinessMonth, ...]


def build_chart(name: str, months: Sequence[Worth], tag: str) -> BusinessChart | None:
    """Per share where there are shares, else the whole figure. None while nothing is known."""
    known = [month for month in months if month.headline is not None and month.complete]
    if not known:
        return None
    return _Chart(name, months, known, tag).build()


class _Chart:
    """A chart that is being built: its months, and how their amounts are written."""

    def __init__(
        self, name: str, months: Sequence[Worth], known: Sequence[Worth], tag: str
    ) -> None:
        self.name, self.months, self.tag = name, months, tag
        self.last = known[-1]
        self.per_share = any(month.per_share is not None for month in known)
        self.has_price = self.per_share and any(m.share_price is not None for m in months)
        currency = self.last.currency
        self.style = BusinessStyle.of(currency, tag, [month.headline for month in known])
        shown = [value for month in known if (value := self.value(month)) is not None]
        self.axis = AmountStyle.of(currency, tag, shown)

    def value(self, month: Worth) -> Fraction | None:
        """The height of the line; an incomplete month has none."""
        if not month.complete:
            return None
        return month.per_share if self.per_share else month.headline

    def build(self) -> BusinessChart:
        style = find_style(self.tag)
        kind = self.last.kind
        heading = words.chart_name(kind, per_share=self.per_share)
        last = next(m for m in reversed(self.months) if self.value(m) is not None)
        return BusinessChart(
            heading=heading,
            figure=per_share_figure(
                [self.point(month) for month in self.months],
                self.labels(heading, last),
                separators=style.decimal + style.group,
            ),
            label=words.chart_label(self.name, heading, self.text(last), last.on, self.tag),
            unit=self.axis.unit,
            has_shares=self.per_share,
            has_price=self.has_price,
            rows=tuple(self.row(month) for month in reversed(self.months)),
        )

    def point(self, month: Worth) -> SharePoint:
        value = self.value(month)
        price = month.share_price if self.has_price else None
        return SharePoint(
            on=month.on,
            value=None if value is None else float(value),
            price=None if price is None else float(price),
            value_text="" if value is None else self.text(month),
            price_text="" if price is None else self.style.each(price),
        )

    def text(self, month: Worth) -> str:
        value = self.value(month) or Fraction(0)
        return self.style.each(value) if self.per_share else self.axis.money(value)

    def end(self, month: Worth) -> str:
        """At the line's right end, where room is short and the header says the currency."""
        value = self.value(month) or Fraction(0)
        return self.style.bare_each(value) if self.per_share else self.axis.number(value)

    def labels(self, heading: str, last: Worth) -> ShareLabels:
        price = self.months[-1].share_price
        return ShareLabels(
            value=heading,
            price=words.share_price_name(),
            last_value=self.end(last),
            last_price="" if price is None else words.last_price(self.style.bare_each(price)),
            tick=self.axis.tick,
            month=lambda day: format_month(day, self.tag, short=True),
            year=lambda day: f"{day.year}",
        )

    def row(self, month: Worth) -> BusinessMonth:
        newest = month is self.months[-1]
        each, whole = month.per_share, month.headline if month.complete else None
        premium = month.premium if month.complete else None
        return BusinessMonth(
            month=format_date(month.on, self.tag)
            if newest
            else format_month(month.on, self.tag, short=True),
            iso=month.on.isoformat(),
            amount="" if whole is None else self.style.number(whole),
            each="" if each is None or whole is None else self.style.each(each),
            price="" if month.share_price is None else self.style.each(month.share_price),
            premium="" if premium is None else words.premium_percent(premium, self.tag),
        )
