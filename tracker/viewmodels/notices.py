"""What to know about a figure before trusting it: gaps, age, and what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.charts.waterline import Point
from tracker.formatting import format_percent
from tracker.services.books import HouseholdBooks
from tracker.services.categories import Side
from tracker.services.freshness import stale_positions
from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import dashboard as words


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
) -> tuple[Notice, ...]:
    """Gaps first, then age, then what is left out on purpose."""
    end, unit = len(history) - 1, history.unit
    names = {position.id: position.name for position in books.positions}
    found: list[Notice] = []

    def add(kind: str, text: str, url: str = "") -> None:
        found.append(Notice(kind, text, url, words.update_values() if url else ""))

    if unknown := history.unknown_at(end):
        add("watch", words.unknown_notice([names[key] for key in unknown]), entry_url)
    if unpriced := history.unpriced_at(end):
        add("watch", words.unpriced_notice([names[key] for key in unpriced]))
    if hollow := sum(not point.complete for point in points[:-1]):
        add("watch", words.incomplete_months(hollow))
    if stale := stale_positions(books, history.dates[end]):
        share = history.fresh_share(end)
        percent = None if share is None else format_percent(share, amounts.tag)
        add("watch", words.stale_notice([p.name for p in stale], percent), entry_url)
    if rates := history.stale_rates_at(end):
        add("watch", words.stale_rates_notice(rates))
    if prices := history.stale_prices_at(end):
        add("watch", words.stale_prices_notice([commodities.get(key, "") for key in prices]))
    derived = history.derived_of(Side.ASSET)[end]
    if derived and history.basis != "market":
        part = Fraction(derived, history.assets[end]) if history.assets[end] else Fraction(1)
        add("", words.derived_notice(format_percent(part, amounts.tag), history.basis))
    net = history.columns(owner).net_worth[end]
    worst = history.worst_case(owner)[end]
    if worst != net:
        called, left = Fraction(net - worst, unit), Fraction(worst, unit)
        add("", words.contingent_notice(amounts.money(called), amounts.money(left)))
    return tuple(found)
