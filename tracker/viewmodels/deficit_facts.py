"""The five facts under the headline of the page of being below zero."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tracker.formatting import format_month, format_percent
from tracker.services.deficit import Episode, Level, Standing
from tracker.services.history import History
from tracker.services.trend import Crossing, Trend, find_trend
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.deficit_asked import Links
from tracker.viewmodels.history_asked import Asked
from tracker.wording import deficit_facts as words


@dataclass(frozen=True, slots=True)
class Fact:
    """`missing`: the value is words that say why there is none. `url`: the rows behind it. `more`:
    further figures in words, each with its own rows."""

    label: str
    value: str
    note: str = ""
    missing: bool = False
    url: str = ""
    more: tuple[tuple[str, str], ...] = ()


def build_facts(
    history: History,
    asked: Asked,
    where: Standing,
    episodes: Sequence[Episode],
    amounts: AmountStyle,
    links: Links,
) -> tuple[Fact, ...]:
    """Five facts of the ongoing episode, else of the last one, else of a household that was never
    below zero."""
    row, dates = history.columns(asked.owner), history.dates
    trend = find_trend(dates, row.net_worth, row.complete, unit=history.unit)
    now = history.exact(row.net_worth[-1])
    last = episodes[-1] if episodes else None
    if last is None:
        at = min(range(len(dates)), key=lambda place: (row.net_worth[place], place))
        lowest = history.exact(row.net_worth[at])
        found = [
            (_lowest(lowest, dates[at], amounts), links.sheet(asked, dates[at])),
            (_on_record(history, amounts), links.months(asked, dates[0], dates[-1])),
        ]
    else:
        on, until = last.lowest_date, last.recovered or dates[-1]
        way = _regained(last, amounts) if last.ongoing else _recovered(last, amounts)
        found = [
            (_lowest(last.lowest, on, amounts), links.sheet(asked, on)),
            (way, links.between(asked, on, until)),
        ]
    pace = trend.pace
    behind = links.months(asked, pace.first, pace.last) if pace else ""
    found.append((_pace(trend, amounts), behind))
    if where.level is Level.BELOW:
        known = where.proven and row.complete[-1]
        found.append((_crossing(trend, dates[-1], amounts.tag, known=known), behind))
    else:
        today = links.sheet(asked, dates[-1])
        found.append((_room(now, amounts, known=where.proven), today))
    facts = [replace(fact, url=url) for fact, url in found]
    return (*facts, _moves(trend, amounts, lambda since: links.between(asked, since, dates[-1])))


def _lowest(lowest: Fraction, on: date, amounts: AmountStyle) -> Fact:
    return Fact(words.lowest_point(), amounts.money(lowest), format_month(on, amounts.tag))


def _regained(episode: Episode, amounts: AmountStyle) -> Fact:
    """Rounded down: what is not yet regained is not shown as regained."""
    style = amounts.bare
    depth = style.round_total(-episode.lowest)
    got = min(style.round_total(-episode.lowest * episode.regained), depth)
    per_mille = int(episode.regained * 1000)
    return Fact(
        words.regained(),
        format_percent(Fraction(per_mille, 1000), amounts.tag),
        words.regained_of(style.money(got), style.money(depth)),
    )


def _recovered(episode: Episode, amounts: AmountStyle) -> Fact:
    on = episode.recovered or episode.lowest_date
    return Fact(words.back_above(), format_month(on, amounts.tag), words.after_months(episode))


def _on_record(history: History, amounts: AmountStyle) -> Fact:
    since = words.since_month(history.dates[0], amounts.tag)
    return Fact(words.on_record(), words.months_count(len(history)), since)


def _pace(trend: Trend, amounts: AmountStyle) -> Fact:
    pace = trend.pace
    if pace is None:
        note = words.too_few_months(trend.points)
        return Fact(words.pace(0), words.not_known_yet(), note, missing=True)
    return Fact(words.pace(pace.points), amounts.money(pace.slope, sign="change"), words.a_month())


def _crossing(trend: Trend, today: date, tag: str, *, known: bool) -> Fact:
    label = words.above_at_this_pace()
    if trend.pace is None:
        note = words.too_few_months(trend.points)
        return Fact(label, words.not_known_yet(), note, missing=True)
    if trend.pace.slope <= 0:
        return Fact(label, words.not_at_this_pace(), words.not_rising(), missing=True)
    if not known or trend.crossing is None:
        return Fact(label, words.not_known_yet(), words.last_month_missing(), missing=True)
    if trend.crossing.month is None:
        return Fact(label, words.not_at_this_pace(), words.not_in_sight(), missing=True)
    month = format_month(trend.crossing.month, tag)
    return Fact(label, month, _band(trend.crossing, trend.crossing.month, today, tag))


def _band(crossing: Crossing, month: date, today: date, tag: str) -> str:
    if crossing.earliest is not None and crossing.earliest != crossing.latest:
        return words.band(crossing.earliest, crossing.latest, tag)
    return words.in_months((month.year - today.year) * 12 + month.month - today.month)


def _room(now: Fraction, amounts: AmountStyle, *, known: bool) -> Fact:
    if not known:
        return Fact(words.room(), words.not_known_yet(), words.last_month_missing(), missing=True)
    return Fact(words.room(), amounts.money(now), words.room_note())


def _moves(trend: Trend, amounts: AmountStyle, behind: Callable[[date], str]) -> Fact:
    """Over a year; the shorter times stand below it."""
    found = {
        move.months: (amounts.money(move.amount, sign="change"), behind(move.since))
        for move in trend.moves
        if move.since and move.amount is not None
    }
    year, url = found.pop(12, ("", ""))
    return Fact(
        words.change_over_year(),
        year or words.not_known_yet(),
        missing=not year,
        url=url,
        more=tuple(
            (words.change_lately(months, text), to)
            for months, (text, to) in sorted(found.items(), reverse=True)
        ),
    )
