"""The ratios of the dashboard: tiles, a few first, and what waits for a figure."""

from collections.abc import Collection, Mapping, Sequence
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
"""What stands before "More ratios", unless others ask for action."""
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
    if saved is not None:
        tiles.append(builder.saved(saved))
    acute = {one.ratio for one in readings if one.verdict == "act"}
    chosen = _in_front([tile.ratio for tile in tiles], acute)
    first = tuple(tile for tile in tiles if tile.ratio in chosen)
    more = tuple(tile for tile in tiles if tile.ratio not in chosen)
    notes = waiting_notes(means, readings, may_edit=may_edit)
    if not tiles and not notes:
        return None
    return RatioTiles(first, more, notes, owner_code(means.owner))


def _in_front(ratios: Sequence[str], acute: Collection[str]) -> set[str]:
    """Which stand before the others: those that ask for action, then `FIRST`, then the rest, as
    many as there are of `FIRST`. Two stand side by side, and nothing is folded away behind
    nothing."""
    usual = sum(ratio in FIRST for ratio in ratios)
    ranked = sorted(ratios, key=lambda ratio: (ratio not in acute, ratio not in FIRST))
    return set(ranked[: max(2, usual + usual % 2)])


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
