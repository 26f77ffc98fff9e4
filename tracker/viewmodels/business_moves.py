"""What moved a business between two dates, as a table whose rows add up as shown."""

from dataclasses import dataclass
from datetime import date

from tracker.services.entity_change import EntityChange
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.sheet import shown_digits
from tracker.wording import businesses as words

ORDER = ("result", "revaluation", "capital", "distributions", "recorded")


@dataclass(frozen=True, slots=True)
class Move:
    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class Moves:
    """`first` and `last` are what was asked for, as typed; `error` says why it cannot be shown,
    and then there are no rows."""

    first: str
    last: str
    latest: str
    line: str
    unit: str
    start: Move | None
    rows: tuple[Move, ...]
    end: Move | None
    incomplete: bool
    error: str


def build_moves(change: EntityChange, today: date, tag: str) -> Moves:
    """The first and the last row are levels, those between them are what moved one to the other;
    what moved nothing is left out."""
    levels = (change.net_assets_from, change.net_assets_to)
    style = PartStyle(
        change.currency, tag, large=False, digits=shown_digits(levels, change.currency)
    )
    parts = [(code, part) for code in ORDER if (part := getattr(change, code))]
    start, end = (style.round_total(level) for level in levels)
    rounded = style.share_exact([part for _code, part in parts], end - start) if parts else []
    before, after = style.numbers([start, end])
    return Moves(
        first=change.start.isoformat(),
        last=change.end.isoformat(),
        latest=today.isoformat(),
        line=words.change_line(change.start, change.end, tag),
        unit=style.unit,
        start=Move(words.net_assets_on(change.start, tag), before),
        rows=tuple(
            Move(words.move_name(code), text)
            for (code, _part), text in zip(parts, style.changes(rounded), strict=True)
        ),
        end=Move(words.net_assets_on(change.end, tag), after),
        incomplete=not change.complete,
        error="",
    )


def no_moves(first: str, last: str, today: date, error: str) -> Moves:
    """Nothing to show for dates that cannot be read."""
    return Moves(first, last, today.isoformat(), "", "", None, (), None, False, error)
