"""What a position amounts to on each date on the market, book or liquidation basis.

Market is the amount itself. Book carries forward by itself: where units fall it falls with them,
to the minor unit, half up; where they rise (or change sign) it stands still and counts as derived
until a new one is entered; before the first one it is market's. A liquidation figure counts only
within its own valuation; else it is market less the selling discount, for positive values of
assets. What a model estimates stands in for an amount on each basis, so it ends what an own
liquidation figure covers. An allowance lessens positive market values of assets, and all that is
taken from them. All figures of one position are in its units (`in_units`) or in its currency.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tracker.services.books import Computed, PositionBook
from tracker.services.carry_forward import Days, Numbers, Series
from tracker.services.categories import Side
from tracker.services.currencies import digits_of
from tracker.services.estimates import fill
from tracker.services.money import half_up, places_of, to_units
from tracker.services.rates import NEVER, Unit

type Basis = Literal["market", "book", "liquidation"]
BASES: Final[tuple[Basis, ...]] = ("market", "book", "liquidation")

_INT64: Final = 2**63


def bases_in_use(positions: Iterable[PositionBook]) -> tuple[Basis, ...]:
    """Market, and each other basis on which a figure was entered; book also where there is a part
    of a business, liquidation where a quick sale loses something. Else they are market's."""
    used: set[Basis] = {"market"}
    for one in positions:
        if one.has_book or one.stake is not None:
            used.add("book")
        if one.has_liquidation or (one.side is Side.ASSET and one.discount):
            used.add("liquidation")
    return tuple(basis for basis in BASES if basis in used)


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Amounts at some of the dates asked for: `numbers` / 10**scale at the ascending indices `at`.
    `derived`: a fallback supplied them."""

    at: NDArray[np.intp]
    numbers: Numbers
    scale: int
    in_units: bool
    derived: bool

    def unit_of(self, position: PositionBook) -> Unit:
        """What the numbers are counted in."""
        commodity = position.commodity if self.in_units else None
        return position.currency if commodity is None else commodity


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """A position on given dates. It counts on the dates start to stop (exclusive), by valuations
    entered on the days `as_of`; it is unknown on the dates unknown_from to start or stop, whichever
    is first, and at the indices `gaps`, where a computed amount could not be. The figures share
    the counted dates out among them, but for the gaps. `amounts`: what they rest on, entered or
    estimated; `estimated`: on which of the counted dates it is an estimate, None where on none."""

    start: int
    stop: int
    unknown_from: int
    unknown_to: int
    as_of: Days
    figures: tuple[Figures, ...]
    amounts: Series
    estimated: NDArray[np.bool_] | None = None
    gaps: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, np.intp))

    @property
    def unknown(self) -> NDArray[np.intp]:
        """The indices of all dates on which it is open but not known."""
        before = np.arange(self.unknown_from, max(self.unknown_from, self.unknown_to))
        return np.concatenate((before, self.gaps)) if len(self.gaps) else before


def carry(position: PositionBook, on: Days, basis: Basis) -> Carried:
    """A position on ascending days on a basis."""
    if position.computed is not None:
        return _carry_computed(position, position.computed, on, basis)
    amounts = position.amounts
    end = len(on) if position.closed is None else int(on.searchsorted(position.closed))
    first = int(on.searchsorted(amounts.days[0])) if len(amounts) else len(on)
    opened = len(on) if position.opened is None else int(on.searchsorted(position.opened))
    start, unknown_to = min(first, end), min(first, end)
    unknown_from = min(opened, unknown_to)
    if start == end:
        return Carried(start, end, unknown_from, unknown_to, np.empty(0, np.int64), (), amounts)
    days, at = on[start:end], np.arange(start, end)
    found = amounts.latest(days)
    as_of, estimated = amounts.days[found], None
    if position.model is not None:
        filled = fill(position, int(days[-1]))
        if len(filled.estimated):
            position = replace(position, amounts=filled.amounts)
            found = filled.amounts.latest(days)
            estimated = np.isin(filled.amounts.days[found], filled.estimated)
    if basis == "book" and len(position.books):
        figures = _book(position, found, at)
    elif basis == "liquidation":
        figures = _liquidation(position, found, at)
    else:
        figures = (_market(position, found, at, derived=basis == "book"),)
    return Carried(
        start, end, unknown_from, unknown_to, as_of, figures, position.amounts, estimated
    )


def _carry_computed(position: PositionBook, computed: Computed, on: Days, basis: Basis) -> Carried:
    """As carry, on the days between the gaps. What is computed has no model."""
    end = len(on) if position.closed is None else int(on.searchsorted(position.closed))
    gap = np.searchsorted(computed.gaps, on, "right")
    found = position.amounts.latest(on)
    # Whichever came last, an amount or a gap, holds.
    since_gap = np.concatenate(([NEVER], computed.gaps))[gap]
    since_amount = np.concatenate((position.amounts.days, [NEVER]))[found]
    lost = since_gap > since_amount
    known = np.flatnonzero(~lost)
    carried = carry(replace(position, computed=None), on[known], basis)
    gaps = np.flatnonzero(lost[:end])
    unknown = np.concatenate((known[carried.unknown_from : carried.unknown_to], gaps))
    if carried.start == carried.stop:
        return replace(carried, start=end, stop=end, unknown_from=end, unknown_to=end, gaps=unknown)
    start = int(known[carried.start])
    as_of = np.full(end - start, NEVER, np.int64)
    as_of[known[carried.start : carried.stop] - start] = computed.as_of[
        found[known[carried.start : carried.stop]]
    ]
    figures = tuple(replace(figures, at=known[figures.at]) for figures in carried.figures)
    return Carried(start, end, start, start, as_of, figures, carried.amounts, gaps=unknown)


def _market(
    position: PositionBook, found: NDArray[np.intp], at: NDArray[np.intp], *, derived: bool
) -> Figures:
    numbers, scale = position.amounts.numbers(found)
    if position.allowance and position.side is Side.ASSET:
        numbers, scale = _lessen(numbers, scale, position.allowance)
    return Figures(at, numbers, scale, position.commodity is not None, derived)


def _liquidation(
    position: PositionBook, found: NDArray[np.intp], at: NDArray[np.intp]
) -> tuple[Figures, ...]:
    entered = position.liquidations
    out: list[Figures] = []
    own = np.zeros(len(at), bool)
    if len(entered):
        as_of = position.amounts.days[found]
        latest = entered.latest(as_of)
        own = (latest >= 0) & (entered.days[np.maximum(latest, 0)] == as_of)
        if own.any():
            numbers, scale = entered.numbers(latest[own])
            out.append(Figures(at[own], numbers, scale, in_units=False, derived=False))
    if not own.all():
        market = _market(position, found[~own], at[~own], derived=True)
        if position.side is Side.ASSET and position.discount:
            numbers, scale = _lessen(market.numbers, market.scale, position.discount)
            market = replace(market, numbers=numbers, scale=scale)
        out.append(market)
    return tuple(out)


def _lessen(numbers: Numbers, scale: int, percent: Decimal) -> tuple[Numbers, int]:
    """The numbers, positive ones less a percentage of them, and their new scale."""
    part = (100 - percent).scaleb(-2).normalize()
    places = places_of(part)
    kept = to_units(part, places)
    most = int(abs(numbers).max()) * 10**places
    exact = numbers.astype(np.int64 if most < _INT64 else object)
    return exact * np.where(numbers > 0, kept, 10**places), scale + places


def _book(
    position: PositionBook, found: NDArray[np.intp], at: NDArray[np.intp]
) -> tuple[Figures, ...]:
    out: list[Figures] = []
    first = int(position.amounts.days.searchsorted(position.books.days[0]))
    before = found < first
    if before.any():
        out.append(_market(position, found[before], at[before], derived=True))
    if before.all():
        return tuple(out)
    found, at = found[~before], at[~before]
    if position.commodity is None:
        latest = position.books.latest(position.amounts.days[found])
        numbers, scale = position.books.numbers(latest)
        out.append(Figures(at, numbers, scale, in_units=False, derived=False))
        return tuple(out)
    values, derived, scale = _walk_book(position, first, int(found[-1]))
    numbers, flags = values[found - first], derived[found - first]
    for flag in (False, True):
        if (flags == flag).any():
            here = flags == flag
            out.append(Figures(at[here], numbers[here], scale, in_units=False, derived=flag))
    return tuple(out)


def _walk_book(
    position: PositionBook, first: int, last: int
) -> tuple[Numbers, NDArray[np.bool_], int]:
    """The book at each valuation from `first` to `last`, through every change of units."""
    entered, scale = position.books.scaled(np.arange(len(position.books)))
    digits = digits_of(position.currency)
    if scale < digits:
        entered, scale = [value * 10 ** (digits - scale) for value in entered], digits
    by_day = dict(zip(position.books.days.tolist(), entered, strict=True))
    units, _ = position.amounts.scaled(np.arange(first, last + 1))
    minor = 10 ** (scale - digits)
    book, derived, held = 0, False, 0
    values, flags = np.empty(len(units), object), np.zeros(len(units), bool)
    days = position.amounts.days[first : last + 1].tolist()
    for at, (day, now) in enumerate(zip(days, units, strict=True)):
        if day in by_day:
            book, derived = by_day[day], False
        elif now != held:
            if abs(now) < abs(held) and now * held >= 0:
                book = half_up(Fraction(book * now, held * minor)) * minor
            else:
                derived = True
        held = now
        values[at], flags[at] = book, derived
    return values, flags, scale
