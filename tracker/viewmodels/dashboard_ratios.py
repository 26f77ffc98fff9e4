"""What the dashboard shows of the ratios: their tiles, and the room before zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.services.books import HouseholdBooks
from tracker.services.budgets import BudgetRow, living_on
from tracker.services.change import Explained
from tracker.services.guides import Guide
from tracker.services.headroom import headroom
from tracker.services.history import History
from tracker.services.means import gather_means
from tracker.services.ownership import Owner
from tracker.services.position_values import PositionValue
from tracker.services.ratios import read_ratios
from tracker.services.saved import entered_month, saved_between
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.headroom import HeadroomCard, build_headroom
from tracker.viewmodels.ratios import YEAR, RatioTiles, build_ratios, read_year_ago


@dataclass(frozen=True, slots=True, eq=False)
class RatioFacts:
    """What is known on a day: every position at market, spending and income, and the guides."""

    values: Sequence[PositionValue]
    budgets: Sequence[BudgetRow]
    guides: Mapping[str, Guide]


def build_ratio_cards(
    books: HouseholdBooks,
    history: History,
    facts: RatioFacts,
    owner: Owner | None,
    amounts: AmountStyle,
    *,
    last_entry: date,
    explained: Explained | None,
    may_edit: bool,
) -> tuple[RatioTiles | None, HeadroomCard | None]:
    """On the last date of the history, at market whatever its basis; the room beside a history at
    market alone, since it stands with what is owned on that basis. `explained`: the change that
    the page shows."""
    today = history.dates[-1]
    living = living_on(facts.budgets, books, today)
    means = gather_means(facts.values, today, living, owner=owner)
    start, end = entered_month(last_entry, today)
    tiles = build_ratios(
        means,
        read_ratios(means, facts.guides),
        amounts,
        saved=saved_between(books, start, end, today=today, owner=owner, known=explained),
        year_ago=read_year_ago(history, len(history) - 1 - YEAR, owner),
        may_edit=may_edit,
    )
    if history.basis != "market":
        return tiles, None
    room = headroom(facts.values, owner=owner)
    complete = not means.totals.missing
    return tiles, build_headroom(room, means.largest, amounts, complete=complete)
