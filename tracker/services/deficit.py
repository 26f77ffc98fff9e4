"""Deficit episodes: when net worth went below zero, how deep, how long, and when it came back.

An unproven month (one whose missing figures could carry it across zero) neither begins nor ends
an episode: a mortgage beside its unpriced house is an incomplete month, not a deficit. Inside an
episode such months keep it going, and the episode says that it is not complete. So an episode
always rests on at least one proven month below zero, from which it is counted; what came before
it unproven, or before the first record, makes its beginning open ("or more").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tracker.services.history import History
from tracker.services.money import Exact
from tracker.services.ownership import Owner


@dataclass(frozen=True, slots=True)
class Episode:
    """A maximal run of month ends below zero. Amounts are negative below zero.

    `months` counts its month ends below zero. `lowest` is the deepest proven one, the earliest of
    equals. `recovered`: the first month end at or above zero again, None while it lasts.
    `open_start`: it may have begun earlier. `fall_from`: the last month end at or above zero
    before it, with its date, None where the records do not reach back to one. `regained`: the part
    of the depth made good since the lowest, 0 to 1, by the last proven month.
    """

    onset: date
    lowest_date: date
    lowest: Fraction
    months: int
    recovered: date | None
    complete: bool
    open_start: bool
    fall_from: Fraction | None
    fall_from_date: date | None
    regained: Fraction

    @property
    def ongoing(self) -> bool:
        """Whether net worth is still below zero."""
        return self.recovered is None

    @property
    def fall(self) -> Fraction | None:
        """From the last month end at or above zero to the lowest, as a positive amount."""
        return None if self.fall_from is None else self.fall_from - self.lowest


class Level(StrEnum):
    """Which side of zero net worth is on."""

    ABOVE = "above"
    ZERO = "zero"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where net worth stands on the last date: on that level since the month end `since`, for
    `months` month ends, both counted in. `open_start`: it may have stood there earlier, before
    the records or through unproven months. `proven`: nothing missing could carry it across zero.
    `complete`: nothing was missing in any of those months."""

    level: Level
    since: date
    months: int
    open_start: bool
    proven: bool
    complete: bool


def episodes(
    dates: Sequence[date],
    net_worth: Sequence[Exact],
    complete: Sequence[bool] | None = None,
    *,
    proven: Sequence[bool] | None = None,
    unit: int = 1,
) -> tuple[Episode, ...]:
    """The episodes of a row of month ends, oldest first. `net_worth` is divided by `unit`, so the
    integers of a history can be given as they are. `complete` may be left out where all are;
    `proven` is `complete` unless given (see History.proven)."""
    n = len(dates)
    whole = [True] * n if complete is None else complete
    sure = whole if proven is None else proven
    found: list[Episode] = []
    start: int | None = None
    last_above: int | None = None
    for at in range(n):
        if not sure[at]:
            continue
        if net_worth[at] < 0:
            start = at if start is None else start
            continue
        if start is not None:
            found.append(_episode(dates, net_worth, whole, sure, unit, (start, at), last_above))
            start = None
        last_above = at
    if start is not None:
        found.append(_episode(dates, net_worth, whole, sure, unit, (start, n), last_above))
    return tuple(found)


def history_episodes(history: History, owner: Owner | None = None) -> tuple[Episode, ...]:
    """The episodes of a history on its basis: of a household, of one owner's part of it, or of a
    business, whichever the history is of."""
    row = history.columns(owner)
    return episodes(
        history.dates, row.net_worth, row.complete, proven=row.proven, unit=history.unit
    )


def highest_before(history: History, episode: Episode, owner: Owner | None = None) -> date | None:
    """The month end with the highest net worth between the episode before, or the first record,
    and this one, the latest of equals; incomplete months only where the episode falls from them.
    None where the records do not reach back above zero."""
    if episode.fall_from_date is None:
        return None
    row = history.columns(owner)
    last = first = history.dates.index(episode.fall_from_date)
    while first and not (row.proven[first - 1] and row.net_worth[first - 1] < 0):
        first -= 1
    known = [at for at in range(first, last + 1) if row.complete[at] or at == last]
    return history.dates[max(known, key=lambda at: (row.net_worth[at], at))]


def _episode(
    dates: Sequence[date],
    net_worth: Sequence[Exact],
    complete: Sequence[bool],
    proven: Sequence[bool],
    unit: int,
    span: tuple[int, int],
    last_above: int | None,
) -> Episode:
    start, stop = span
    sure = [at for at in range(start, stop) if proven[at]]
    lowest_at = min(sure, key=net_worth.__getitem__)
    lowest = Fraction(net_worth[lowest_at]) / unit
    recovered = stop < len(dates)
    now = Fraction(0) if recovered else Fraction(net_worth[sure[-1]]) / unit
    return Episode(
        onset=dates[start],
        lowest_date=dates[lowest_at],
        lowest=lowest,
        months=sum(worth < 0 for worth in net_worth[start:stop]),
        recovered=dates[stop] if recovered else None,
        complete=all(complete[start:stop]),
        open_start=start == 0 or not proven[start - 1],
        fall_from=None if last_above is None else Fraction(net_worth[last_above]) / unit,
        fall_from_date=None if last_above is None else dates[last_above],
        regained=1 - now / lowest,
    )


def standing(
    dates: Sequence[date],
    net_worth: Sequence[Exact],
    complete: Sequence[bool] | None = None,
    *,
    proven: Sequence[bool] | None = None,
) -> Standing | None:
    """Where the last date stands, None without dates. The run it belongs to reaches back over
    the month ends of its own level and unproven ones between them; exactly zero is a level of
    its own."""
    if not dates:
        return None
    whole = [True] * len(dates) if complete is None else complete
    sure = whole if proven is None else proven
    level = _level(net_worth[-1])
    since = len(dates) - 1
    reached = since
    while reached > 0 and (not sure[reached - 1] or _level(net_worth[reached - 1]) is level):
        reached -= 1
        if sure[reached]:
            since = reached
    return Standing(
        level=level,
        since=dates[since],
        months=len(dates) - since,
        open_start=since == 0 or not sure[since - 1],
        proven=bool(sure[-1]),
        complete=all(whole[since:]),
    )


def history_standing(history: History, owner: Owner | None = None) -> Standing | None:
    """Where the last date of a history stands; see `history_episodes`."""
    row = history.columns(owner)
    return standing(history.dates, row.net_worth, row.complete, proven=row.proven)


def _level(value: Exact) -> Level:
    if value == 0:
        return Level.ZERO
    return Level.ABOVE if value > 0 else Level.BELOW
