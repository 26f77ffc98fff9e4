"""What units and currencies are worth: what lacks first, then each with what rests on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.formatting import format_date, format_price
from tracker.services.price_freshness import (
    CurrencyState,
    Dependent,
    PriceStates,
    UnitState,
)
from tracker.services.records import CommodityRow, PriceRow
from tracker.viewmodels.prices_text import (
    SHOWN,
    ItemLine,
    PricesReader,
    exact_rate,
    item_lines,
    unit_name,
)
from tracker.wording import prices as words


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to see to: a unit without a fresh price, a currency without a fresh rate, or
    (neither of them named) reference rates that have grown old."""

    name: str
    text: str
    unit: UUID | None
    currency: str
    action: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What one is worth, since when, and from where."""

    text: str
    as_of: str
    as_of_iso: str
    age: str
    stale: bool
    source: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    id: UUID
    name: str
    code: str
    kind: str
    worth: Worth | None
    hint: str
    items: tuple[ItemLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CurrencyLine:
    """`hint` says what is to be done where there is no rate."""

    code: str
    name: str
    worth: Worth | None
    hint: str
    items: tuple[ItemLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class OwnRate:
    base: str
    quote: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class PricesPage:
    """The fields of prices/page.html."""

    currency: str
    lacks: tuple[Lack, ...]
    fresh: str
    units: tuple[UnitLine, ...]
    currencies: tuple[CurrencyLine, ...]
    own_rates: tuple[OwnRate, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read: the household's units, the newest price and own rate of each pair, and how
    far the reference rates reach, by currency."""

    units: Sequence[CommodityRow]
    prices: Mapping[tuple[UUID, str], PriceRow]
    rates: Mapping[tuple[str, str], PriceRow]
    reference_days: Mapping[str, date]


def build(facts: Facts, states: PriceStates, reader: PricesReader, *, may_edit: bool) -> PricesPage:
    """The page on `reader.today`; who may edit is invited to."""
    rows = {row.id: row for row in facts.units}
    known = {state.commodity: state for state in states.units}
    lacks = _lacks(states, rows, reader, may_edit)
    used = any(one.dependents for one in states.units) or any(
        one.dependents for one in states.currencies
    )
    return PricesPage(
        currency=reader.currency,
        lacks=lacks,
        fresh=words.all_fresh_sentence() if used and not lacks else "",
        units=_units(facts, known, rows, reader),
        currencies=tuple(_currency(one, facts, rows, reader) for one in states.currencies),
        own_rates=tuple(
            OwnRate(base, quote, _entered(row, exact_rate(row.price, reader.tag), reader))
            for (base, quote), row in sorted(facts.rates.items())
        ),
        reference=_reference(facts, states, reader),
    )


def _reference(facts: Facts, states: PriceStates, reader: PricesReader) -> str:
    if not states.currencies:
        return ""
    newest = max(facts.reference_days.values(), default=None)
    return words.reference_text(newest, reader.tag)


def _lacks(
    states: PriceStates, rows: Mapping[UUID, CommodityRow], reader: PricesReader, may_edit: bool
) -> tuple[Lack, ...]:
    """What is not counted first, then what is counted with something old."""
    today, tag = reader.today, reader.tag
    price = words.enter_price_action() if may_edit else words.look_action()
    rate = words.enter_rate_action() if may_edit else words.look_action()
    shared = _reference_day(states)
    missing: list[Lack] = []
    old: list[Lack] = []
    published: list[str] = []
    units = [(unit_name(rows[one.commodity]), one) for one in states.units]
    for name, unit in sorted(units, key=lambda pair: pair[0]):
        names = _names(unit.dependents)
        if unit.is_missing:
            text = words.no_price_sentence(name, names, _since(unit.dependents), tag)
            missing.append(Lack(name, text, unit.commodity, "", price))
        elif unit.is_stale and unit.price is not None and not unit.lacks_rate:
            text = words.old_price_sentence(name, names, unit.price.as_of, today, tag)
            old.append(Lack(name, text, unit.commodity, "", price))
    for one in states.currencies:
        names = _names(one.dependents)
        if one.is_missing:
            text = words.no_rate_sentence(one.currency, names, _since(one.dependents), tag)
            missing.append(Lack(one.currency, text, None, one.currency, rate))
        elif one.is_stale and one.rate is not None and one.rate.as_of is not None:
            if one.rate.as_of == shared:
                published += names
                continue
            text = words.old_rate_sentence(one.currency, names, one.rate.as_of, today, tag)
            old.append(Lack(one.currency, text, None, one.currency, rate))
    if shared is not None and published:
        # All reference rates grow old together: one line says it of all.
        of = list(dict.fromkeys(published))
        text = words.old_reference_sentence(of, shared, today, tag)
        missing.append(Lack("", text, None, "", ""))
    return (*missing, *old)


def _reference_day(states: PriceStates) -> date | None:
    """The day that the reference rates in use reach."""
    days = (
        one.rate.as_of
        for one in states.currencies
        if one.rate is not None and one.rate.as_of and not any(step.own for step in one.steps)
    )
    return max(days, default=None)


def _names(dependents: Sequence[Dependent]) -> list[str]:
    return [one.value.position.name for one in dependents]


def _since(dependents: Sequence[Dependent]) -> date | None:
    return min((one.since for one in dependents if one.since is not None), default=None)


def _units(
    facts: Facts,
    known: Mapping[UUID, UnitState],
    rows: Mapping[UUID, CommodityRow],
    reader: PricesReader,
) -> tuple[UnitLine, ...]:
    """Those that something is counted in first, by name."""
    lines = [_unit(row, known.get(row.id), facts, rows, reader) for row in facts.units]
    return tuple(sorted(lines, key=lambda line: (not line.items, line.name.casefold(), line.code)))


def _unit(
    row: CommodityRow,
    state: UnitState | None,
    facts: Facts,
    rows: Mapping[UUID, CommodityRow],
    reader: PricesReader,
) -> UnitLine:
    items = item_lines(state.dependents, rows, reader) if state else ()
    worth = None
    if state is not None and state.price is not None:
        price = state.price
        entered = facts.prices.get((row.id, price.currency))
        worth = Worth(
            text=format_price(price.price, price.currency, reader.tag),
            as_of=format_date(price.as_of, reader.tag),
            as_of_iso=price.as_of.isoformat(),
            age=words.age_text(price.as_of, reader.today),
            stale=price.stale,
            source=words.source_text(entered.source) if entered else "",
        )
    return UnitLine(
        id=row.id,
        name=unit_name(row),
        code=row.code if row.name else "",
        kind=words.kind_name(row.kind),
        worth=worth,
        hint="" if worth else words.none_yet(),
        items=items[:SHOWN],
        more=_more(items),
    )


def _currency(
    state: CurrencyState, facts: Facts, rows: Mapping[UUID, CommodityRow], reader: PricesReader
) -> CurrencyLine:
    items = item_lines(state.dependents, rows, reader)
    return CurrencyLine(
        code=state.currency,
        name=words.currency_label(state.currency, reader.tag),
        worth=rate_worth(state, facts.rates, reader),
        hint=missing_rate_hint(state, reader.currency, facts.reference_days),
        items=items[:SHOWN],
        more=_more(items),
    )


def missing_rate_hint(state: CurrencyState, into: str, reference_days: Mapping[str, date]) -> str:
    """What to do about a rate `into` a currency that is not there; empty where it is."""
    if state.rate is not None:
        return ""
    for code in (state.currency, into):
        if reference_days and code not in reference_days:
            return words.unpublished_text(code)
    return words.not_loaded_text()


def rate_worth(
    state: CurrencyState, own: Mapping[tuple[str, str], PriceRow], reader: PricesReader
) -> Worth | None:
    """The rate as it is used today, and the way it was found."""
    rate = state.rate
    if rate is None or rate.as_of is None:
        return None
    direct = len(state.steps) == 1 and not state.steps[0].inverted
    number = (
        exact_rate(rate.rate, reader.tag) if direct else words.short_rate(rate.rate, reader.tag)
    )
    source = words.way_text(state)
    entered = own.get((state.currency, reader.currency))
    if direct and state.steps[0].own and entered is not None and entered.source:
        source = words.own_source_text(words.source_text(entered.source))
    return Worth(
        text=words.rate_text(state.currency, number, reader.currency),
        as_of=format_date(rate.as_of, reader.tag),
        as_of_iso=rate.as_of.isoformat(),
        age=words.age_text(rate.as_of, reader.today),
        stale=rate.stale,
        source=source,
    )


def _entered(row: PriceRow, text: str, reader: PricesReader) -> Worth:
    return Worth(
        text=text,
        as_of=format_date(row.as_of, reader.tag),
        as_of_iso=row.as_of.isoformat(),
        age=words.age_text(row.as_of, reader.today),
        stale=False,
        source=words.source_text(row.source),
    )


def _more(items: Sequence[ItemLine]) -> str:
    return words.more_items_text(len(items) - SHOWN) if len(items) > SHOWN else ""
