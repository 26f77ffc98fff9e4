"""Makes the households that are measured: invented, but the same on every machine."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracker.services.calendar import add_months, month_ends, month_start
from tracker.services.categories import Side

TODAY = date(2025, 12, 31)
CURRENCY = "EUR"
FOREIGN = {"USD": 0.92, "GBP": 1.17, "CHF": 1.03}
MEMBERS = ("Ada", "Ben")
CATEGORIES = (
    (Side.ASSET, "cash"),
    (Side.ASSET, "investments"),
    (Side.ASSET, "retirement"),
    (Side.LIABILITY, "credit_card"),
    (Side.ASSET, "real_estate"),
    (Side.ASSET, "vehicles"),
    (Side.LIABILITY, "mortgage"),
    (Side.ASSET, "household_goods"),
    (Side.LIABILITY, "car_loan"),
    (Side.ASSET, "valuables"),
)
# Whole-number parts of the members; nobody's parts mean that the position is shared.
OWNERS: tuple[tuple[int, ...], ...] = ((), (), (1,), (0, 1), (1, 1), (1, 2))

# What is said of a debt, and which of the ten categories it is secured on.
TERMS = {
    "credit_card": (Decimal(21), Decimal(150), Decimal(90_000)),
    "mortgage": (Decimal("4.2"), Decimal(900), None),
    "car_loan": (Decimal("6.5"), Decimal(350), None),
}
SECURED_ON = {"mortgage": "real_estate", "car_loan": "vehicles"}
BUDGET = (Decimal(2_400), Decimal(4_800), Decimal(7_100))

type OwnershipSet = tuple[date, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a household is. The months that nobody entered bring it to exactly `valuations`."""

    name: str
    monthly: int
    daily: int
    years: int
    valuations: int


@dataclass(frozen=True, slots=True)
class Position:
    """One line of the balance sheet; `owners`: from when on, the parts of each member."""

    name: str
    side: Side
    category: str
    currency: str
    owners: tuple[OwnershipSet, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A household's rows: (position's index, date, amount) and (base, quote, date, rate)."""

    name: str
    positions: tuple[Position, ...]
    values: tuple[tuple[int, date, Decimal], ...]
    rates: tuple[tuple[str, str, date, Decimal], ...]

    @property
    def terms(self) -> Iterator[tuple[int, tuple[Decimal, Decimal, Decimal | None]]]:
        """(position's index, (percent a year, payment, limit)), from the first day on."""
        for number, position in enumerate(self.positions):
            if position.category in TERMS:
                yield number, TERMS[position.category]

    @property
    def secured(self) -> Iterator[tuple[int, int]]:
        """(debt's index, asset's index), each within its own ten."""
        for number, position in enumerate(self.positions):
            if position.category in SECURED_ON:
                wanted = (Side.ASSET, SECURED_ON[position.category])
                yield number, number - number % len(CATEGORIES) + CATEGORIES.index(wanted)

    @property
    def dates(self) -> list[date]:
        """The month ends that its history shows."""
        return month_ends(min(on for _, on, _ in self.values), TODAY)


SIZES = (
    Size("S", monthly=20, daily=0, years=10, valuations=2_305),
    Size("M", monthly=60, daily=10, years=30, valuations=98_990),
)


def make_sample(size: Size) -> Sample:
    """The household of that size."""
    chance = random.Random(size.name)
    start = month_start(add_months(TODAY, 1 - 12 * size.years))
    count = size.monthly + size.daily
    positions = tuple(_make_position(chance, number, start) for number in range(count))
    workdays, ends = list(_workdays(start)), month_ends(start, TODAY)
    cells = [(number, month) for number in range(size.monthly) for month in range(len(ends))]
    gaps = len(cells) + size.daily * len(workdays) - size.valuations
    missing = set(chance.sample(cells, gaps))
    values: list[tuple[int, date, Decimal]] = []
    for number, position in enumerate(positions):
        if number < size.monthly:
            kept = [end for month, end in enumerate(ends) if (number, month) not in missing]
            days = [_some_day(chance, end) for end in kept]
        else:
            days = workdays
        amounts = _walk(chance, position.side, len(days), size.years)
        values += ((number, day, amount) for day, amount in zip(days, amounts, strict=True))
    values.sort(key=lambda row: (row[1], row[0]))  # as people enter them: date by date
    return Sample(size.name, positions, tuple(values), tuple(_make_rates(chance, start)))


def _make_position(chance: random.Random, number: int, start: date) -> Position:
    side, category = CATEGORIES[number % len(CATEGORIES)]
    currency = CURRENCY if chance.random() < 0.6 else chance.choice(list(FOREIGN))
    owners: list[OwnershipSet] = [(start, chance.choice(OWNERS))]
    if chance.random() < 0.1:
        owners.append((start + (TODAY - start) / 2, (1, 1)))
    name = f"{category} {number + 1}".replace("_", " ").capitalize()
    return Position(name, side, category, currency, tuple(s for s in owners if s[1]))


def _workdays(start: date) -> Iterator[date]:
    days = (start + timedelta(days) for days in range((TODAY - start).days + 1))
    return (day for day in days if day.weekday() < 5)


def _some_day(chance: random.Random, end: date) -> date:
    return end if chance.random() < 0.5 else end.replace(day=chance.randint(1, end.day))


def _walk(chance: random.Random, side: Side, count: int, years: int) -> Iterator[Decimal]:
    """Amounts over the years: what is owned grows, what is owed is paid off."""
    start = chance.uniform(1_000, 60_000) * (1 if side is Side.ASSET else 4)
    yearly = 0.05 if side is Side.ASSET else -0.04
    amount, steps = start, max(count - 1, 1)
    for step in range(count):
        trend = start * (1 + yearly) ** (years * step / steps)
        amount += (trend - amount) * 0.1 + trend * chance.gauss(0, 0.02)
        yield Decimal(f"{max(amount, 10.0):.2f}")


def _make_rates(chance: random.Random, start: date) -> Iterator[tuple[str, str, date, Decimal]]:
    for currency, usual in FOREIGN.items():
        rate = usual
        for day in _workdays(start - timedelta(10)):
            rate = min(max(rate * (1 + chance.gauss(0, 0.004)), usual * 0.6), usual * 1.6)
            yield currency, CURRENCY, day, Decimal(f"{rate:.6f}")
