"""An explained change, slow and obviously right: the definition on plain rows, with Fraction, one
date at a time. Models are not part of it."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from tests.services import slow_reference as slow

DAY = timedelta(1)
NATURE = {
    "cash": "money",
    "receivables": "money",
    "claims": "money",
    "investments": "contribution",
    "crypto": "contribution",
    "retirement": "contribution",
    "insurance": "contribution",
    "bullion": "contribution",
}


@dataclass
class Stand:
    """A position that counts on a day."""

    figure: Fraction
    unit: object
    own: bool
    price: Fraction | None
    rate: Fraction | None
    currency: str | None
    held: list  # valuations so far

    @property
    def value(self):
        return self.figure * self.price * self.rate if self.figure else Fraction(0)


def worth(house, unit, d):
    """(price, rate, the price's currency) of one unit, or Nones."""
    if isinstance(unit, str):
        found = slow.rate(house, unit, d)
        return (Fraction(1), found[0], unit) if found else (None, None, None)
    rows = [row for row in house.prices if row[0] == unit and row[2] <= d]
    newest = max((row[2] for row in rows), default=None)
    rows = [row for row in rows if row[2] == newest]
    for _, currency, _, price in sorted(rows, key=lambda r: (r[1] != house.currency, r[1])):
        if found := slow.rate(house, currency, d):
            return Fraction(price), found[0], currency
    return None, None, None


def stand(house, p, d, basis):
    """How it counts at the end of a day; "unpriced" or None where it does not."""
    if p.closed and d >= p.closed:
        return None
    held = sorted((v for v in p.values if v.on <= d), key=lambda v: v.on)
    if not held:
        return None
    figure, unit, _ = slow.figure(p, held, basis)
    if basis == "market":
        own = False
    elif basis == "book":
        own = slow.book(p, held) is not None
    else:
        own = held[-1].liquidation is not None
    price, rate, currency = worth(house, unit, d)
    if figure and rate is None:
        return "unpriced"
    return Stand(figure, unit, own, price, rate, currency, held)


def explain(house, start, end, basis, owner=None):
    """(net worth before, net worth after, {(position, kind): effect}), terms of zero left out."""
    before, after, terms = Fraction(0), Fraction(0), defaultdict(Fraction)
    for p in house.positions:
        if p.contingent:
            continue
        stands = walk(house, p, start, end, basis)
        for d, total in ((start, -1), (end, 1)):
            found = stands[d]
            if found is not None:
                value = p.side * found.value * weight(p, owner, d)
                before, after = (before + value, after) if total < 0 else (before, after + value)
        for kind, amount in steps(house, p, start, end, basis, stands, owner):
            terms[p.id, kind] += p.side * amount
    return before, after, {key: amount for key, amount in terms.items() if amount}


def weight(p, owner, d):
    return Fraction(1) if owner is None else slow.part(p, owner, d)


def walk(house, p, start, end, basis):
    """{date: stand} on its own dates; from day to day where it was not always priced."""
    # The first owners hold before their date too: nothing changes hands on it.
    own = {v.on for v in p.values} | {on for on, _ in sorted(p.owners)[1:]}
    if p.closed:
        own |= {p.closed, p.closed - DAY}
    own = {start, end} | {d for d in own if start < d < end}
    stands = {d: stand(house, p, d, basis) for d in sorted(own)}
    if "unpriced" in stands.values():
        every, d = {}, start
        while d <= end:
            found = stand(house, p, d, basis)
            every[d] = None if found == "unpriced" else found
            d += DAY
        turns = {d for d in every if d > start and (every[d] is None) != (every[d - DAY] is None)}
        own |= turns | {d - DAY for d in turns}
        stands = {d: every[d] for d in sorted(own)}
    return stands


def steps(house, p, start, end, basis, stands, owner):
    days = sorted(stands)
    came = stands[start] is not None
    for d0, d1 in itertools.pairwise(days):
        old, new = stands[d0], stands[d1]
        w0, w1 = weight(p, owner, d0), weight(p, owner, d1)
        if old is None and new is not None:
            begins = p.opened and start < p.opened <= end and not came
            yield "opened" if begins else "first_known", new.value * w1
            came = True
        elif new is None and old is not None:
            gone = p.closed and d1 >= p.closed
            yield "closed" if gone else "no_longer_known", -old.value * w0
        elif old is not None:
            for kind, amount in moved(house, p, old, new, d1, basis):
                yield kind, amount * w0
            yield "ownership", new.value * (w1 - w0)


def moved(house, p, old, new, d, basis):
    """What one owner of all of it sees between two dates on which it counts."""
    left = Fraction(0)  # what the old figure is worth on the new day
    if old.figure:
        price, rate, currency = worth(house, old.unit, d)
        if rate is None:
            yield "revaluation", new.value - old.value
            return
        left = old.figure * price * rate
        if currency != old.currency:
            yield "price", left - old.value
        else:
            yield "price", old.figure * (price - old.price) * old.rate
            yield "exchange", old.figure * price * (rate - old.rate)
    if (old.unit, old.own) != (new.unit, new.own):
        yield "revaluation", new.value - left
    elif new.rate is not None and any(v.on == d for v in p.values):
        for kind, part in parts(p, old, new, d, basis):
            yield kind, part * new.price * new.rate


def parts(p, old, new, d, basis):
    """(kind, part of the figure's step) on a date with a value."""
    step = new.figure - old.figure
    if new.own and not step:
        return
    told = Fraction(0)
    if p.side == -1:
        if not new.own and not p.commodity and any(t[1] is not None for t in p.terms):
            told = interest(p, old.held[-1], d)
            yield "interest", told
        yield ("borrowed" if step > told else "repaid"), step - told
        return
    nature = NATURE.get(p.category, "revaluation")
    if new.unit == p.commodity or (basis == "book" and p.commodity):
        nature = "money"
    if nature == "contribution":
        kept = Fraction(1)
        amounts = [stand.held[-1].amount for stand in (new, old)]
        if basis == "liquidation" and not new.own and max(amounts) > 0:
            kept -= Fraction(p.discount) / 100
        told = Fraction(new.held[-1].contribution or 0) * kept
        yield "money", told
    yield ("money" if nature == "money" else "revaluation"), step - told


def interest(p, last, d):
    """From the value before to this one, day by day."""
    if last.amount <= 0:
        return Fraction(0)
    first = min(p.values, key=lambda v: v.on).amount
    total, day = Fraction(0), last.on
    while day < d:
        held = [terms for terms in p.terms if terms[0] <= day]
        if held and held[-1][1] is not None and held[-1][2] != "interest_free":
            base = first if held[-1][2] == "flat" else last.amount
            total += Fraction(base) * Fraction(held[-1][1]) / 100 / 365
        day += DAY
    return Fraction(Decimal(slow.half_up(total, slow.MINOR[p.currency])))
