"""Slow and obviously right: the definitions of docs/architecture.md on plain rows, with Fraction,
one cell at a time. Shares nothing with the code it judges but the types of its answers."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

SHARED = "shared"
MINOR = {"USD": 2, "EUR": 2, "IDR": 2, "VND": 0, "BHD": 3}


@dataclass
class Value:
    on: date
    amount: Decimal
    book: Decimal | None = None
    liquidation: Decimal | None = None
    contribution: Decimal | None = None


@dataclass
class Position:
    id: UUID
    side: int
    category: str
    currency: str
    commodity: UUID | None
    contingent: bool
    probability: Decimal | None
    opened: date | None
    closed: date | None
    interval: int
    discount: Decimal
    values: list[Value]
    owners: list[tuple[date, list[tuple[UUID, int]]]]
    terms: list[tuple[date, Decimal | None, str]] = field(default_factory=list)


@dataclass
class Household:
    currency: str
    positions: list[Position]
    prices: list[tuple[UUID, str, date, Decimal]]
    rates: list[tuple[str, str, bool, date, Decimal]]
    memo: dict = field(default_factory=dict)


@dataclass
class Cell:
    """What a position contributes on a date, or why it does not."""

    status: str
    value: Fraction = Fraction(0)
    derived: bool = False
    fresh: bool = False
    rate_on: date | None = None


def to_18_digits(x: Fraction) -> Fraction:
    """x > 0 to 18 significant digits, half even."""
    power = 0
    while x >= 10**18:
        x, power = x / 10, power + 1
    while x < 10**17:
        x, power = x * 10, power - 1
    return Fraction(round(x)) * Fraction(10) ** power  # round() of a Fraction is half even


def months_later(day: date, months: int) -> date:
    """Month ends stay month ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_end else min(day.day, last))


def single_rates(house, base, quote, d):
    """((date, kind rank), numerator, denominator) of every newest rate entered between the two."""
    for own in (True, False):
        for inverted in (False, True):
            pair = (quote, base) if inverted else (base, quote)
            rows = [r for r in house.rates if r[:2] == pair and r[2] is own and r[3] <= d]
            if rows:
                row = max(rows, key=lambda r: r[3])
                x = Fraction(row[4])
                yield (row[3], (own, not inverted)), *((1, x) if inverted else (x, 1))


def rate(house, base, d):
    """(rate into the reporting currency, the date it rests on, via) or None."""
    if (base, d) not in house.memo:
        house.memo[base, d] = find_rate(house, base, house.currency, d)
    return house.memo[base, d]


def find_rate(house, base, quote, d):
    if base == quote:
        return Fraction(1), None, None
    best = None
    for (on, _kind), over, under in sorted(single_rates(house, base, quote, d), reverse=True)[:1]:
        best = on, over, under, None
    for middle in sorted({code for r in house.rates for code in r[:2]} - {base, quote}):
        first = sorted(single_rates(house, base, middle, d), reverse=True)
        second = sorted(single_rates(house, middle, quote, d), reverse=True)
        if first and second:
            on = min(first[0][0][0], second[0][0][0])
            if best is None or on > best[0]:
                best = on, first[0][1] * second[0][1], first[0][2] * second[0][2], middle
    if best is None:
        return None
    on, over, under, via = best
    # A direct rate divides by the integer 1, a quotient by a Fraction, even where that is 1.
    inverted = isinstance(under, Fraction)
    return (to_18_digits(over / under) if inverted else Fraction(over)), on, via


def factor(house, unit, d):
    """(worth of one unit, rate's date) or None."""
    if isinstance(unit, str):
        found = rate(house, unit, d)
        return found and (found[0], found[1])
    rows = [p for p in house.prices if p[0] == unit and p[2] <= d]
    newest = max((p[2] for p in rows), default=None)
    rows = [p for p in rows if p[2] == newest]
    for _, currency, _, price in sorted(rows, key=lambda p: (p[1] != house.currency, p[1])):
        if found := rate(house, currency, d):
            return Fraction(price) * found[0], found[1]
    return None


def book(p, valuations):
    """(book, derived) after those valuations, the last one today's, or None."""
    held = None
    for before, now in zip([None, *valuations], valuations, strict=False):
        if now.book is not None:
            held = now.book, False
        elif held is not None and p.commodity is not None and before.amount != now.amount:
            cost, _ = held
            if abs(now.amount) < abs(before.amount) and now.amount * before.amount >= 0:
                exact = Fraction(cost) * Fraction(now.amount) / Fraction(before.amount)
                held = half_up(exact, MINOR[p.currency]), held[1]
            else:
                held = cost, True
    return held


def half_up(x: Fraction, digits: int) -> Decimal:
    sign = -1 if x < 0 else 1
    units = int(abs(x) * 10**digits * 2 + 1) // 2
    return (
        (sign * Decimal(units))
        .scaleb(-digits)
        .quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    )


def figure(p, valuations, basis):
    """(figure, unit, derived)"""
    last = valuations[-1]
    unit = p.commodity or p.currency
    if basis == "market":
        return Fraction(last.amount), unit, False
    if basis == "book":
        cost = book(p, valuations)
        if cost is None:
            return Fraction(last.amount), unit, True
        return Fraction(cost[0]), p.currency, cost[1]
    if last.liquidation is not None:
        return Fraction(last.liquidation), p.currency, False
    if p.side == 1 and last.amount > 0:
        return Fraction(last.amount) * (1 - Fraction(p.discount) / 100), unit, True
    return Fraction(last.amount), unit, True


def cell(house, p, d, basis) -> Cell:
    if p.closed and d >= p.closed:
        return Cell("closed")
    valuations = sorted((v for v in p.values if v.on <= d), key=lambda v: v.on)
    if not valuations:
        return Cell("unknown" if p.opened and p.opened <= d else "not_yet")
    amount, unit, derived = figure(p, valuations, basis)
    fresh = d <= months_later(valuations[-1].on, p.interval)
    if amount == 0:
        return Cell("counted", Fraction(0), derived, fresh)
    worth = factor(house, unit, d)
    if worth is None:
        return Cell("unpriced", derived=derived, fresh=fresh)
    return Cell("counted", amount * worth[0], derived, fresh, worth[1])


def part(p, owner, d) -> Fraction:
    """The owner's share of a position."""
    sets = sorted(p.owners, key=lambda s: s[0])
    held = [s for s in sets if s[0] <= d] or sets[:1]
    members = held and [s for s in (held[-1] if held[0][0] <= d else held[0])[1] if s[1]]
    if not members:
        return Fraction(owner == SHARED)
    total = sum(parts for _, parts in members)
    return Fraction(sum(parts for member, parts in members if member == owner), total)
