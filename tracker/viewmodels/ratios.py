"""The ratios of the dashboard: tiles, a few first, and what waits for a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.history import History
from tracker.services.means import Means
from tracker.services.ownership import Owner, owner_code
from tracker.services.readings import Reading, Why
from tracker.services.saved import Saved
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.ratio_tile import Tile, TileBuilder
from tracker.wording import ratio_notes as words

FIRST = ("debt_to_assets", "liquidity_months", "credit_use", "leverage")
"""What stands before "More ratios"."""
YEAR = 12


@dataclass(frozen=True, slots=True)
class RatioNote:
    """What waits for a figure, and the link (`action`) to the page where it is entered, its
    address's name and anchor; all "" for who may not enter it."""

    text: str
    action: str
    route: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RatioTiles:
    """The fields of dashboard/_ratios.html; `more` is folded away; `person` is whose page lists
    what each is made of, as its address says it."""

    first: tuple[Tile, ...]
    more: tuple[Tile, ...]
    notes: tuple[RatioNote, ...]
    person: str


def build_ratios(
    means: Means,
    readings: Sequence[Reading],
    amounts: AmountStyle,
    *,
    saved: Saved | None,
    year_ago: Mapping[str, Fraction],
    may_edit: bool,
) -> RatioTiles | None:
    """Of the readings that have a value; None where there is nothing to show."""
    builder = TileBuilder(means, amounts, year_ago, in_full=False)
    tiles = [builder.tile(one) for one in readings if one.value is not None]
    first = [tile for tile in tiles if tile.ratio in FIRST]
    more = [tile for tile in tiles if tile.ratio not in FIRST]
    if saved is not None:
        more.append(builder.saved(saved))
    # Two stand side by side, and nothing is folded away behind nothing.
    while more and (len(first) % 2 or not first):
        first.append(more.pop(0))
    notes = waiting_notes(means, readings, may_edit=may_edit)
    if not tiles and not more and not notes:
        return None
    return RatioTiles(tuple(first), tuple(more), notes, owner_code(means.owner))


def read_year_ago(history: History, at: int, owner: Owner | None) -> dict[str, Fraction]:
    """Debt to assets and leverage on an earlier date of a history at market, where all was known
    then; nothing before its first date."""
    columns = history.columns(owner)
    if at < 0 or history.basis != "market" or not columns.complete[at]:
        return {}
    assets, debts, net = columns.assets[at], columns.liabilities[at], columns.net_worth[at]
    found = {}
    if assets > 0 and debts > 0:
        found["debt_to_assets"] = Fraction(debts, assets)
        if net > 0:
            found["leverage"] = Fraction(assets, net)
    return found


def waiting_notes(
    means: Means, readings: Sequence[Reading], *, may_edit: bool
) -> tuple[RatioNote, ...]:
    """What would be told if it were entered, one line a kind, with the way there."""
    why = {one.ratio: one.why for one in readings if one.value is None}
    waiting = {ratio for ratio, reason in why.items() if reason is Why.NOT_SET}
    spending = not waiting.isdisjoint({"liquidity_months", "emergency_fund"})
    income = "debt_service_net" in waiting
    notes = []
    if spending or income:
        text = words.not_set(spending=spending, income=income, may_edit=may_edit)
        notes.append(RatioNote(text, words.add_action(), "tracker:settings", "budgets"))
    if Why.NO_RATE in why.values() and means.living.row is not None:
        text = words.no_rate(means.living.row.currency)
        notes.append(RatioNote(text, words.rate_action(), "tracker:prices", ""))
    if Why.NO_PAYMENTS in why.values():
        text = words.no_payments([one.position.name for one in means.payments.untold])
        notes.append(RatioNote(text, words.payment_action(), "tracker:positions", ""))
    if Why.NO_INCOME in why.values():
        notes.append(RatioNote(words.no_income(), "", "", ""))
    if means.owner is not None and means.living.row is not None:
        notes.append(RatioNote(words.of_household(), "", "", ""))
    return tuple(note if may_edit else RatioNote(note.text, "", "", "") for note in notes)
