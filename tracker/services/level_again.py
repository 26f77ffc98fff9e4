"""When an asset that is worth less than its loan is level again, its loan being paid off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import numpy as np

from tracker.services.amortisation import falls_to, says_payment
from tracker.services.bases import carry
from tracker.services.books import HouseholdBooks, PositionBook, ValueModel
from tracker.services.calendar import add_months, date_of, day_of, month_end, month_ends
from tracker.services.currencies import digits_of
from tracker.services.equity_history import debts_on
from tracker.services.equity_rows import EquityTable
from tracker.services.estimates import LOAN, fill, original_of
from tracker.services.item_history import carried_values
from tracker.services.rates import RateTable

YEARS_AHEAD: Final = (5, 20, 100)
"""How far ahead the level month is looked for, step by step: most are near."""


@dataclass(frozen=True, slots=True)
class LevelAgain:
    """The first month end at which an asset is worth what is owed on it again. `by_model`: the
    asset goes on by its model, else its value is taken to stay as it is today."""

    month: date
    by_model: bool


def level_again(books: HouseholdBooks, asset: PositionBook, today: date) -> LevelAgain | None:
    """When an asset that is worth less than its loan is level again, its debts being paid by their
    terms or models; None where that is not within 100 years, or nothing is known that would
    change. Prices and rates stay as they are today."""
    debts = [_paid_on(debt) for debt in debts_on(books, asset.id)]
    if not debts or all(one.model is None for one in (asset, *debts)):
        return None
    if _is_plain(asset, debts, today):
        return _level_of_one_loan(books, asset, debts[0], today)
    paid = {debt.id: debt for debt in debts}
    ahead = replace(books, positions=tuple(paid.get(p.id, p) for p in books.positions))
    start = today + timedelta(days=1)
    for years in YEARS_AHEAD:
        end = month_end(add_months(today, 12 * years))
        rows = EquityTable(ahead, month_ends(start, end)).rows(asset, debts)
        for at, equity, known in zip(rows.at.tolist(), *rows.equity(), strict=True):
            if not known:
                return None
            if equity >= 0:
                return LevelAgain(rows.dates[at], by_model=asset.model is not None)
        start = end + timedelta(days=1)
    return None


def _is_plain(asset: PositionBook, debts: Sequence[PositionBook], today: date) -> bool:
    """One loan on this asset alone, beside a value that stands still: most are so, and need no look
    at each month."""
    debt, day = debts[0], day_of(today)
    return (
        len(debts) == 1
        and debt.secured_on == (asset.id,)
        and debt.commodity is None
        and asset.model is None
        and debt.model is not None
        and debt.model.since <= day
        and all(
            one.closed is None
            and one.stake is None
            and len(one.amounts) > 0
            and int(one.amounts.days[-1]) <= day
            for one in (asset, debt)
        )
    )


def _level_of_one_loan(
    books: HouseholdBooks, asset: PositionBook, debt: PositionBook, today: date
) -> LevelAgain | None:
    on = np.array([day_of(today)], np.int64)
    table = RateTable(replace(books, currency=asset.currency), on)
    [worth] = carried_values(asset, carry(asset, on, "market"), table).values()
    rate = table.exchange(debt.currency).rates[0]
    if worth is None or rate is None:
        return None
    anchor = fill(debt, day_of(today)).anchor
    if anchor is None:
        return None
    begun, balance = anchor
    day = falls_to(
        balance,
        worth / Fraction(rate),
        debt.terms,
        original_of(debt),
        begun,
        after=day_of(today),
        digits=digits_of(debt.currency),
    )
    if day is None:
        return None
    return LevelAgain(
        max(month_end(date_of(day)), month_end(today + timedelta(days=1))), by_model=False
    )


def _paid_on(debt: PositionBook) -> PositionBook:
    """The debt as its newest terms let it go on, where it has no model of its own."""
    if debt.model is not None or not debt.terms or not len(debt.amounts):
        return debt
    newest = debt.terms[-1]
    if not says_payment(newest):
        return debt
    return replace(debt, model=ValueModel(LOAN, since=int(debt.amounts.days[-1])))
