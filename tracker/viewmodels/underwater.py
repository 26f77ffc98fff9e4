"""The items that owe more than they are worth, and those of which it cannot be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from tracker.formatting import format_percent
from tracker.services.books import HouseholdBooks
from tracker.services.categories import Side
from tracker.services.deficit import Episode, Level
from tracker.services.equity import SecuredAsset, secured_assets
from tracker.services.equity_history import running_stretches
from tracker.services.level_again import level_again
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import items as item_words
from tracker.wording import underwater as words


@dataclass(frozen=True, slots=True)
class UnderwaterItem:
    """`gap` is its equity, below zero; "" where it cannot be told, and `missing` says why.
    `level` is the value at which it is level, `again` when that may be. `worth_width` and
    `gap_width` are the bar's, in percent."""

    id: UUID
    name: str
    gap: str
    figures: str
    loan_to_value: str
    level: str
    again: str
    notes: tuple[str, ...]
    missing: str
    bar_label: str
    worth_width: str
    gap_width: str


@dataclass(frozen=True, slots=True)
class UnderwaterCard:
    """The fields of dashboard/_underwater.html; `sentence` where there is nothing to list, or
    where net worth is on the other side of zero."""

    items: tuple[UnderwaterItem, ...]
    sentence: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What the card is about, and in whose words. `values` are those of all items today, at market.
    `level` is the side of zero that net worth is
    on at market, None where that is not certain; `units` names what is counted in them."""

    books: HouseholdBooks
    values: Sequence[PositionValue]
    today: date
    owner: Owner | None
    level: Level | None
    names: Mapping[UUID, str]
    units: Mapping[UUID, str]
    amounts: AmountStyle


def build_underwater(around: Surroundings) -> UnderwaterCard | None:
    """The largest gap first, then what cannot be told; None where no loan is secured on anything.

    At market, whatever the basis of the page. Of a person: the items that the person has a part
    of, with the figures of the whole item.
    """
    owner = around.owner
    secured = [one for one in secured_assets(around.values) if part_of(one.value.parts, owner)]
    if not secured:
        return None
    below = [one for one in secured if one.gap is not None and one.gap > 0]
    below.sort(key=lambda one: -(one.gap or 0))
    untold = [one for one in secured if one.gap is None]
    listed = [*below, *untold]
    running = running_stretches(around.books, [one.value.position for one in below], around.today)
    return UnderwaterCard(
        items=tuple(_item(one, running.get(one.value.position.id), around) for one in listed),
        sentence=_sentence(below, untold, around.level),
        note=words.shared_loan() if any(one.shares_loan for one in listed) else "",
    )


def _sentence(
    below: Sequence[SecuredAsset], untold: Sequence[SecuredAsset], level: Level | None
) -> str:
    if below:
        return words.above_all_the_same(len(below)) if level is Level.ABOVE else ""
    return "" if untold else words.nothing_underwater(level)


def _item(one: SecuredAsset, running: Episode | None, around: Surroundings) -> UnderwaterItem:
    value, position, amounts = one.value, one.value.position, around.amounts
    gap, ratio, tag = one.gap, one.loan_to_value, amounts.tag
    worth = "" if one.worth is None else amounts.money(one.worth)
    owed = "" if one.owed is None else amounts.money(one.owed)
    again = None if gap is None else level_again(around.books, position, around.today)
    notes = [] if running is None else [words.since_text(running, tag)]
    if value.as_of is not None:
        notes.append(item_words.valued_text(value.as_of, tag))
    if around.owner is not None:
        notes.append(words.part_text(around.owner, value.parts, around.names))
    share = Fraction(0)
    if one.worth is not None and one.owed:
        share = min(max(one.worth / one.owed, Fraction(0)), Fraction(1))
    return UnderwaterItem(
        id=position.id,
        name=position.name,
        gap="" if gap is None else amounts.money(-gap),
        figures=words.worth_and_owed(worth, owed) if worth and owed else "",
        loan_to_value=words.loan_to_value(format_percent(ratio, tag)) if ratio is not None else "",
        level="" if gap is None else _level(one, owed, tag),
        again="" if again is None else words.again_text(again, tag),
        notes=tuple(notes),
        missing=_missing(one, around.values, around.units) if gap is None else "",
        bar_label=words.bar_label(position.name, worth, owed) if gap is not None else "",
        worth_width=f"{float(share * 100):.2f}%",
        gap_width=f"{float(100 - share * 100):.2f}%",
    )


def _level(one: SecuredAsset, owed: str, tag: str) -> str:
    if one.rise is None:
        return words.level_at_text(owed)
    return words.level_text(owed, format_percent(one.rise, tag))


def _missing(one: SecuredAsset, values: Sequence[PositionValue], units: Mapping[UUID, str]) -> str:
    position = one.value.position
    if one.worth is None:
        unit = units.get(position.commodity, "?") if position.commodity else position.currency
        return words.worth_missing(item_words.missing_text(one.value, unit))
    return words.owed_missing(
        [
            value.position.name
            for value in values
            if value.position.side is Side.LIABILITY
            and value.value is None
            and position.id in value.position.secured_on
        ]
    )
