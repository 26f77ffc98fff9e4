"""What was said of an item apart from its figures, in words."""

from dataclasses import dataclass

from tracker.formatting import format_date
from tracker.services.categories import Side, find_category
from tracker.services.records import PositionRow
from tracker.wording import items, liquidity_name
from tracker.wording.items import FACT_NAMES


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


def build_facts(row: PositionRow, tag: str) -> tuple[Fact, ...]:
    """What was said of it, defaults of its category included, in the order of the form."""
    category = find_category(row.side, row.category)
    assert category is not None  # noqa: S101 - the database knows these pairs only
    texts: dict[str, str] = {}
    if row.commodity is not None:
        name = row.commodity.name
        texts["units"] = f"{row.commodity.code} · {name}" if name else row.commodity.code
    texts["currency"] = row.currency
    if row.opened_on is not None:
        texts["opened"] = format_date(row.opened_on, tag)
    if row.liquidity:
        texts["liquidity"] = liquidity_name(row.liquidity)
    texts["interval"] = items.interval_text(row.interval_months or category.interval_months)
    if row.side is Side.ASSET:
        own = row.selling_discount
        texts["discount"] = items.percent_text(category.discount if own is None else own, tag)
    if row.contingent:
        texts["contingent"] = items.contingent_text()
        if row.probability is not None:
            texts["probability"] = items.percent_text(row.probability, tag)
    if row.allowance is not None:
        texts["allowance"] = items.percent_text(row.allowance, tag)
    if row.due_on is not None:
        texts["calls" if row.contingent else "due"] = format_date(row.due_on, tag)
    return tuple(Fact(str(FACT_NAMES[code]), text) for code, text in texts.items())
