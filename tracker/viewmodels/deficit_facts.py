"""The five facts under the headline of the page of being below zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.formatting import format_month, format_percent
from tracker.services.deficit import Episode, Level, Standing
from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.services.trend import Crossing, Trend, find_trend
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import deficit_facts as words


@dataclass(frozen=True, slots=True)
class Fact:
    """`missing`: the value is words that say why there is none."""

    label: str
    value: str
    note: str = ""
    missing: bool = False


def build_facts(
    history: History,
    owner: Owner | None,
    where: Standing,
    episodes: Sequence[Episode],
    amounts: AmountStyle,
) -> tuple[Fact, ...]:
    """Five facts of the ongoing episode, else of the last one, else of a household that was never
    below zero."""
    row = history.columns(owner)
    trend = find_trend(history.dates, row.net_worth, row.complete, unit=history.unit)
    now = history.exact(row.net_worth[-1])
    last = episodes[-1] if episodes else None
    if last is not None and last.ongoing:
        facts = [_lowest(last, amounts), _regained(last, amounts)]
    elif last is not None:
        facts = [_lowest(last, amounts), _recovered(last, amounts)]
    else:
        facts = [_lowest_month(history, row.net_worth, amounts), _on_record(history, amounts)]
    facts.append(_pace(trend, amounts))
    if where.level is Level.BELOW:
        known = where.proven and row.complete[-1]
        facts.append(_crossing(trend, history.dates[-1], amounts.tag, known=known))
    else:
        facts.append(_room(now, amounts, known=where.proven))
    facts.append(_moves(trend, amounts))
    return tuple(facts)


def _lowest(episode: Episode, amounts: AmountStyle) -> Fact:
    month = format_month(episode.lowest_date, amounts.tag)
    return Fact(words.lowest_point(), amounts.money(episode.lowest), month)


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


def _lowest_month(history: History, worth: Sequence[int], amounts: AmountStyle) -> Fact:
    at = min(range(len(worth)), key=lambda place: (worth[place], place))
    month = format_month(history.dates[at], amounts.tag)
    return Fact(words.lowest_point(), amounts.money(history.exact(worth[at])), month)


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


def _moves(trend: Trend, amounts: AmountStyle) -> Fact:
    """Over a year; the shorter times stand below it."""
    one, three, year = (
        "" if move.amount is None else amounts.money(move.amount, sign="change")
        for move in trend.moves
    )
    note = words.change_lately(three, one)
    if not year:
        return Fact(words.change_over_year(), words.not_known_yet(), note, missing=True)
    return Fact(words.change_over_year(), year, note)
