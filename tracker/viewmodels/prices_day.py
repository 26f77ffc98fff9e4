"""Prices and rates of one day, to be entered at once: a row for each unit and currency in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tracker.formatting import edit_amount, format_date, format_price
from tracker.services.money import plain
from tracker.services.price_freshness import CurrencyState, PriceStates, UnitState
from tracker.services.records import CommodityRow, PriceRow
from tracker.viewmodels.prices import missing_rate_hint, rate_worth
from tracker.viewmodels.prices_history import clash_sentence
from tracker.viewmodels.prices_text import PricesReader, unit_name
from tracker.wording import prices as words


@dataclass(frozen=True, slots=True)
class DayRow:
    """One field. `seen` is the token of what stands there; `clash`: somebody else was first."""

    key: str
    name: str
    known: str
    old: bool
    value: str
    seen: str
    unit: str
    problem: str
    clash: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """The fields of prices/day.html. `date` is the day shown, `asked` what was typed instead."""

    date: str
    label: str
    latest: str
    asked: str
    date_error: str
    currency: str
    units: tuple[DayRow, ...]
    rates: tuple[DayRow, ...]
    problems: int


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is entered; `asked` and `error` keep one that could not be read."""

    on: date
    asked: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known: units, what stands on the day, newest own rates, published currencies."""

    units: Mapping[UUID, CommodityRow]
    prices: Mapping[tuple[UUID, str], PriceRow]
    rates: Mapping[tuple[str, str], PriceRow]
    latest_rates: Mapping[tuple[str, str], PriceRow]
    reference_days: Mapping[str, date]


def build(
    states: PriceStates,
    facts: DayFacts,
    posted: Sequence[Any],
    clashes: Mapping[tuple[UUID | str, str], Decimal | None],
    day: Day,
    reader: PricesReader,
) -> DayPage:
    """`posted` are the rows that were sent (forms.price_day), `clashes` what stands there instead
    of what their forms have seen."""
    sent = {one.key: one for one in posted}
    units = [
        _unit(facts.units[unit], currency, known.get(unit), facts, sent, clashes, reader)
        for known in [{state.commodity: state for state in states.units}]
        for unit, currency in _unit_keys(states, posted, reader)
        if unit in facts.units
    ]
    rates = [
        _rate(code, known_rates.get(code), facts, sent, clashes, reader)
        for known_rates in [{state.currency: state for state in states.currencies}]
        for code in _rate_keys(states, posted)
    ]
    return DayPage(
        date=day.on.isoformat(),
        label=format_date(day.on, reader.tag),
        latest=reader.today.isoformat(),
        asked=day.asked,
        date_error=day.error,
        currency=reader.currency,
        units=tuple(sorted(units, key=lambda row: row.name.casefold())),
        rates=tuple(rates),
        problems=sum(1 for row in (*units, *rates) if row.problem or row.clash),
    )


def _unit_keys(
    states: PriceStates, posted: Sequence[Any], reader: PricesReader
) -> list[tuple[UUID, str]]:
    """The units in use, in the currency of their newest price, and whatever was sent."""
    keys = [
        (state.commodity, state.price.currency if state.price else reader.currency)
        for state in states.units
        if state.dependents
    ]
    keys += [(one.unit, one.currency) for one in posted if one.unit is not None]
    return list(dict.fromkeys(keys))


def _rate_keys(states: PriceStates, posted: Sequence[Any]) -> list[str]:
    codes = {state.currency for state in states.currencies if state.dependents}
    return sorted(codes | {one.currency for one in posted if one.unit is None})


def _unit(
    row: CommodityRow,
    currency: str,
    state: UnitState | None,
    facts: DayFacts,
    sent: Mapping[str, Any],
    clashes: Mapping[tuple[UUID | str, str], Decimal | None],
    reader: PricesReader,
) -> DayRow:
    price = state.price if state else None
    known = words.none_yet()
    if price is not None:
        text = format_price(price.price, price.currency, reader.tag)
        known = words.latest_text(text, price.as_of, reader.today, reader.tag)
    held = facts.prices.get((row.id, currency))
    key = f"{row.id}-{currency}"
    return DayRow(
        key=key,
        name=unit_name(row),
        known=known,
        old=price is None or price.stale,
        unit=currency,
        **_field(sent.get(key), held, clashes, (row.id, currency), currency, "", reader.tag),
    )


def _rate(
    code: str,
    state: CurrencyState | None,
    facts: DayFacts,
    sent: Mapping[str, Any],
    clashes: Mapping[tuple[UUID | str, str], Decimal | None],
    reader: PricesReader,
) -> DayRow:
    worth = rate_worth(state, facts.latest_rates, reader) if state else None
    known, old = words.none_yet(), True
    if state is not None and worth is not None:
        known = words.known_rate_text(worth.text, worth.source, worth.as_of)
        old = worth.stale
    elif state is not None:
        known = missing_rate_hint(state, reader.currency, facts.reference_days)
    held = facts.rates.get((code, reader.currency))
    return DayRow(
        key=code,
        name=words.currency_label(code, reader.tag),
        known=known,
        old=old,
        unit=reader.currency,
        **_field(
            sent.get(code),
            held,
            clashes,
            (code, reader.currency),
            reader.currency,
            code,
            reader.tag,
        ),
    )


def _field(
    sent: Any,
    held: PriceRow | None,
    clashes: Mapping[tuple[UUID | str, str], Decimal | None],
    place: tuple[UUID | str, str],
    currency: str,
    rate_of: str,
    tag: str,
) -> dict[str, str]:
    """What stands in the field: what was typed, else the day's own entry."""
    stands = held.price if held else None
    shown = "" if stands is None else edit_amount(stands, tag)
    if sent is None or (not sent.is_touched and place not in clashes):
        return {"value": shown, "seen": _token(stands), "problem": "", "clash": ""}
    if place in clashes:
        current = clashes[place]
        text = clash_sentence(current, sent.seen, sent.typed.strip(), currency, rate_of, tag)
        return {"value": sent.typed, "seen": _token(current), "problem": "", "clash": text}
    return {
        "value": sent.typed,
        "seen": _token(sent.seen),
        "problem": sent.problem,
        "clash": "",
    }


def _token(price: Decimal | None) -> str:
    return "" if price is None else plain(price)
