"""Possible debts where they are shown: the dashboard's card, below a balance sheet, on an item."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tracker.formatting import format_money, format_number
from tracker.services.books import HouseholdBooks
from tracker.services.contingent import (
    PossibleDebt,
    PossibleDebts,
    Trigger,
    find_possible,
    is_possible,
    possible_debts,
)
from tracker.services.history import History
from tracker.services.money import largest_remainder, round_half_up
from tracker.services.ownership import Owner
from tracker.services.position_values import PositionValue, values_on
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import items
from tracker.wording import possible as words

GUARANTEES = "guarantees"


@dataclass(frozen=True, slots=True)
class PossibleLine:
    """One that asks for a look: it is likely, or its day has come near."""

    id: UUID
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class PossibleCard:
    """The fields of dashboard/_possible.html; `url`: of the balance sheet, which lists all."""

    sentences: tuple[str, ...]
    lines: tuple[PossibleLine, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PossibleRow:
    """One of them below a balance sheet."""

    id: UUID
    name: str
    note: str
    amount: str
    would_leave: str


@dataclass(frozen=True, slots=True)
class PossibleSum:
    """What they come to, in full or by their likelihood; `note` says what it lacks."""

    label: str
    note: str
    amount: str
    would_leave: str


@dataclass(frozen=True, slots=True)
class PossibleBlock:
    """What stands below a balance sheet: amounts as shown add up, and so does what is left."""

    rows: tuple[PossibleRow, ...]
    sums: tuple[PossibleSum, ...]


@dataclass(frozen=True, slots=True)
class PossibleItem:
    """The fields of position/_possible.html; `weighed`: how likely it is was said; `likely`: it
    asks to be counted as a debt."""

    notes: tuple[str, ...]
    weighed: bool
    likely: bool


def build_card(
    books: HouseholdBooks, history: History, owner: Owner | None, amounts: AmountStyle, url: str
) -> PossibleCard | None:
    """On the history's last date and basis; None for who has none, or only such as came to
    nothing."""
    concerned = [position for position in books.positions if position.contingent]
    if not concerned:
        return None
    on, tag = history.dates[-1], amounts.tag
    net = history.exact(history.columns(owner).net_worth[-1])
    values = values_on(books, on, basis=history.basis, only=concerned)
    found = possible_debts(values, net, on, owner=owner)
    if not found.debts or (found.total == 0 and not found.unknown):
        return None
    lines = [
        PossibleLine(
            debt.value.position.id,
            debt.value.position.name,
            " · ".join(_asking_notes(debt, tag)),
        )
        for debt in found.debts
    ]
    return PossibleCard(
        sentences=tuple(_sentences(found, amounts)),
        lines=tuple(line for line in lines if line.note),
        url=url,
    )


def build_block(
    found: PossibleDebts,
    currency: str,
    tag: str,
    digits: int,
    unit: Callable[[PositionValue], str],
) -> PossibleBlock:
    """Beside net worth as the sheet shows it, with so many decimals; `unit` names what an item is
    counted in."""
    net = round_half_up(found.net_worth, digits)

    def left(amount: Decimal) -> str:
        return words.would_leave(format_money(net - amount, currency, tag, digits=digits))

    def number(amount: Decimal) -> str:
        return format_number(amount, tag, digits=digits)

    def add(label: str, note: str, amount: Decimal) -> PossibleSum:
        return PossibleSum(label, note, number(amount), left(amount))

    known = [debt.amount for debt in found.debts if debt.amount is not None]
    shown = iter(largest_remainder(known, found.total or 0, digits))
    rows, total = [], Decimal(0)
    for debt in found.debts:
        amount = None if debt.amount is None else next(shown)
        total += amount or Decimal(0)
        notes = _notes(debt, tag)
        if amount is None:
            notes.append(items.missing_text(debt.value, unit(debt.value)))
        rows.append(
            PossibleRow(
                id=debt.value.position.id,
                name=debt.value.position.name,
                note=" · ".join(notes),
                amount="" if amount is None else number(amount),
                would_leave="" if amount is None else left(amount),
            )
        )
    sums = []
    if len(known) > 1:
        sums.append(add(words.all_called(), _lacking(found, weighed=False), total))
    if found.expected is not None:
        weighted = round_half_up(found.net_worth - found.expected, digits)
        sums.append(add(words.by_likelihood(len(rows)), _lacking(found, weighed=True), weighted))
    return PossibleBlock(tuple(rows), tuple(sums))


def build_item(value: PositionValue, on: date, tag: str) -> PossibleItem | None:
    """What an item's page says of it, None for what is none."""
    if not is_possible(value):
        return None
    debt = find_possible(value, on)
    return PossibleItem(tuple(_notes(debt, tag)), debt.probability is not None, debt.is_likely)


def _sentences(found: PossibleDebts, amounts: AmountStyle) -> list[str]:
    unknown = [debt.value.position.name for debt in found.unknown]
    if found.total is None or found.worst is None:
        return [words.not_counted_unknown(unknown)]
    guarantees = all(debt.value.position.category == GUARANTEES for debt in found.debts)
    expected = None if found.expected is None else amounts.money(found.expected)
    known = len(found.debts) - len(unknown)
    sentences = [
        words.not_counted(amounts.money(found.total), guarantees=guarantees),
        words.if_called(amounts.money(found.worst), expected, known),
    ]
    return [*sentences, words.amounts_unknown(unknown)] if unknown else sentences


def _notes(debt: PossibleDebt, tag: str) -> list[str]:
    """Its likelihood, its day, and whether it asks to be counted."""
    notes = [
        words.likelihood_missing()
        if debt.probability is None
        else words.likelihood_text(items.percent_text(debt.probability, tag))
    ]
    if debt.due is not None:
        notes.append(words.trigger_text(debt.trigger, debt.due, tag))
    if debt.is_likely:
        notes.append(words.more_likely_than_not())
    return notes


def _asking_notes(debt: PossibleDebt, tag: str) -> list[str]:
    """Those of its notes that ask for a look."""
    notes = [words.more_likely_than_not()] if debt.is_likely else []
    if debt.due is not None and debt.trigger in (Trigger.SOON, Trigger.PASSED):
        notes.append(words.trigger_text(debt.trigger, debt.due, tag))
    return notes


def _lacking(found: PossibleDebts, *, weighed: bool) -> str:
    notes = [words.unweighed_note(len(found.unweighed))] if weighed and found.unweighed else []
    if found.unknown:
        notes.append(words.unknown_note(len(found.unknown)))
    return " · ".join(notes)
