"""The interest a debt has cost between two of its values, from its dated rates."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from tracker.services.amortisation import FLAT, rate_of
from tracker.services.books import DatedTerms, PositionBook
from tracker.services.currencies import digits_of
from tracker.services.estimates import original_of
from tracker.services.money import EXACT, round_half_up

_NEVER_ENDS: Final = 10**9


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
    for terms, days in _days_held(position.terms, start, end):
        percent = EXACT.multiply(rate_of(terms), _base(position, terms, owed))
        yearly = EXACT.add(yearly, EXACT.multiply(percent, Decimal(days)))
    return round_half_up(Fraction(yearly) / 36500, digits_of(position.currency))


def _days_held(terms: Sequence[DatedTerms], start: int, end: int) -> list[tuple[DatedTerms, int]]:
    """How many of the days each of the terms held."""
    limits = [*(held.since for held in terms), _NEVER_ENDS]
    spans = zip(terms, pairwise(limits), strict=True)
    return [(held, max(0, min(end, last) - max(start, first))) for held, (first, last) in spans]


def _base(position: PositionBook, terms: DatedTerms, owed: Decimal) -> Decimal:
    """What the rate runs on."""
    return (original_of(position) or owed) if terms.method == FLAT else owed
