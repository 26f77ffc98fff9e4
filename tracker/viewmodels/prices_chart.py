"""What one unit, or one unit of a currency, was worth over time, as a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracker.charts.item import ItemLabels, ItemPoint, item_figure
from tracker.formatting import find_style, format_date, format_month, format_number, format_price
from tracker.services.records import PriceRow
from tracker.viewmodels.prices_text import PricesReader, exact_rate
from tracker.wording import prices as words

FEWEST = 3
"""Two prices are a table's business."""


@dataclass(frozen=True, slots=True)
class PriceChart:
    """The entries that the page lists, oldest on the left; its table stands on the page."""

    figure: dict[str, Any]
    label: str


def build_price_chart(
    rows: Sequence[PriceRow], reader: PricesReader, *, name: str, rate_of: str = ""
) -> PriceChart | None:
    """`rows` newest first: those in the newest one's currency are drawn, None for too few.
    `rate_of` is the base currency of a rate, empty for a price."""
    drawn = [row for row in reversed(rows) if row.currency == rows[0].currency]
    if len(drawn) < FEWEST:
        return None
    tag, style = reader.tag, find_style(reader.tag)

    def write(row: PriceRow) -> str:
        return exact_rate(row.price, tag) if rate_of else format_price(row.price, row.currency, tag)

    def tick(at: Decimal) -> str:
        return format_number(at, tag)

    labels = ItemLabels(
        value=name,
        owed="",
        last_value=write(drawn[-1]),
        last_owed="",
        closed="",
        tick=tick,
        month=lambda day: format_month(day, tag, short=True),
        year=lambda day: str(day.year),
    )
    points = [ItemPoint(row.as_of, float(row.price), value_text=write(row)) for row in drawn]
    return PriceChart(
        figure=item_figure(points, labels, is_debt=False, separators=style.decimal + style.group),
        label=words.chart_conclusion(
            name,
            write(drawn[0]),
            format_date(drawn[0].as_of, tag),
            write(drawn[-1]),
            format_date(drawn[-1].as_of, tag),
        ),
    )
