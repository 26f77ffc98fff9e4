"""What is left of a loan by its terms: payments, interest, what it costs a year in effect."""

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from tracker.services.amortisation import (
    FLAT,
    Instalment,
    effective_rate,
    rate_of,
    schedule,
    smallest_payment,
    terms_on,
)
from tracker.services.books import DatedTerms, PositionBook
from tracker.services.currencies import digits_of
from tracker.services.estimates import fill, original_of


@dataclass(frozen=True, slots=True)
class LoanOutlook:
    """From a day on, in the debt's currency. `payments` are left, with `interest` among them, the
    last on `ends`. `quoted` percent a year as its terms say (zero where they say none is charged;
    `is_flat`: of the original sum), `effective` as its payments make it.

    Where it is not paid off within 100 years `ends` and `effective` are None, `smallest` is the
    smallest payment that would do it, and `grows` says whether the debt grows meanwhile.
    """

    payment: Decimal
    payments: int
    interest: Decimal
    ends: int | None
    quoted: Decimal
    effective: float | None
    is_flat: bool = False
    grows: bool = False
    smallest: Decimal | None = None


def loan_outlook(position: PositionBook, day: int) -> LoanOutlook | None:
    """The outlook after a day, from the amount that holds then: as its model goes on, else from the
    last one entered; None where nothing is left to pay or the terms do not say how."""
    at = position.amounts.latest(np.array([day], np.int64))
    if at[0] < 0:
        return None
    anchor = fill(position, day).anchor
    if anchor is None:
        anchor = int(position.amounts.days[at[0]]), position.amounts.decimals(at)[0]
    entered, amount = anchor
    original, digits = original_of(position), digits_of(position.currency)
    rows = schedule(amount, position.terms, original, entered, digits=digits)
    left = [row for row in rows if row.day > day]
    held = terms_on(position.terms, left[0].day) if left else None
    if held is None or held.minimum is None:
        return None
    outlook = LoanOutlook(
        payment=held.minimum,
        payments=len(left),
        interest=sum((row.interest for row in left), Decimal(0)),
        ends=left[-1].day,
        quoted=rate_of(held),
        effective=None,
        is_flat=held.method == FLAT,
    )
    balance = left[0].balance + left[0].paid - left[0].interest
    if left[-1].balance:
        least = smallest_payment(balance, held, original, day, digits=digits)
        return replace(outlook, ends=None, grows=left[0].balance > balance, smallest=least)
    return replace(outlook, effective=_effective(balance, left, held, original, day, digits))


def _effective(
    balance: Decimal,
    left: list[Instalment],
    held: DatedTerms,
    original: Decimal | None,
    day: int,
    digits: int,
) -> float | None:
    """Of a flat loan as a whole: interest on what was costs ever more of what is left."""
    if held.method != FLAT or original is None:
        return effective_rate(balance, left)
    whole = schedule(original, [replace(held, since=day)], original, day, digits=digits)
    return effective_rate(original, whole)
