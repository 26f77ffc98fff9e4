"""The journals that other programs read say the same as the household they were made from."""

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from bench.generate import SIZES, Sample, make_sample
from bench.households import thin_rates
from bench.journals import write_beancount, write_ledger
from tracker.services.calendar import month_end
from tracker.services.categories import Side

POSTING = re.compile(r"^ +(\S+)  +(-?[0-9.]+) ([A-Z]{3})$", re.MULTILINE)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_sample(SIZES[0])


def add_up(journal: str) -> dict[str, Decimal]:
    """What each account holds at the end."""
    held: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount, currency in POSTING.findall(journal):
        held[account.lower() if "quity" not in account else currency] += Decimal(amount)
    return held


@pytest.mark.parametrize("write", [write_ledger, write_beancount])
def test_each_account_ends_at_the_last_value_of_its_item(sample: Sample, write: object) -> None:
    assert callable(write)
    held = add_up(write(sample))
    last = {number: amount for number, _, amount in sample.values}
    for number, position in enumerate(sample.positions):
        root = "assets" if position.side is Side.ASSET else "liabilities"
        account = f"{root}:{position.name.lower().replace(' ', '-')}"
        assert abs(held[account]) == last[number]
        assert (held[account] > 0) is (position.side is Side.ASSET)
    assert len({name for name in held if ":" in name}) == len(sample.positions)


@pytest.mark.parametrize("write", [write_ledger, write_beancount])
def test_every_rate_stands_in_the_journal_once(sample: Sample, write: object) -> None:
    assert callable(write)
    lines = write(sample).splitlines()
    assert sum(bool(re.match(r"P |\S+ price ", line)) for line in lines) == len(sample.rates)


def test_thinned_rates_are_the_last_of_each_month(sample: Sample) -> None:
    thin = thin_rates(sample)
    assert thin.values == sample.values
    months = {(base, month_end(on)) for base, _, on, _ in sample.rates}
    assert {(base, month_end(on)) for base, _, on, _ in thin.rates} == months
    assert len(thin.rates) == len(months)
    for base, _, on, _ in thin.rates:
        later = [day for code, _, day, _ in sample.rates if code == base and day > on]
        assert all(month_end(day) > month_end(on) for day in later)
