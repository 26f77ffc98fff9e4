"""How an item of the sample household moves from month to month, by a few given amounts.

Months count back from the last full month, which is 0; the first record is month -60. Everything
is the same each time: no amount depends on chance or on the day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from tracker.services.categories import Side

FIRST: Final = -60
CURRENCY: Final = "IDR"
STEP: Final = 100_000

type Curve = Mapping[int, int]
"""Month -> amount; between two months it moves smoothly."""


@dataclass(frozen=True, slots=True)
class DemoTerms:
    """Percent a year, rupiah a month, credit limit in rupiah."""

    rate: str | None = None
    minimum: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class DemoModel:
    """How the value goes on after the last full month: percent lost a year, or down to `residual`
    rupiah in the month `ends`; neither for a loan, which goes on by its terms."""

    kind: str
    rate: int | None = None
    residual: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One item. `owners`: parts of Dewi and Arif, (0, 0) for shared. `months`: when a value was
    entered, every month unless given. `opened`, `closed`: within that month. `step`: what one unit
    of the curve is worth. `today`: what the running month has so far, in whole units of currency.
    `allowance`: percent not expected to come in. `due`: the month at whose end it falls due or the
    promise ends. `paid`: rupiah paid in each month.
    """

    name: str
    side: Side
    category: str
    curve: Curve
    owners: tuple[int, int] = (1, 1)
    wiggle: int = 0
    step: Decimal = Decimal(STEP)
    currency: str = CURRENCY
    unit: str | None = None
    months: Iterable[int] | None = None
    opened: int | None = None
    closed: int | None = None
    source: str = "statement"
    book: Mapping[int, int] = field(default_factory=dict)
    terms: DemoTerms | None = None
    secured_on: str | None = None
    probability: int | None = None
    allowance: int | None = None
    due: int | None = None
    paid: int | None = None
    model: DemoModel | None = None
    today: Decimal | None = None
    note: str = ""


def value_at(curve: Curve, month: int) -> int:
    """The curve in a month: what is given there, else a smooth way between its neighbours."""
    if month in curve:
        return curve[month]
    earlier = max((known for known in curve if known < month), default=None)
    later = min((known for known in curve if known > month), default=None)
    if earlier is None or later is None:
        return curve[max(curve) if earlier is not None else min(curve)]
    span, step = later - earlier, month - earlier
    rise = (curve[later] - curve[earlier]) * (3 * span * step**2 - 2 * step**3)
    return curve[earlier] + (2 * rise + span**3) // (2 * span**3)


def values_of(item: DemoItem) -> dict[int, Decimal]:
    """Every month's entered amount, in the item's currency or units."""
    first = max(FIRST, FIRST if item.opened is None else item.opened)
    last = -1 if item.closed is None else item.closed - 1
    months = (
        item.months
        if item.months is not None
        else range(first, last + 2 if item.closed is None else last + 1)
    )
    return {
        month: (value_at(item.curve, month) + _wiggle(item, month)) * item.step for month in months
    }


def _wiggle(item: DemoItem, month: int) -> int:
    """What makes a month look like life, the same each time; the months of the story stay."""
    if not item.wiggle or month in item.curve:
        return 0
    return (month * month * 7 + month * 13 + len(item.name)) % (2 * item.wiggle + 1) - item.wiggle
