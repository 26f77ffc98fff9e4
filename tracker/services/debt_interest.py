"""The interest a debt has cost between two of its values, from its dated rates."""

from decimal import Decimal

from tracker.services.amortisation import FLAT, rate_of
from tracker.services.books import DatedTerms, PositionBook
from tracker.services.currencies import digits_of
from tracker.services.estimates import original_of
from tracker.services.money import EXACT, from_units, half_up_ratio


def has_known_rate(position: PositionBook) -> bool:
    """Whether interest can be told apart from what was borrowed or repaid."""
    return position.commodity is None and any(terms.rate is not None for terms in position.terms)


def interest_between(position: PositionBook, owed: Decimal, start: int, end: int) -> Decimal:
    """On `owed` from one day to another, in the debt's currency, half up to its minor unit.

    Owed x percent / 100 x days / 365, each rate for the days it held; a flat rate runs on the
    original sum as long as anything is owed. Days without a known rate, and what is in credit,
    cost nothing.
    """
    if owed <= 0:
        return Decimal(0)
    yearly = Decimal(0)  # percent times days
    for at, held in enumerate(position.terms, 1):
        until = min(end, position.terms[at].since) if at < len(position.terms) else end
        days = until - max(start, held.since)
        if days > 0:
            percent = EXACT.multiply(rate_of(held), _base(position, held, owed))
            yearly = EXACT.add(yearly, EXACT.multiply(percent, Decimal(days)))
    over, under = yearly.as_integer_ratio()
    digits = digits_of(position.currency)
    return from_units(half_up_ratio(over * 10**digits, under * 36500), digits)


def _base(position: PositionBook, terms: DatedTerms, owed: Decimal) -> Decimal:
    """What the rate runs on."""
    return (original_of(position) or owed) if terms.method == FLAT else owed
