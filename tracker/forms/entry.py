"""Reads the entry grid's fields: amounts in the reader's locale, and what each was made from.

A row's fields are named after its position: amount-<id>, note-<id>, token-<id>; the buttons of a
conflict are theirs-<id> and mine-<id>.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError

from tracker.formatting import InputError, parse_date
from tracker.forms.money import read_amount
from tracker.services.currencies import is_known, minor_unit
from tracker.services.entry import CellEntry, EntryItem, Seen
from tracker.viewmodels.snapshot_row import NO_VALUE, TypedCell, make_print
from tracker.wording import input_sentence

VERSION = re.compile(r"([0-9a-f]{32})\.([0-9]{1,9})", re.ASCII)
AMOUNT_FIELD = re.compile(
    r"amount-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.ASCII
)
MOST_DECIMALS = 18


@dataclass(frozen=True, slots=True)
class PostedCell:
    """A cell as it was sent. `entry`: what to write; None where nobody touched it, where theirs
    was chosen, or where `typed` says what is wrong."""

    typed: TypedCell
    entry: CellEntry | None


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


def _read_cell(data: Mapping[str, str], item: EntryItem, tag: str) -> PostedCell:
    amount, note = data.get(f"amount-{item.id}", ""), data.get(f"note-{item.id}", "")
    token, mine = data.get(f"token-{item.id}", ""), data.get(f"mine-{item.id}")
    typed = TypedCell(amount, note, token)
    version, _dot, shown = token.rpartition(".")
    untouched = shown == make_print(amount, note) and mine is None
    if untouched or f"theirs-{item.id}" in data:
        return PostedCell(typed, None)
    try:
        number = _read_amount(amount, item, tag)
    except ValidationError as error:
        return PostedCell(typed.refused(error.messages[0]), None)
    seen = _read_version(version if mine is None else mine)
    return PostedCell(typed, CellEntry(item.id, number, " ".join(note.split()), seen))


def _read_amount(text: str, item: EntryItem, tag: str) -> Decimal | None:
    """Money to its currency's minor unit, units to 18 decimals."""
    if item.commodity is None and is_known(item.currency):
        number = read_amount(text, tag, digits=MOST_DECIMALS)
        if number is None or (item.cell is not None and number == item.cell.amount):
            # An imported amount may have more decimals than anybody could type.
            return number
        return read_amount(text, tag, digits=minor_unit(item.currency))
    return read_amount(text, tag, digits=MOST_DECIMALS)


def _read_version(text: str) -> Seen | None:
    match = VERSION.fullmatch(text)
    return None if match is None or text == NO_VALUE else Seen(UUID(match[1]), int(match[2]))
