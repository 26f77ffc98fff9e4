"""The list of a household's businesses and funds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.formatting import format_date
from tracker.services.entity_worth import Worth
from tracker.services.position_values import PositionValue
from tracker.services.records import BusinessRow
from tracker.viewmodels.business_amounts import BusinessStyle, part_percent
from tracker.wording import businesses as words


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """One of them: its figure in its own currency, `missing` why there is none, what one share is
    of it, and the household's part in percent and in the household's currency."""

    id: UUID
    name: str
    kind: str
    headline: str
    amount: str
    missing: str
    incomplete: bool
    each: str
    part: str
    value: str
    archived: bool


@dataclass(frozen=True, slots=True)
class BusinessesPage:
    """The fields of businesses/page.html. `hidden` names how many archived ones are left out."""

    line: str
    rows: tuple[BusinessLine, ...]
    hidden: str


def build_list(
    rows: Sequence[BusinessRow],
    worths: Mapping[UUID, Worth],
    parts: Mapping[UUID, PositionValue],
    *,
    currency: str,
    today: date,
    tag: str,
    show_all: bool,
) -> BusinessesPage:
    """`worths` by the business's id, `parts`: the household's items that stand for them."""
    archived = sum(row.archived for row in rows)
    return BusinessesPage(
        line=format_date(today, tag),
        rows=tuple(
            _line(row, worths[row.id], parts.get(row.stake) if row.stake else None, currency, tag)
            for row in rows
            if show_all or not row.archived
        ),
        hidden=words.hidden_businesses(archived) if archived and not show_all else "",
    )


def _line(
    row: BusinessRow, worth: Worth, part: PositionValue | None, currency: str, tag: str
) -> BusinessLine:
    style = BusinessStyle.of(worth.currency, tag, [worth.headline])
    value = None if part is None else part.value
    return BusinessLine(
        id=row.id,
        name=row.name,
        kind=words.kind_name(row.kind),
        headline=words.headline_name(row.kind),
        amount="" if worth.headline is None else style.money(worth.headline),
        missing="" if worth.headline is not None else words.not_valued(),
        incomplete=worth.headline is not None and not worth.complete,
        each="" if worth.per_share is None else style.each(worth.per_share),
        part="" if worth.part is None else part_percent(worth.part, tag),
        value="" if value is None else BusinessStyle.of(currency, tag, [value]).money(value),
        archived=row.archived,
    )
