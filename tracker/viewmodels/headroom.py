"""How far what is owned could fall before zero, or must rise: a sentence, and each kind."""

from dataclasses import dataclass
from fractions import Fraction

from tracker.formatting import format_percent
from tracker.services.categories import Side
from tracker.services.concentration import Concentration
from tracker.services.headroom import Headroom, Room
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import category_name
from tracker.wording import headroom as words

TENFOLD = 9
"""Rises above this part of the worth are not written as percents."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One kind of asset; `move` is a percent, or why there is none."""

    name: str
    worth: str
    move: str


@dataclass(frozen=True, slots=True)
class HeadroomCard:
    """The fields of dashboard/_headroom.html; the last row is of all together."""

    sentences: tuple[str, ...]
    summary: str
    rows: tuple[RoomRow, ...]
    notes: tuple[str, ...]


def build_headroom(
    found: Headroom | None,
    largest: Concentration | None,
    amounts: AmountStyle,
    *,
    complete: bool,
) -> HeadroomCard | None:
    """None where there is no room to speak of: nothing owed, nothing owned, or exactly zero."""
    if found is None or largest is None or not found.net_worth:
        return None
    above = found.net_worth > 0
    sentences = [_item_sentence(found, largest, amounts.tag)]
    if largest.items > 1:
        sentences.append(_together(found.together.move, amounts.tag))
    # Rounded as the card of what is owned and owed rounds them, so that both say the same.
    parts, together = amounts.parts_of(found.net_worth), found.together
    total, _debts = parts.round_sides(together.worth, together.worth - found.net_worth)
    worths = parts.share_exact([room.worth for room in found.classes], total)
    rows = [
        _row(room, category_name(Side.ASSET, room.category or ""), parts.money(worth), amounts.tag)
        for room, worth in zip(found.classes, worths, strict=True)
    ]
    if len(rows) > 1:
        rows.append(_row(together, words.all_together(), parts.money(total), amounts.tag))
    notes = [words.at_todays_values()]
    if not complete:
        notes.append(words.incomplete())
    return HeadroomCard(
        sentences=tuple(sentences),
        summary=words.summary(above=above),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _item_sentence(found: Headroom, largest: Concentration, tag: str) -> str:
    move = found.net_worth / largest.worth
    name, share = largest.item.position.name, _percent(largest.item_share, tag, digits=0)
    percent, is_only = _percent(abs(move), tag), largest.items == 1
    if move < -TENFOLD:
        return words.only_item_tenfold(name) if is_only else words.item_tenfold(share, name)
    if is_only:
        say = words.only_item_can_fall if move > 0 else words.only_item_must_rise
        return say(name, percent)
    if move > 1:
        return words.item_cannot(share, name)
    say_share = words.item_can_fall if move > 0 else words.item_must_rise
    return say_share(share, name, percent)


def _together(move: Fraction, tag: str) -> str:
    if move < -TENFOLD:
        return words.together_tenfold()
    say = words.together_can_fall if move > 0 else words.together_must_rise
    return say(_percent(abs(move), tag))


def _row(room: Room, name: str, worth: str, tag: str) -> RoomRow:
    if not room.can_alone:
        move = words.cannot_alone()
    elif room.move < -TENFOLD:
        move = words.tenfold()
    else:
        move = _percent(abs(room.move), tag)
    return RoomRow(name, worth, move)


def _percent(share: Fraction, tag: str, *, digits: int = 1) -> str:
    return format_percent(share, tag, digits=digits)
