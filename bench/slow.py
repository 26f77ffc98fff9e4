"""The definitions once more, slow and obviously right: what is timed must give the same figures."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from fractions import Fraction

from bench.generate import CURRENCY, Position, Sample
from tracker.services.calendar import add_months
from tracker.services.categories import BY_KEY, Side
from tracker.services.history import History

type Column = int | None
"""A member's index, None for what is shared."""
type Cell = tuple[Column, Side, str]


def check_history(sample: Sample, columns: dict[object, Column], history: History) -> int:
    """Compare every figure of a history, cell by cell; returns how many were compared.

    `columns` says which member each owner of the history is. Raises AssertionError.
    """
    values, rates = _index(sample)
    count = 0
    for at, on in enumerate(history.dates):
        cells, gross, fresh = _cells(sample, values, rates, on)
        found = {
            (columns[owner], side, code): Fraction(row[at], history.unit)
            for (owner, side, code), row in history.by_owner.items()
        }
        assert {key: value for key, value in found.items() if value} == cells, on
        total = {side: sum(v for (_, s, _), v in cells.items() if s is side) for side in Side}
        assert Fraction(history.assets[at], history.unit) == total[Side.ASSET]
        assert Fraction(history.liabilities[at], history.unit) == total[Side.LIABILITY]
        assert Fraction(history.net_worth[at], history.unit) == (
            total[Side.ASSET] - total[Side.LIABILITY]
        )
        assert history.fresh_share(at) == fresh / gross
        assert history.complete[at]
        count += len(cells) + 5
    return count


type _Dated = dict[object, tuple[list[date], list[Fraction]]]


def _index(sample: Sample) -> tuple[_Dated, _Dated]:
    values: _Dated = defaultdict(lambda: ([], []))
    rates: _Dated = defaultdict(lambda: ([], []))
    for number, on, amount in sample.values:
        values[number][0].append(on)
        values[number][1].append(Fraction(amount))
    for base, _, on, rate in sample.rates:
        rates[base][0].append(on)
        rates[base][1].append(Fraction(rate))
    return values, rates


def _cells(
    sample: Sample, values: _Dated, rates: _Dated, on: date
) -> tuple[dict[Cell, Fraction], Fraction, Fraction]:
    """What each column owns and owes of each category, the gross value and its fresh part."""
    cells: dict[Cell, Fraction] = defaultdict(Fraction)
    gross = fresh = Fraction(0)
    for number, position in enumerate(sample.positions):
        days, amounts = values[number]
        last = bisect_right(days, on) - 1
        if last < 0:
            continue
        worth = amounts[last]
        if position.currency != CURRENCY:
            rate_days, entered = rates[position.currency]
            worth *= entered[bisect_right(rate_days, on) - 1]
        gross += worth
        interval = BY_KEY[position.side, position.category].interval_months
        if on <= add_months(days[last], interval):
            fresh += worth
        for column, share in _shares(position, on):
            cells[column, position.side, position.category] += worth * share
    return dict(cells), gross, fresh


def _shares(position: Position, on: date) -> list[tuple[Column, Fraction]]:
    held = [parts for since, parts in position.owners if since <= on]
    if not held:
        held = [parts for _, parts in position.owners[:1]]
    if not held:
        return [(None, Fraction(1))]
    parts = held[-1]
    return [(member, Fraction(part, sum(parts))) for member, part in enumerate(parts) if part]
