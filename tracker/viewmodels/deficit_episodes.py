"""The episodes below zero of a household: strips along time, and the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tracker.charts.episodes import Stretch, Strip, strips_figure
from tracker.formatting import format_month
from tracker.services.bases import Basis
from tracker.services.calendar import month_start
from tracker.services.deficit import Episode
from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.history_asked import Asked
from tracker.wording import basis_name
from tracker.wording import deficit_episodes as words


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """`recovered` "" while it lasts, with `kind` of its chip: act at market, none on a basis that
    sets no status. `current`: the one that the page explains."""

    basis: str
    url: str
    onset: str
    lowest: str
    lowest_month: str
    months: str
    recovered: str
    kind: str
    incomplete: str
    current: bool


@dataclass(frozen=True, slots=True)
class EpisodesCard:
    """The fields of deficit/_episodes.html. `toggle_url` shows the other bases too, or hides them
    again; `toggle` is "" where there are none; `several`: more than one basis is listed; `empty`
    where there is no row."""

    note: str
    figure: dict[str, Any]
    label: str
    unit: str
    several: bool
    rows: tuple[EpisodeRow, ...]
    empty: str
    toggle_url: str
    toggle: str
    aside: str


def build_episodes(
    histories: Mapping[Basis, History],
    found: Mapping[Basis, Sequence[Episode]],
    asked: Asked,
    chosen: Episode | None,
    amounts: AmountStyle,
    *,
    all_bases: bool,
    several: bool,
) -> EpisodesCard:
    """Of the bases shown, market first; within a basis the newest first. `several`: there are
    others to show."""
    tag, market = amounts.tag, histories["market"]
    first, last = month_start(market.dates[0]), market.dates[-1]
    strips = "all" if all_bases else ""
    rows = [
        _row(episode, basis, asked, strips, amounts, current=episode is chosen)
        for basis, episodes in found.items()
        for episode in reversed(episodes)
    ]
    sure = all(all(history.columns(asked.owner).proven) for history in histories.values())
    return EpisodesCard(
        note=words.span_note(first, tag),
        figure=strips_figure(
            [
                _strip(basis, history, asked.owner, found[basis], amounts)
                for basis, history in histories.items()
            ],
            first,
            last,
            month=lambda day: format_month(day, tag, short=True),
            year=lambda day: f"{day.year}",
        ),
        label=words.strips_conclusion(len(found["market"]), first, tag),
        unit=amounts.unit,
        several=len(histories) > 1,
        rows=tuple(rows),
        empty="" if rows else words.no_episodes(sure=sure),
        toggle_url=asked.url(strips="" if all_bases else "all"),
        toggle=words.market_only() if all_bases else words.other_bases() if several else "",
        aside=words.other_bases_note() if len(histories) > 1 else "",
    )


def _row(
    episode: Episode,
    basis: Basis,
    asked: Asked,
    strips: str,
    amounts: AmountStyle,
    *,
    current: bool,
) -> EpisodeRow:
    tag = amounts.tag
    return EpisodeRow(
        basis=basis_name(basis),
        url=asked.url(
            basis="" if basis == "market" else basis,
            episode=episode.onset.isoformat(),
            strips=strips,
        ),
        onset=words.onset(episode, tag),
        lowest=amounts.number(episode.lowest),
        lowest_month=format_month(episode.lowest_date, tag, short=True),
        months=words.duration(episode),
        recovered=format_month(episode.recovered, tag, short=True) if episode.recovered else "",
        kind="act" if basis == "market" else "",
        incomplete="" if episode.complete else words.incomplete_episode(),
        current=current,
    )


def _strip(
    basis: Basis,
    history: History,
    owner: Owner | None,
    episodes: Sequence[Episode],
    amounts: AmountStyle,
) -> Strip:
    proven = history.columns(owner).proven
    return Strip(
        name=basis_name(basis),
        below=tuple(_stretch(episode, history.dates[-1], amounts) for episode in episodes),
        unsure=tuple(_unsure(history.dates, proven)),
        words=words.above_throughout() if all(proven) else "",
    )


def _stretch(episode: Episode, last: date, amounts: AmountStyle) -> Stretch:
    """A month below zero is drawn in full, from its first day."""
    end = last
    if episode.recovered is not None:
        end = month_start(episode.recovered) - timedelta(days=1)
    return Stretch(
        month_start(episode.onset),
        end,
        (
            words.strip_label(episode, amounts.number(episode.lowest)),
            words.strip_months(episode),
            words.strip_count(episode),
        ),
    )


def _unsure(dates: Sequence[date], proven: Sequence[bool]) -> list[Stretch]:
    found = []
    for sure, pairs in groupby(zip(dates, proven, strict=True), key=lambda pair: pair[1]):
        days = [day for day, _ in pairs]
        if not sure:
            found.append(Stretch(month_start(days[0]), days[-1]))
    return found
