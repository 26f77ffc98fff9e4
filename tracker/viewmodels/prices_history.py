"""What one unit was worth over time, and one currency in another: entries, corrections, sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from tracker.formatting import format_date, format_number, format_price
from tracker.services.price_freshness import CurrencyState, UnitState
from tracker.services.records import CommodityRow, PriceRow
from tracker.services.reference_rates import DatedRate
from tracker.viewmodels.links import Choice
from tracker.viewmodels.prices import Worth, missing_rate_hint, rate_worth
from tracker.viewmodels.prices_chart import PriceChart, build_price_chart
from tracker.viewmodels.prices_text import (
    ItemLine,
    PricesReader,
    exact_rate,
    item_lines,
    unit_name,
)
from tracker.wording import prices as words
from tracker.wording.items import latest_name


class PagesRow(Protocol):
    """The rows of one page, as the reader of the database gives them."""

    @property
    def rows(self) -> Sequence[PriceRow]: ...
    @property
    def year(self) -> int | None: ...
    @property
    def counts(self) -> Mapping[int, int]: ...


class AroundRow(Protocol):
    """What stands before and after an entry."""

    @property
    def before(self) -> PriceRow | None: ...
    @property
    def after(self) -> PriceRow | None: ...


@dataclass(frozen=True, slots=True)
class HistoryLine:
    as_of: str
    iso: str
    text: str
    source: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class History:
    """Newest first; `years` are choices where there are too many to show at once."""

    lines: tuple[HistoryLine, ...]
    years: tuple[Choice, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The form of one entry. `edited`: the day that is corrected, empty for a new one; `removal`:
    what taking it away changes; `clash`: two people wrote."""

    form: Any
    edited: str
    removal: str
    clash: str


@dataclass(frozen=True, slots=True)
class PricePage:
    """The fields of prices/price.html."""

    id: UUID
    name: str
    code: str
    kind: str
    worth: Worth | None
    hint: str
    items: tuple[ItemLine, ...]
    chart: PriceChart | None
    history: History
    entry: Entry


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    as_of: str
    iso: str
    rate: str


@dataclass(frozen=True, slots=True)
class RatePage:
    """The fields of prices/rate.html. `turned`: the household has rates the other way round."""

    base: str
    quote: str
    base_name: str
    worth: Worth | None
    hint: str
    items: tuple[ItemLine, ...]
    turned: bool
    chart: PriceChart | None
    history: History
    reference: tuple[ReferenceLine, ...]
    reference_source: str
    unpublished: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Correction:
    """The entry that a form changes, and what surrounds it."""

    row: PriceRow
    around: AroundRow


def build_price(
    row: CommodityRow,
    state: UnitState | None,
    pages: PagesRow,
    entry: Entry,
    reader: PricesReader,
) -> PricePage:
    """A unit's page."""
    worth, newest = None, state.price if state else None
    if newest is not None:
        entered = next(
            (p for p in pages.rows if (p.as_of, p.currency) == (newest.as_of, newest.currency)),
            None,
        )
        worth = Worth(
            text=format_price(newest.price, newest.currency, reader.tag),
            as_of=format_date(newest.as_of, reader.tag),
            as_of_iso=newest.as_of.isoformat(),
            age=words.age_text(newest.as_of, reader.today),
            stale=newest.stale,
            source=words.source_text(entered.source) if entered else "",
        )
    items = state.dependents if state else ()
    lacks = state.lacks_rate if state else ""
    return PricePage(
        id=row.id,
        name=unit_name(row),
        code=row.code if row.name else "",
        kind=words.kind_name(row.kind),
        worth=worth,
        hint=words.price_lacks_rate_text(lacks) if lacks else "",
        items=item_lines(items, {row.id: row}, reader),
        chart=build_price_chart(pages.rows, reader, name=words.price_label(row.code)),
        history=_history(pages, reader, "&in="),
        entry=entry,
    )


def build_rate(
    state: CurrencyState,
    quote: str,
    pages: PagesRow,
    published: Sequence[DatedRate],
    own: Mapping[tuple[str, str], PriceRow],
    reference_days: Mapping[str, date],
    units: Mapping[UUID, CommodityRow],
    entry: Entry,
    reader: PricesReader,
) -> RatePage:
    """The page of a pair; `reader.currency` is its second currency."""
    base = state.currency
    return RatePage(
        base=base,
        quote=quote,
        base_name=words.currency_label(base, reader.tag),
        worth=rate_worth(state, own, reader),
        hint=missing_rate_hint(state, quote, reference_days),
        items=item_lines(state.dependents, units, reader),
        turned=(quote, base) in own,
        chart=build_price_chart(
            pages.rows, reader, name=words.rate_label(base, quote), rate_of=base
        ),
        history=_history(pages, reader, ""),
        reference=tuple(_reference(one, base, quote, reader) for one in published),
        reference_source=words.reference_source() if base == "EUR" else words.crossed_source(),
        unpublished=next(
            (
                words.unpublished_text(code)
                for code in (base, quote)
                if reference_days and code not in reference_days
            ),
            "",
        ),
        entry=entry,
    )


def build_entry(
    form: Any,
    correction: Correction | None,
    reader: PricesReader,
    *,
    rate_of: str = "",
    clash: str = "",
) -> Entry:
    """The form's surroundings; `rate_of` is the base currency of a rate, empty for a price."""
    if correction is None:
        return Entry(form, "", "", clash)
    around = correction.around
    before = (
        (entry_text(around.before, reader.tag, rate_of), around.before.as_of)
        if around.before
        else None
    )
    after = around.after.as_of if around.after else None
    day = correction.row.as_of
    removal = words.removal_text(day, before, after, reader.tag)
    return Entry(form, format_date(day, reader.tag), removal, clash)


def entry_text(row: PriceRow, tag: str, rate_of: str = "") -> str:
    """A price, or a rate of `rate_of`, in full."""
    if rate_of:
        return words.rate_text(rate_of, exact_rate(row.price, tag), row.currency)
    return format_price(row.price, row.currency, tag)


def clash_sentence(
    current: Decimal | None, seen: Decimal | None, typed: str, currency: str, rate_of: str, tag: str
) -> str:
    """What stands there now beside what was typed (empty: it was to be removed)."""
    if current is None:
        return words.gone_text(typed)
    theirs = entry_text(PriceRow(date.min, current, currency), tag, rate_of)
    if not typed:
        return words.removed_clash_text(theirs)
    if seen is None:
        return words.there_already_text(theirs, typed)
    return words.clash_text(theirs, typed)


def _history(pages: PagesRow, reader: PricesReader, currency_query: str) -> History:
    total, shown = sum(pages.counts.values()), len(pages.rows)
    suffix = f"&year={pages.year}" if pages.year else ""
    return History(
        lines=tuple(_line(row, reader, currency_query, suffix) for row in pages.rows),
        years=tuple(_years(pages, total > shown)),
        shown=(
            words.shown_of(
                format_number(shown, reader.tag),
                format_number(total, reader.tag),
                rates=not currency_query,
            )
            if total > shown
            else ""
        ),
    )


def _line(row: PriceRow, reader: PricesReader, currency_query: str, suffix: str) -> HistoryLine:
    day = row.as_of.isoformat()
    of = f"{currency_query}{row.currency}" if currency_query else ""
    text = (
        format_price(row.price, row.currency, reader.tag)
        if currency_query
        else exact_rate(row.price, reader.tag)
    )
    return HistoryLine(
        as_of=format_date(row.as_of, reader.tag),
        iso=day,
        text=text,
        source=words.source_text(row.source),
        edit_url=f"?edit={day}{of}{suffix}#entry",
    )


def _years(pages: PagesRow, too_many: bool) -> Iterator[Choice]:
    if too_many or pages.year is not None:
        yield Choice("?#history", latest_name(), pages.year is None)
        for year in pages.counts:
            yield Choice(f"?year={year}#history", str(year), year == pages.year)


def _reference(one: DatedRate, base: str, quote: str, reader: PricesReader) -> ReferenceLine:
    # What the bank publishes itself has the digits it published; all else is a quotient.
    rate = (
        exact_rate(one.rate, reader.tag)
        if base == "EUR"
        else words.short_rate(one.rate, reader.tag)
    )
    return ReferenceLine(format_date(one.as_of, reader.tag), one.as_of.isoformat(), rate)
