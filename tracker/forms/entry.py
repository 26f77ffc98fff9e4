"""Reads the entry grid's fields: amounts and sums in the reader's locale, and what each was made
from.

A row's fields are named after its position: amount-<id>, note-<id>, source-<id>, low-<id>,
paid-<id>, price-<id> with priceseen-<id>, and token-<id>; the buttons of a conflict are
theirs-<id> and mine-<id>. A field that was not sent leaves what it stands for as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from tracker.formatting import InputError, Worked, parse_amount, parse_date, parse_sum
from tracker.formatting.parsing import MOST_DECIMALS
from tracker.formatting.sums import MARK
from tracker.services.currencies import is_known, minor_unit
from tracker.services.entry import CellEntry, EntryItem, PriceEntry, Seen
from tracker.viewmodels.snapshot_cell import NO_VALUE, TypedCell, make_print
from tracker.wording import input_sentence, source_choices

VERSION = re.compile(r"([0-9a-f]{32})\.([0-9]{1,9})", re.ASCII)
AMOUNT_FIELD = re.compile(
    r"amount-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.ASCII
)
PLAIN_PRICE = re.compile(r"[0-9]{1,15}(\.[0-9]{1,18})?", re.ASCII)
ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class PostedCell:
    """A cell as it was sent. `entry`: what to write; None where nobody touched it, where theirs
    was chosen, or where `typed` says what is wrong. `rounded`: the sum whose result was."""

    typed: TypedCell
    entry: CellEntry | None
    rounded: str = ""


class FieldError(Exception):
    """A field of a row that cannot be read: which one, and a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def posted_ids(data: Mapping[str, str]) -> tuple[UUID, ...]:
    """The positions that the form has a cell of, in its order."""
    return tuple(UUID(match[1]) for match in map(AMOUNT_FIELD.fullmatch, data) if match)


def read_cells(
    data: Mapping[str, str], items: Sequence[EntryItem], tag: str
) -> dict[UUID, PostedCell]:
    """The posted cells of these items."""
    posted = set(posted_ids(data))
    return {item.id: _read_cell(data, item, tag) for item in items if item.id in posted}


def read_day(text: str, *, today: date) -> tuple[date | None, str]:
    """The day somebody wants to enter, or what is wrong with it."""
    try:
        return parse_date(text, latest=today), ""
    except InputError as error:
        return None, input_sentence(error)


def read_note(data: Mapping[str, str], name: str) -> str:
    """A text of several lines, without what the form added to its line ends."""
    return data.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()


def read_cell_number(
    text: str, item: EntryItem, tag: str, *, kept: Decimal | None = None
) -> Worked | None:
    """An amount of the item: money to its currency's minor unit, units to 18 decimals; `kept` may
    have more. None for blank; raises InputError."""
    if not text.strip():
        return None
    if kept is not None and not text.strip().startswith(MARK):
        # An imported amount may have more decimals than anybody could type.
        number = parse_amount(text, tag)
        if number == kept:
            return Worked(number)
    in_money = item.commodity is None and is_known(item.currency)
    return parse_sum(text, tag, digits=minor_unit(item.currency) if in_money else MOST_DECIMALS)


def _read_cell(data: Mapping[str, str], item: EntryItem, tag: str) -> PostedCell:
    def sent(name: str) -> str | None:
        return data.get(f"{name}-{item.id}")

    typed = TypedCell(
        amount=sent("amount") or "",
        note=sent("note"),
        token=sent("token") or "",
        source=sent("source"),
        low=sent("low"),
        paid=sent("paid"),
        price=sent("price"),
    )
    version, _dot, shown = typed.token.rpartition(".")
    mine = sent("mine")
    texts = (typed.amount, typed.note, typed.source, typed.low, typed.paid)
    untouched = shown == make_print(*(text or "" for text in texts)) and mine is None
    seen = _read_version(version if mine is None else mine)
    try:
        price = _read_price(typed.price, sent("priceseen"), tag)
        if untouched or sent("theirs") is not None:
            return PostedCell(typed, _as_it_is(item, price))
        return _read_value(typed, item, tag, seen, price)
    except FieldError as error:
        return PostedCell(typed.refused(error.sentence, error.field), None)


def _read_value(
    typed: TypedCell, item: EntryItem, tag: str, seen: Seen | None, price: PriceEntry | None
) -> PostedCell:
    cell = item.cell
    amount = _number("amount", typed.amount, item, tag, cell.amount if cell else None)
    # Clearing a value takes along what nobody could see or change beside it.
    held = cell if amount is not None else None
    low = _beside("low", typed.low, item, tag, held.low if held else None)
    paid = _beside("paid", typed.paid, item, tag, held.paid if held else None)
    source = typed.source or ""
    if source and source != ESTIMATE:
        # Only an estimate has a cautious end; its field is out of sight beside any other source.
        low = None
    if source and source not in dict(source_choices()):
        raise FieldError("source", _("Choose from the list where the value comes from."))
    if amount is None and cell is None and source not in ("", item.source):
        raise FieldError("amount", _("Where a value comes from needs the value: enter it too."))
    note = (cell.note if cell else "") if typed.note is None else " ".join(typed.note.split())
    entry = CellEntry(
        position_id=item.id,
        amount=amount.number if amount else None,
        note=note,
        seen=seen,
        source=source,
        low=low.number if low else None,
        paid=paid.number if paid else None,
        price=price,
    )
    sums = ((typed.amount, amount), (typed.low, low), (typed.paid, paid))
    rounded = next((text for text, worked in sums if text and worked and worked.rounded), "")
    return PostedCell(typed, entry, rounded)


def _beside(
    field: str, text: str | None, item: EntryItem, tag: str, held: Decimal | None
) -> Worked | None:
    """What a field beside the amount says; what is held where there is no such field."""
    if text is None:
        return None if held is None else Worked(held)
    return _number(field, text, item, tag, held)


def _as_it_is(item: EntryItem, price: PriceEntry | None) -> CellEntry | None:
    """Nothing to write but a price: beside it the value is what it is, whoever entered it."""
    if price is None:
        return None
    cell = item.cell
    if cell is None:
        return CellEntry(item.id, None, "", None, price=price)
    seen = Seen(cell.id, cell.version)
    return CellEntry(item.id, cell.amount, cell.note, seen, cell.source, cell.low, cell.paid, price)


def _number(
    field: str, text: str, item: EntryItem, tag: str, kept: Decimal | None
) -> Worked | None:
    try:
        return read_cell_number(text, item, tag, kept=kept)
    except InputError as error:
        raise FieldError(field, _say(field, error)) from error


def _say(field: str, error: InputError) -> str:
    """What is wrong, beginning with the field where it is not the amount."""
    problem = input_sentence(error)
    return {
        "low": _("At the least: {problem}"),
        "paid": _("Paid in: {problem}"),
        "price": _("Price of one: {problem}"),
    }.get(field, "{problem}").format(problem=problem)


def _read_price(text: str | None, seen: str | None, tag: str) -> PriceEntry | None:
    """A price that was changed; None where it was not."""
    if text is None:
        return None
    known = Decimal(seen) if seen and PLAIN_PRICE.fullmatch(seen) else None
    try:
        price = parse_sum(text, tag).number if text.strip() else None
    except InputError as error:
        raise FieldError("price", _say("price", error)) from error
    return None if price == known else PriceEntry(price, known)


def _read_version(text: str) -> Seen | None:
    match = VERSION.fullmatch(text)
    return None if match is None or text == NO_VALUE else Seen(UUID(match[1]), int(match[2]))
