"""What to know about a figure before trusting it: gaps, age, and what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.charts.waterline import Point
from tracker.formatting import format_percent
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.freshness import stale_positions
from tracker.services.history import History
from tracker.services.ownership import Owner, part_of, parts_on
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.freshness import fresh_percent
from tracker.wording import notices as words


@dataclass(frozen=True, slots=True)
class Notice:
    """A fact with a way on; `kind` is watch or none."""

    kind: str
    text: str
    url: str = ""
    action: str = ""


def build_notices(
    books: HouseholdBooks,
    history: History,
    commodities: dict[UUID, str],
    owner: Owner | None,
    amounts: AmountStyle,
    points: Sequence[Point],
    entry_url: str,
    prices_url: str,
) -> tuple[Notice, ...]:
    """Gaps first, then age, then what fallbacks supplied; of a person only what is theirs."""
    end = len(history) - 1
    day = day_of(history.dates[end])
    names = {
        position.id: position.name
        for position in books.positions
        if part_of(parts_on(position.owners, day), owner)
    }
    found: list[Notice] = []

    def add(kind: str, text: str, url: str = "", action: str = "") -> None:
        found.append(Notice(kind, text, url, action))

    enter = {"url": entry_url, "action": words.update_values()}
    look = {"url": prices_url, "action": words.see_prices()}

    if unknown := [names[key] for key in history.unknown_at(end) if key in names]:
        add("watch", words.unknown_notice(unknown), **enter)
    if unpriced := [names[key] for key in history.unpriced_at(end) if key in names]:
        add("watch", words.unpriced_notice(unpriced), **look)
    if hollow := sum(not point.complete for point in points[:-1]):
        add("watch", words.incomplete_months(hollow))
    old = [p.name for p in stale_positions(books, history.dates[end]) if p.id in names]
    if old:
        share = history.fresh_share(end, owner=owner)
        percent = None if share is None else fresh_percent(share, amounts.tag)
        add("watch", words.stale_notice(old, percent), **enter)
    own = [position for position in books.positions if position.id in names]
    if rates := [code for code in history.stale_rates_at(end) if code in _currencies(own, books)]:
        add("watch", words.stale_rates_notice(rates), **look)
    counted = {position.commodity for position in own}
    if prices := [key for key in history.stale_prices_at(end) if key in counted]:
        add(
            "watch", words.stale_prices_notice([commodities.get(key, "") for key in prices]), **look
        )
    # How much of it fallbacks supplied is known of the household alone.
    derived = history.derived_of(Side.ASSET)[end] if owner is None else 0
    if derived and history.basis != "market":
        part = Fraction(derived, history.assets[end]) if history.assets[end] else Fraction(1)
        add("", words.derived_notice(format_percent(part, amounts.tag), history.basis))
    if estimated := [names[key] for key in history.estimated_at(end) if key in names]:
        add("", words.estimated_notice(estimated), **enter)
    return tuple(found)


def _currencies(positions: Sequence[PositionBook], books: HouseholdBooks) -> set[str]:
    """What these items are kept or priced in."""
    units = {position.commodity for position in positions}
    kept = {position.currency for position in positions}
    return kept | {series.currency for series in books.prices if series.commodity in units}
