"""The items behind a ratio, so that each figure can be followed to what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from uuid import UUID

from tracker.formatting import format_percent
from tracker.services.means import Means
from tracker.services.position_values import PositionValue
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import ratios as words

MOST: Final = 12
"""How many items a tile lists; the list of all is a page of its own."""


@dataclass(frozen=True, slots=True)
class TileRow:
    """One item; `note` says what its figure is."""

    id: UUID
    name: str
    note: str
    value: str


@dataclass(frozen=True, slots=True)
class TileRows:
    """`more` is how many others there are, in words; "" where all are listed."""

    summary: str
    rows: tuple[TileRow, ...]
    more: str


type _Line = tuple[PositionValue, str, str]


def build_rows(ratio: str, means: Means, amounts: AmountStyle) -> TileRows | None:
    """The largest first; None where the tile itself names its only item, or rests on totals that
    the balance sheet shows."""
    lines = {
        "liquidity_months": _liquidity,
        "credit_use": _cards,
        "emergency_fund": _fund,
        "liquid_net_worth": _due,
        "debt_service_net": _payments,
        "debt_service_gross": _payments,
        "loan_to_value": _loans,
    }
    found = lines[ratio](means, amounts) if ratio in lines else []
    if not found or (len(found) < 2 and ratio == "loan_to_value"):
        return None
    rows = tuple(
        TileRow(value.position.id, value.position.name, note, figure)
        for value, note, figure in found[:MOST]
    )
    more = words.more_items(len(found) - MOST) if len(found) > MOST else ""
    return TileRows(words.rows_summary(ratio), rows, more)


def _liquidity(means: Means, amounts: AmountStyle) -> list[_Line]:
    ready = [(one.value, one.sold) for one in means.ready.items]
    return [
        *_listed(ready, words.ready_note(), amounts),
        *_payments(means, amounts),
    ]


def _fund(means: Means, amounts: AmountStyle) -> list[_Line]:
    return _listed([(one.value, one.worth) for one in means.ready.at_once], "", amounts)


def _due(means: Means, amounts: AmountStyle) -> list[_Line]:
    ready = [(one.value, one.worth) for one in means.ready.items]
    due = [(one.value, one.amount) for one in means.due.items]
    return [
        *_listed(ready, words.ready_note(), amounts),
        *_listed(due, words.due_note(), amounts),
    ]


def _payments(means: Means, amounts: AmountStyle) -> list[_Line]:
    items = [(one.value, one.amount) for one in means.payments.items]
    return _listed(items, words.payment_note(), amounts)


def _cards(means: Means, amounts: AmountStyle) -> list[_Line]:
    return [
        (
            card.value,
            words.of_limit(amounts.apt(card.balance), amounts.apt(card.limit)),
            format_percent(card.use, amounts.tag),
        )
        for card in means.cards.cards
    ]


def _loans(means: Means, amounts: AmountStyle) -> list[_Line]:
    found = []
    for one in means.secured:
        ratio, owed, worth = one.loan_to_value, one.owed, one.worth
        if ratio is not None and owed is not None and worth is not None:
            note = words.of_worth(amounts.apt(owed), amounts.apt(worth))
            found.append((ratio, (one.value, note, format_percent(ratio, amounts.tag))))
    return [line for _, line in sorted(found, key=lambda pair: -pair[0])]


def _listed(
    items: Sequence[tuple[PositionValue, Fraction]], note: str, amounts: AmountStyle
) -> list[_Line]:
    """What adds something, the largest first."""
    shown = sorted((pair for pair in items if pair[1]), key=lambda pair: -pair[1])
    return [(value, note, amounts.apt(amount)) for value, amount in shown]
