"""The items behind a ratio, so that each figure can be followed to what was entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.formatting import format_percent
from tracker.services.books import PositionBook
from tracker.services.change import Kind
from tracker.services.means import Means
from tracker.services.saved import Saved
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import ratios as words


@dataclass(frozen=True, slots=True)
class TileRow:
    """One item; `note` says what its figure is."""

    id: UUID
    name: str
    note: str
    value: str


@dataclass(frozen=True, slots=True)
class TileRows:
    """The largest first; never empty."""

    summary: str
    rows: tuple[TileRow, ...]


type _Item = tuple[PositionBook, Fraction]


def own_rows(ratio: str, means: Means, amounts: AmountStyle) -> TileRows | None:
    """Rows that have ratios of their own: each card, and each item with a loan where there are
    several."""
    if ratio == "credit_use":
        return _rows(ratio, _cards(means, amounts))
    if ratio == "loan_to_value" and len(means.secured) > 1:
        return _rows(ratio, _loans(means, amounts))
    return None


def all_rows(ratio: str, means: Means, amounts: AmountStyle) -> TileRows | None:
    """What a figure adds up, item by item; None for what rests on the whole balance sheet."""
    ready = [(one.value.position, one.worth) for one in means.ready.items]
    payments = [(one.value.position, one.amount) for one in means.payments.items]
    paid = _listed(payments, words.payment_note(), amounts)
    if ratio in {"debt_service_net", "debt_service_gross"}:
        return _rows(ratio, paid)
    if ratio == "liquidity_months":
        notes = words.ready_note(), words.sold_note()
        sold = sorted(means.ready.items, key=lambda one: -one.sold)
        found = [
            row
            for one in sold
            for row in _listed(
                [(one.value.position, one.sold)], notes[one.sold != one.worth], amounts
            )
        ]
        return _rows(ratio, [*found, *paid])
    if ratio == "emergency_fund":
        at_once = [(one.value.position, one.worth) for one in means.ready.at_once]
        return _rows(ratio, _listed(at_once, "", amounts))
    if ratio == "liquid_net_worth":
        due = [(one.value.position, one.amount) for one in means.due.items]
        found = _listed(ready, words.ready_note(), amounts)
        return _rows(ratio, [*found, *_listed(due, words.due_note(), amounts)])
    return own_rows(ratio, means, amounts)


def saved_rows(saved: Saved, amounts: AmountStyle) -> TileRows | None:
    """What came into each account and what left it."""
    terms = sorted(saved.terms, key=lambda term: -term.amount)
    notes = {Kind.OPENED: words.opened_note(), Kind.CLOSED: words.closed_note()}
    rows = [
        TileRow(
            term.position.id,
            term.position.name,
            notes.get(term.kind, ""),
            amounts.apt(term.amount, sign="change"),
        )
        for term in terms
    ]
    return _rows("saved", rows)


def _rows(ratio: str, rows: list[TileRow]) -> TileRows | None:
    return TileRows(words.rows_summary(ratio), tuple(rows)) if rows else None


def _cards(means: Means, amounts: AmountStyle) -> list[TileRow]:
    return [
        TileRow(
            card.position.id,
            card.position.name,
            words.of_limit(amounts.apt(card.balance), amounts.apt(card.limit)),
            format_percent(card.use, amounts.tag),
        )
        for card in means.cards.cards
    ]


def _loans(means: Means, amounts: AmountStyle) -> list[TileRow]:
    found = []
    for one in means.secured:
        ratio, owed, worth = one.loan_to_value, one.owed, one.worth
        if ratio is not None and owed is not None and worth is not None:
            position = one.value.position
            note = words.of_worth(amounts.apt(owed), amounts.apt(worth))
            share = format_percent(ratio, amounts.tag)
            found.append((ratio, TileRow(position.id, position.name, note, share)))
    return [row for _, row in sorted(found, key=lambda pair: -pair[0])]


def _listed(items: Iterable[_Item], note: str, amounts: AmountStyle) -> list[TileRow]:
    """What adds something."""
    shown = sorted((item for item in items if item[1]), key=lambda item: -item[1])
    return [
        TileRow(position.id, position.name, note, amounts.apt(amount)) for position, amount in shown
    ]
