"""A made-up household as a journal that plain-text accounting programs read.

Each value becomes a transaction of the difference to the value before it; what is owed is negative.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bench.generate import CURRENCY, Position, Sample
from tracker.services.categories import Side


def write_ledger(sample: Sample) -> str:
    """The journal in the form that hledger and ledger share."""
    lines: list[str] = []
    for on, prices, changes in _days(sample):
        lines += (f"P {on} {base} {rate} {quote}" for base, quote, rate in prices)
        for position, change in changes:
            account = _account(position).lower()
            lines += ["", f"{on} value", f"    {account}    {change} {position.currency}"]
            lines.append(f"    equity:valuation    {-change} {position.currency}")
    return "\n".join(lines) + "\n"


def write_beancount(sample: Sample) -> str:
    """The same journal in beancount's form, which fava reads."""
    start = min(on for _, on, _ in sample.values)
    lines = [f'option "operating_currency" "{CURRENCY}"', f"{start} open Equity:Valuation"]
    lines += (f"{start} open {_account(position)}" for position in sample.positions)
    for on, prices, changes in _days(sample):
        lines += (f"{on} price {base} {rate} {quote}" for base, quote, rate in prices)
        for position, change in changes:
            lines += [
                "",
                f'{on} * "value"',
                f"  {_account(position)}  {change} {position.currency}",
            ]
            lines.append(f"  Equity:Valuation  {-change} {position.currency}")
    return "\n".join(lines) + "\n"


type _Day = tuple[date, list[tuple[str, str, Decimal]], list[tuple[Position, Decimal]]]


def _days(sample: Sample) -> Iterator[_Day]:
    """Day by day the exchange rates, and by how much each position's value changed."""
    prices: dict[date, list[tuple[str, str, Decimal]]] = defaultdict(list)
    for base, quote, on, rate in sample.rates:
        prices[on].append((base, quote, rate))
    changes: dict[date, list[tuple[Position, Decimal]]] = defaultdict(list)
    known: dict[int, Decimal] = defaultdict(Decimal)
    for number, on, amount in sample.values:
        position = sample.positions[number]
        worth = amount if position.side is Side.ASSET else -amount
        changes[on].append((position, worth - known[number]))
        known[number] = worth
    for on in sorted(prices.keys() | changes.keys()):
        yield on, prices[on], changes[on]


def _account(position: Position) -> str:
    root = "Assets" if position.side is Side.ASSET else "Liabilities"
    return f"{root}:{position.name.replace(' ', '-')}"
