"""Below zero and back: since when, how deep, why, and what brought it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from tracker.services.bases import Basis, bases_in_use
from tracker.services.books import HouseholdBooks
from tracker.services.budgets import BudgetRow, living_on
from tracker.services.deficit import (
    Episode,
    Level,
    Standing,
    history_episodes,
    history_standing,
)
from tracker.services.guides import Guide
from tracker.services.history import History
from tracker.services.position_values import values_on
from tracker.services.trend import find_trend
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.deficit_asked import Links, View
from tracker.viewmodels.deficit_cause import WhyCard, build_back, build_why
from tracker.viewmodels.deficit_episodes import EpisodesCard, build_episodes
from tracker.viewmodels.deficit_facts import Fact, build_facts
from tracker.viewmodels.deficit_meaning import MeaningCard, MeaningFacts, build_meaning
from tracker.viewmodels.history_asked import Asked, base_choices, people_choices
from tracker.viewmodels.links import Choice
from tracker.wording import dashboard as dashboard_words
from tracker.wording import deficit as words
from tracker.wording import items

STATUS_KINDS = {Level.ABOVE: "good", Level.BELOW: "act", Level.ZERO: "watch"}
GROWN_SINCE = 3
"""Months back that debts are held against."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Books and monthly histories of the bases shown, market always among them and first."""

    books: Mapping[Basis, HouseholdBooks]
    histories: Mapping[Basis, History]
    names: Mapping[UUID, str]
    budgets: Sequence[BudgetRow]
    guides: Mapping[str, Guide]
    today: date


@dataclass(frozen=True, slots=True)
class Headline:
    """Where net worth stands. `url`: the balance sheet behind it; `status` "" on other bases than
    market, which have none."""

    line: str
    url: str
    status: str
    status_kind: str
    sentence: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeficitPage:
    """The fields of deficit/page.html; without any value all but the choices is empty."""

    people: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    error: str
    entry_url: str
    headline: Headline | None = None
    facts: tuple[Fact, ...] = ()
    episodes: EpisodesCard | None = None
    why: WhyCard | None = None
    back: WhyCard | None = None
    meaning: MeaningCard | None = None


def build(facts: Facts, view: View, links: Links, tag: str) -> DeficitPage:
    """The page of what the reader chose."""
    asked, histories = view.asked, facts.histories
    market, history = histories["market"], histories[asked.basis]
    where, at_market = (history_standing(of, asked.owner) for of in (history, market))
    people = people_choices(asked, market.owners, facts.names)
    if where is None or at_market is None:
        return DeficitPage(people, (), asked.error, links.entry)
    amounts = _style(histories, asked, tag)
    found = {basis: history_episodes(of, asked.owner) for basis, of in histories.items()}
    own = found[asked.basis]
    chosen = next((one for one in own if one.onset == view.episode), own[-1] if own else None)
    books = facts.books[asked.basis]
    bases = base_choices(asked, bases_in_use(books.positions))
    return DeficitPage(
        people=people,
        bases=bases,
        error=asked.error,
        entry_url=links.entry,
        headline=_headline(facts, asked, where, at_market, own, amounts, links),
        facts=build_facts(history, asked, where, own, amounts, links),
        episodes=build_episodes(
            histories, found, asked, chosen, amounts, all_bases=view.all_bases, several=bool(bases)
        ),
        why=build_why(books, history, asked, chosen, amounts, links) if chosen else None,
        back=build_back(books, history, asked, chosen, amounts, links) if chosen else None,
        meaning=_meaning(facts, asked, at_market, amounts, links),
    )


def _style(histories: Mapping[Basis, History], asked: Asked, tag: str) -> AmountStyle:
    """In millions where either side of any month of any basis is too long to be read in full."""
    sizes = []
    for history in histories.values():
        row = history.columns(asked.owner)
        sizes += [history.exact(max(map(abs, side))) for side in (row.assets, row.liabilities)]
    return AmountStyle.of(asked.currency, tag, sizes)


def _headline(
    facts: Facts,
    asked: Asked,
    where: Standing,
    at_market: Standing,
    episodes: Sequence[Episode],
    amounts: AmountStyle,
    links: Links,
) -> Headline:
    history = facts.histories[asked.basis]
    now = _now(history, asked)
    is_market = asked.basis == "market"
    person = items.owner_name(asked.owner, facts.names) if asked.owner else ""
    sentences = []
    if not is_market:
        market = facts.histories["market"]
        sentences.append(words.at_market(at_market, amounts.money(abs(_now(market, asked)))))
        sentences.append(dashboard_words.other_basis_sentence(asked.basis))
    elif not where.proven:
        sentences.append(words.not_certain())
    elif where.level is Level.BELOW:
        sentences.append(dashboard_words.not_bankruptcy())
    if episodes and not episodes[-1].ongoing:
        last = episodes[-1]
        sentences.append(words.past_episode(last, amounts.money(last.lowest), amounts.tag))
    elif not episodes and all(history.columns(asked.owner).proven):
        sentences += [words.never_below(history.dates[0], amounts.tag), words.would_appear()]
    return Headline(
        line=words.page_line(facts.today, asked.currency, asked.basis, person, amounts.tag),
        url=links.sheet(asked, facts.today),
        status=_status(where) if is_market else "",
        status_kind=STATUS_KINDS[where.level] if where.proven else "watch",
        sentence=words.headline(where, amounts.full(abs(now)), asked.basis, amounts.tag),
        sentences=tuple(sentences),
    )


def _status(where: Standing) -> str:
    if not where.proven:
        return dashboard_words.uncertain_text()
    return dashboard_words.level_word(where.level)


def _now(history: History, asked: Asked) -> Fraction:
    return history.exact(history.columns(asked.owner).net_worth[-1])


def _meaning(
    facts: Facts, asked: Asked, where: Standing, amounts: AmountStyle, links: Links
) -> MeaningCard:
    """At today's values, whatever the basis of the page."""
    books, history = facts.books["market"], facts.histories["market"]
    since = history.dates[max(0, len(history) - 1 - GROWN_SINCE)]
    row = history.columns(asked.owner)
    moves = find_trend(history.dates, row.net_worth, row.complete, unit=history.unit).moves
    return build_meaning(
        MeaningFacts(
            owner=asked.owner,
            since=since,
            today=facts.today,
            before=values_on(books, since),
            now=values_on(books, facts.today),
            net_worth=_now(history, asked),
            year=moves[-1],
            living=living_on(facts.budgets, books, facts.today),
            guides=facts.guides,
        ),
        asked,
        amounts,
        links,
        below=where.level is Level.BELOW and where.proven,
    )
