"""One item: its figure now, its values over time, who owns it, what a debt's terms are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from tracker.formatting import format_date, format_moment, format_money, format_number
from tracker.services.books import ValueModel
from tracker.services.categories import Side
from tracker.services.currencies import minor_unit
from tracker.services.position_values import PositionValue, Status
from tracker.services.records import (
    OwnershipRow,
    PositionRow,
    PriceRow,
    TermsRow,
    ValuationRow,
)
from tracker.viewmodels.item_business import ItemBusiness, build_item_business
from tracker.viewmodels.item_chart import ItemChart, build_item_chart
from tracker.viewmodels.links import Choice
from tracker.viewmodels.loan_to_value import LoanToValue, build_loans
from tracker.viewmodels.position_facts import Fact, build_facts
from tracker.viewmodels.position_refused import NotSaved, build_not_saved
from tracker.viewmodels.positions import own_amount
from tracker.viewmodels.possible import PossibleItem, build_item
from tracker.viewmodels.sheet import WHOLE_FROM, shown_digits
from tracker.viewmodels.value_model import ModelCard, build_model_card
from tracker.wording import category_name, items, source_name
from tracker.wording.items import method_name
from tracker.wording.value_models import estimated_text


@dataclass(frozen=True, slots=True)
class Head:
    """The item and its figure today; `missing` says why there is none."""

    id: UUID
    name: str
    kind: str
    debt: bool
    value: str
    own: str
    note: str
    missing: str
    as_of: str
    as_of_iso: str
    estimated: str
    stale: str
    owners: str
    closed: str
    closed_on: str
    archived: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    as_of: str
    iso: str
    amount: str
    book: str
    liquidation: str
    source: str
    note: str
    closed: bool
    edit_url: str


@dataclass(frozen=True, slots=True)
class Values:
    """Newest first; `years` are choices where there are too many to show at once."""

    heading_amount: str
    currency: str
    rows: tuple[ValueRow, ...]
    years: tuple[Choice, ...]
    shown: str
    year: str


@dataclass(frozen=True, slots=True)
class DatedRow:
    """Something that holds from a date on; `first` also holds before it."""

    since: str
    iso: str
    first: bool
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands there now, after somebody else has written: `version` takes it over."""

    text: str
    theirs: str
    mine: str
    version: int


@dataclass(frozen=True, slots=True)
class Link:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    as_of: str
    iso: str
    price: str


@dataclass(frozen=True, slots=True)
class Prices:
    """The newest prices of what the item is counted in: of one `unit`, that of the id `commodity`
    or else a foreign currency, in the household's `currency` for those."""

    unit: str
    commodity: UUID | None
    currency: str
    lines: tuple[PriceLine, ...]


@dataclass(frozen=True, slots=True)
class PositionPage:
    """The fields of position/page.html. `edited` is the date whose value the form changes;
    `prices` None where the item is counted in the household's own currency, `model` where it
    cannot go on by itself."""

    head: Head
    facts: tuple[Fact, ...]
    chart: ItemChart | None
    loans: tuple[LoanToValue, ...]
    possible: PossibleItem | None
    values: Values
    edited: str
    clash: Clash | None
    ownership: tuple[DatedRow, ...]
    terms: tuple[DatedRow, ...]
    secured: tuple[Link, ...]
    prices: Prices | None
    model: ModelCard | None
    business: ItemBusiness | None
    forms: Any
    not_saved: NotSaved | None


@dataclass(frozen=True, slots=True)
class PageReader:
    """For whom the page is written; `names` of the household's people."""

    currency: str
    names: Mapping[UUID, str]
    today: date
    tag: str


def build(
    facts: Any,
    value: PositionValue,
    forms: Any,
    reader: PageReader,
    *,
    edited: ValuationRow | None = None,
    clash: Clash | None = None,
    tried: ValueModel | None = None,
) -> PositionPage:
    """`facts` are those of queries.position_page."""
    row: PositionRow = facts.row
    tag = reader.tag
    return PositionPage(
        head=_head(row, value, reader),
        facts=build_facts(row, tag),
        chart=build_item_chart(
            row, facts.books, facts.debts, facts.estimates, reader.today, reader.tag
        ),
        loans=build_loans(facts.all_books, row.id, reader.today, tag),
        possible=build_item(value, reader.today, tag),
        values=_values(facts, reader),
        edited=format_date(edited.as_of, tag) if edited else "",
        clash=clash,
        ownership=_dated_owners(facts.ownership, reader),
        terms=tuple(_terms(one, row, tag) for one in facts.terms),
        secured=tuple(Link(o.id, o.name) for o in facts.counterparts if o.id in facts.secured),
        prices=_prices(row, facts.prices, reader),
        model=build_model_card(value.position, reader.today, tag, tried=tried),
        business=build_item_business(row, facts.businesses, valued=bool(facts.total)),
        forms=forms,
        not_saved=build_not_saved(forms, clash.text if clash else ""),
    )


def build_clash(
    current: ValuationRow | None,
    mine: str,
    who: str,
    when: datetime | None,
    row: PositionRow,
    tag: str,
) -> Clash:
    """Both values of a conflict; `when` is already in the household's zone."""
    if current is None or when is None:
        return Clash(items.removed_meanwhile_text(), "", mine, 0)
    text = items.conflict_text(who or items.somebody(), format_moment(when, tag))
    return Clash(text, amount_text(current.amount, row, tag), mine, current.version)


def amount_text(amount: Decimal, row: PositionRow, tag: str) -> str:
    """An amount in what the item is counted in, no decimal lost."""
    if row.commodity is not None:
        return items.units_text(format_number(amount, tag), row.commodity.code)
    return _exact_money(amount, row.currency, tag)


def _head(row: PositionRow, value: PositionValue, reader: PageReader) -> Head:
    tag = reader.tag
    counted = value.status is Status.COUNTED and value.value is not None
    unit = row.commodity.code if row.commodity else row.currency
    silent = counted or value.status is Status.CLOSED
    return Head(
        id=row.id,
        name=row.name,
        kind=items.kind_text(row.side, category_name(row.side, row.category)),
        debt=row.side is Side.LIABILITY,
        value=_rounded(value.value, reader) if value.value is not None else "",
        own=own_amount(value, row, reader.currency, tag),
        note=items.rate_note(value, reader.currency, tag) if counted else "",
        missing="" if silent else items.missing_text(value, unit),
        as_of=format_date(value.as_of, tag) if value.as_of else "",
        as_of_iso=value.as_of.isoformat() if value.as_of else "",
        estimated=estimated_text(value.as_of, tag) if value.estimated and value.as_of else "",
        stale=items.stale_text(value.as_of, reader.today) if value.stale and value.as_of else "",
        owners=items.owners_text(value.parts, reader.names),
        closed=items.closed_text(row.closed_on, tag) if row.closed_on else "",
        closed_on=format_date(row.closed_on, tag) if row.closed_on else "",
        archived=row.archived,
    )


def _rounded(amount: Fraction, reader: PageReader) -> str:
    digits = shown_digits([amount], reader.currency)
    return format_money(amount, reader.currency, reader.tag, digits=digits)


def _values(facts: Any, reader: PageReader) -> Values:
    row: PositionRow = facts.row
    counts: Mapping[int, int] = facts.counts
    total, shown = facts.total, len(facts.values)
    years: list[Choice] = []
    if total > shown or facts.year is not None:
        years.append(Choice("?#values", items.latest_name(), facts.year is None))
        years += [Choice(f"?year={year}#values", str(year), year == facts.year) for year in counts]
    suffix = f"&year={facts.year}" if facts.year else ""
    return Values(
        heading_amount=row.commodity.code if row.commodity else "",
        currency=row.currency,
        rows=tuple(_value_row(one, row, reader.tag, suffix) for one in facts.values),
        years=tuple(years),
        shown=(
            items.shown_of_text(format_number(shown, reader.tag), format_number(total, reader.tag))
            if total > shown
            else ""
        ),
        year=str(facts.year or ""),
    )


def _value_row(one: ValuationRow, row: PositionRow, tag: str, suffix: str) -> ValueRow:
    return ValueRow(
        as_of=format_date(one.as_of, tag),
        iso=one.as_of.isoformat(),
        amount=amount_text(one.amount, row, tag),
        book="" if one.book is None else _exact_money(one.book, row.currency, tag),
        liquidation=(
            "" if one.liquidation is None else _exact_money(one.liquidation, row.currency, tag)
        ),
        source=source_name(one.source),
        note=one.note,
        closed=one.closed,
        edit_url=f"?edit={one.as_of.isoformat()}{suffix}#value",
    )


def _exact_money(amount: Decimal, currency: str, tag: str) -> str:
    exponent = amount.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    usual = 0 if abs(amount) >= WHOLE_FROM else minor_unit(currency)
    return format_money(amount, currency, tag, digits=max(usual, decimals))


def _dated_owners(sets: Sequence[OwnershipRow], reader: PageReader) -> tuple[DatedRow, ...]:
    return tuple(
        DatedRow(
            since=format_date(one.since, reader.tag),
            iso=one.since.isoformat(),
            first=at == len(sets) - 1,
            text=items.owners_text(one.parts, reader.names),
        )
        for at, one in enumerate(sets)
    )


def _terms(one: TermsRow, row: PositionRow, tag: str) -> DatedRow:
    def money(amount: Decimal | None) -> str:
        return "" if amount is None else _exact_money(amount, row.currency, tag)

    rate = "" if one.rate is None else items.percent_text(one.rate, tag)
    cells = (rate, method_name(one.method), money(one.minimum), money(one.limit))
    return DatedRow(format_date(one.since, tag), one.since.isoformat(), False, rate, cells)


def _prices(row: PositionRow, rows: Sequence[PriceRow], reader: PageReader) -> Prices | None:
    lines = tuple(_price(one, reader.tag) for one in rows)
    if row.commodity is not None:
        return Prices(row.commodity.code, row.commodity.id, reader.currency, lines)
    if row.currency != reader.currency:
        return Prices(row.currency, None, reader.currency, lines)
    return None


def _price(one: PriceRow, tag: str) -> PriceLine:
    price = _exact_money(one.price, one.currency, tag)
    return PriceLine(format_date(one.as_of, tag), one.as_of.isoformat(), price)
