"""The items that owe more than they are worth, and those of which it cannot be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.formatting import format_percent
from tracker.services.categories import Side
from tracker.services.equity import SecuredAsset, secured_assets
from tracker.services.ownership import Owner
from tracker.services.position_values import PositionValue
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import items as item_words
from tracker.wording import underwater as words


@dataclass(frozen=True, slots=True)
class UnderwaterItem:
    """`gap` is its equity, below zero; "" where it cannot be told, and `missing` says why.
    `worth_width` and `gap_width` are the bar's, in percent."""

    id: UUID
    name: str
    gap: str
    figures: str
    loan_to_value: str
    notes: tuple[str, ...]
    missing: str
    bar_label: str
    worth_width: str
    gap_width: str


@dataclass(frozen=True, slots=True)
class UnderwaterCard:
    """The fields of dashboard/_underwater.html; `sentence` where there is nothing to list."""

    items: tuple[UnderwaterItem, ...]
    sentence: str
    note: str


def build_underwater(
    values: Sequence[PositionValue],
    owner: Owner | None,
    names: Mapping[UUID, str],
    units: Mapping[UUID, str],
    amounts: AmountStyle,
) -> UnderwaterCard | None:
    """The largest gap first, then what cannot be told; None where no loan is secured on anything.

    Of a person: the items that the person has a part of, with the figures of the whole item.
    """
    secured = [
        one
        for one in secured_assets(values)
        if owner is None or any(of == owner for of, _ in one.value.parts)
    ]
    if not secured:
        return None
    untold = [one for one in secured if one.gap is None]
    gaps = sorted(
        ((one.gap, one) for one in secured if one.gap is not None and one.gap > 0),
        key=lambda pair: -pair[0],
    )
    found = [_item(one, values, owner, names, units, amounts) for _gap, one in gaps]
    found += [_item(one, values, owner, names, units, amounts) for one in untold]
    listed = [*(one for _gap, one in gaps), *untold]
    return UnderwaterCard(
        items=tuple(found),
        sentence="" if found else words.nothing_underwater(),
        note=words.shared_loan() if any(one.shares_loan for one in listed) else "",
    )


def _item(
    one: SecuredAsset,
    values: Sequence[PositionValue],
    owner: Owner | None,
    names: Mapping[UUID, str],
    units: Mapping[UUID, str],
    amounts: AmountStyle,
) -> UnderwaterItem:
    value, position, tag = one.value, one.value.position, amounts.tag
    gap, ratio = one.gap, one.loan_to_value
    worth = "" if one.worth is None else amounts.money(one.worth)
    owed = "" if one.owed is None else amounts.money(one.owed)
    notes = []
    if value.as_of is not None:
        notes.append(item_words.valued_text(value.as_of, tag))
    if owner is not None:
        notes.append(words.part_text(owner, value.parts, names))
    share = Fraction(0)
    if one.worth is not None and one.owed:
        share = min(max(one.worth / one.owed, Fraction(0)), Fraction(1))
    return UnderwaterItem(
        id=position.id,
        name=position.name,
        gap="" if gap is None else amounts.money(-gap),
        figures=words.worth_and_owed(worth, owed) if worth and owed else "",
        loan_to_value=words.loan_to_value(format_percent(ratio, tag)) if ratio is not None else "",
        notes=tuple(notes),
        missing=_missing(one, values, units) if gap is None else "",
        bar_label=words.bar_label(position.name, worth, owed) if gap is not None else "",
        worth_width=f"{float(share * 100):.2f}%",
        gap_width=f"{float(100 - share * 100):.2f}%",
    )


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
