"""How a loan is paid off by its terms: every month interest is added, then the payment made.

Reducing balance: interest = balance x rate / 12. Flat: original sum x rate / 12, however much is
left. Interest-free: none. Interest is rounded half up to the minor unit, the last payment clears
what is left, and a debt that outgrows its payment simply grows. Money is in the debt's currency,
rates are percent a year, `digits` are the decimals of the minor unit.
"""

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tracker.services.books import DatedTerms
from tracker.services.calendar import add_months, date_of, day_of
from tracker.services.money import from_units, half_up_ratio, places_of, round_half_up, to_units

FLAT: Final = "flat"
INTEREST_FREE: Final = "interest_free"
"""Methods of counting interest; any other counts it on what is left."""

LONGEST: Final = 1200
"""No schedule runs past 100 years, in months."""
MOST: Final = 10**15
"""Nor beyond the limit of all money: a debt that outgrew it stands where it did."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One month of a loan: `interest` is added, `paid` goes off, `balance` is left."""

    day: int
    interest: Decimal
    paid: Decimal
    balance: Decimal


type _Row = tuple[int, int, int, int, bool]
"""The month after the start, interest, paid and what is left, and whether the last terms hold."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Terms in whole units: a month's interest is base x `over` / `under` minor units. `payment`
    is None where the terms do not say enough to go on."""

    since: int
    is_flat: bool
    over: int
    under: int
    payment: int | None


def schedule(
    balance: Decimal,
    terms: Sequence[DatedTerms],
    original: Decimal | None,
    start_day: int,
    months: int = LONGEST,
    *,
    digits: int = 2,
) -> tuple[Instalment, ...]:
    """The instalments on the monthly anniversaries of `start_day`, when `balance` was owed, until
    nothing is left or for that many months, 100 years at most; the one that carries a balance past
    the limit of all money is the last.

    `terms` ascend; those in force on an instalment's day count. Flat interest is counted on
    `original`, on the balance where it is None. Months whose terms do not say the payment or the
    rate have no instalment, and the balance stands; what is not above zero has none at all.
    """
    return tuple(instalments(balance, terms, original, start_day, months, digits=digits))


def instalments(
    balance: Decimal,
    terms: Sequence[DatedTerms],
    original: Decimal | None,
    start_day: int,
    months: int = LONGEST,
    *,
    digits: int = 2,
) -> Iterator[Instalment]:
    """As `schedule`, one after the other."""
    rows, scale = _in_units(balance, terms, original, start_day, min(months, LONGEST), digits)
    start = date_of(start_day)
    for month, *units, _final in rows:
        day = day_of(add_months(start, month))
        yield Instalment(day, *(from_units(one, scale) for one in units))


def falls_to(
    balance: Decimal,
    target: Fraction,
    terms: Sequence[DatedTerms],
    original: Decimal | None,
    start_day: int,
    *,
    after: int | None = None,
    digits: int = 2,
) -> int | None:
    """The day of the first instalment after a day (from the beginning where it is None) that leaves
    no more than `target` of a balance; None where that is not within 100 years."""
    rows, scale = _in_units(balance, terms, original, start_day, LONGEST, digits)
    enough, start = math.floor(target * 10**scale), date_of(start_day)
    for month, interest, paid, left, final in rows:
        if left <= enough:
            day = day_of(add_months(start, month))
            if after is None or day > after:
                return day
        if final and paid <= interest:
            return None  # the terms stay as they are, so it never falls again
    return None


def principal_due(
    balance: Decimal,
    terms: Sequence[DatedTerms],
    original: Decimal | None,
    start_day: int,
    months: int = 12,
    *,
    digits: int = 2,
) -> Decimal | None:
    """What its terms take off a balance within so many months from a day, nothing where it grows;
    None where they do not say."""
    if balance <= 0:
        return Decimal(0)
    rows, scale = _in_units(balance, terms, original, start_day, min(months, LONGEST), digits)
    last = deque(rows, maxlen=1)
    if not last:
        return None
    [(_month, _interest, _paid, left, _final)] = last
    return max(balance - from_units(left, scale), Decimal(0))


def terms_on(terms: Sequence[DatedTerms], day: int) -> DatedTerms | None:
    """The terms in force on a day, None before the first."""
    return next((held for held in reversed(terms) if held.since <= day), None)


def says_payment(terms: DatedTerms) -> bool:
    """Whether they say enough to go on: the payment, and the rate where any interest is charged."""
    known = terms.method == INTEREST_FREE or terms.rate is not None
    return known and terms.minimum is not None


def rate_of(terms: DatedTerms) -> Decimal:
    """Percent a year that they charge, zero where they charge none or do not say."""
    return Decimal(0) if terms.method == INTEREST_FREE else terms.rate or Decimal(0)


def level_payment(balance: Decimal, rate: Decimal, months: int, *, digits: int = 2) -> Decimal:
    """The equal payment that clears a balance with reducing interest in so many months, half up:
    the annuity formula balance x r / (1 - (1 + r)**-months), r = rate / 12."""
    monthly = Fraction(rate) / 1200
    if not monthly:
        return round_half_up(Fraction(balance) / months, digits)
    grown = (1 + monthly) ** months
    return round_half_up(Fraction(balance) * monthly * grown / (grown - 1), digits)


def smallest_payment(
    balance: Decimal,
    terms: DatedTerms,
    original: Decimal | None,
    start_day: int,
    *,
    digits: int = 2,
) -> Decimal:
    """The smallest payment a month, in minor units, that clears a balance within 100 years under
    terms that stay as they are."""
    owed = Fraction(max(balance, original or balance)) * (1 + Fraction(rate_of(terms)) / 1200)
    low, high = 0, to_units(round_half_up(owed, digits), digits) + 1
    while high - low > 1:
        middle = (low + high) // 2
        payment = from_units(middle, digits)
        tried = DatedTerms(start_day, terms.rate, terms.method, payment, None)
        ends = falls_to(balance, Fraction(0), [tried], original, start_day, digits=digits)
        low, high = (middle, high) if ends is None else (low, middle)
    return from_units(high, digits)


def effective_rate(balance: Decimal, rows: Sequence[Instalment]) -> float | None:
    """What a loan costs in percent a year: twelve times the monthly rate at which the payments are
    worth the balance, whichever way its interest is quoted. None where it is not paid off."""
    if not rows or rows[-1].balance or balance <= 0:
        return None
    paid = [float(row.paid) for row in rows]
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        worth = 0.0
        for amount in reversed(paid):
            worth = (worth + amount) / (1 + rate)
        low, high = (rate, high) if worth > float(balance) else (low, rate)
    return low * 1200


def _in_units(
    balance: Decimal,
    terms: Sequence[DatedTerms],
    original: Decimal | None,
    start_day: int,
    months: int,
    digits: int,
) -> tuple[Iterator[_Row], int]:
    """The rows of `_pay_off` in whole units of 10**-scale, and that scale."""
    basis = balance if original is None else original
    scale = max(digits, *map(places_of, (balance, basis, *_payments(terms))))
    rules = [_rule(held, scale, digits) for held in terms]
    start = to_units(balance, scale), to_units(basis, scale)
    most, minor = MOST * 10**scale, 10 ** (scale - digits)
    return _pay_off(*start, rules, start_day, months, minor, most), scale


def _payments(terms: Sequence[DatedTerms]) -> Iterator[Decimal]:
    return (held.minimum for held in terms if held.minimum is not None)


def _rule(terms: DatedTerms, scale: int, digits: int) -> _Rule:
    over, under = rate_of(terms).as_integer_ratio()
    payment = None
    if says_payment(terms) and terms.minimum is not None:
        payment = to_units(terms.minimum, scale)
    under *= 1200 * 10 ** (scale - digits)
    return _Rule(terms.since, terms.method == FLAT, over, under, payment)


def _pay_off(
    left: int,
    basis: int,
    rules: Sequence[_Rule],
    start_day: int,
    months: int,
    minor: int,
    most: int,
) -> Iterator[_Row]:
    """In units of which `minor` are a minor unit."""
    start, held, final = date_of(start_day), -1, len(rules) - 1
    for month in range(1, months + 1):
        if not 0 < left < most:
            return
        if held < final:
            day = day_of(add_months(start, month))
            while held < final and rules[held + 1].since <= day:
                held += 1
        if held < 0 or (payment := rules[held].payment) is None:
            continue
        rule = rules[held]
        base = basis if rule.is_flat else left
        interest = half_up_ratio(base * rule.over, rule.under) * minor
        paid = min(payment, left + interest)
        left += interest - paid
        yield month, interest, paid, left, held == final
