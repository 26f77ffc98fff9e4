"""A business's balance sheet: both sides by category, and how its headline comes from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tracker.services.books import PositionBook
from tracker.services.entity_worth import Worth
from tracker.services.position_values import PositionValue, Status
from tracker.services.records import PositionRow
from tracker.viewmodels.balance_page import Block, Column, Row
from tracker.viewmodels.business_amounts import BusinessStyle
from tracker.viewmodels.positions import own_amount
from tracker.viewmodels.sheet import Line, add_up, shown_digits
from tracker.wording import balance as sheet_words
from tracker.wording import businesses as words
from tracker.wording import category_name, items


@dataclass(frozen=True, slots=True)
class Step:
    """A line between both sides and the headline; the last one is the headline itself."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class BusinessSheet:
    """`steps` are empty where nothing is taken off. `guarantees`: what the household would owe for
    it, in a sentence."""

    columns: tuple[Column, ...]
    net: str
    steps: tuple[Step, ...]
    missing: str
    guarantees: str
    nothing: bool


def build_sheet(
    worth: Worth,
    values: Sequence[PositionValue],
    rows: Mapping[UUID, PositionRow],
    guarantees: Sequence[PositionBook],
    tag: str,
) -> BusinessSheet:
    """`values`: all that stands on it on the headline's basis; `rows` are its own items, so that
    the others are those that the household keeps."""
    there = [v for v in values if v.status not in (Status.CLOSED, Status.NOT_YET)]
    counted = [(v, v.value) for v in there if not v.position.contingent]
    style = BusinessStyle(
        worth.currency, tag, shown_digits((exact for _, exact in counted), worth.currency)
    )
    sheet = add_up(counted, style.digits)
    groups = [group for side in sheet.sides for group in side.groups]
    lacking = [line.value for group in groups for line in group.lines if line.shown is None]
    return BusinessSheet(
        columns=tuple(
            Column(
                side.side.code,
                sheet_words.column_name(side.side),
                style.number(side.shown) if side.is_known else "",
                "",
                tuple(
                    Block(
                        category_name(group.side, group.category),
                        style.number(group.shown) if group.is_known else "",
                        "",
                        tuple(_row(line, rows, style) for line in group.lines),
                    )
                    for group in side.groups
                ),
            )
            for side in sheet.sides
        ),
        net=style.money(sheet.net),
        steps=_steps(worth, style),
        missing=_missing(lacking, rows),
        guarantees=(
            words.guarantees_text(", ".join(p.name for p in guarantees)) if guarantees else ""
        ),
        nothing=not counted,
    )


def _steps(worth: Worth, style: BusinessStyle) -> tuple[Step, ...]:
    taken: list[Step] = []
    if worth.preferred:
        taken.append(Step(words.less_preferred(), style.money(-worth.preferred)))
    if worth.leaves_intangibles and worth.intangibles:
        taken.append(Step(words.less_intangibles(), style.money(-worth.intangibles)))
    if not taken or worth.headline is None:
        return ()
    return (*taken, Step(words.headline_name(worth.kind), style.money(worth.headline)))


def _row(line: Line, rows: Mapping[UUID, PositionRow], style: BusinessStyle) -> Row:
    value = line.value
    row = rows.get(value.position.id)
    notes = []
    if row is None:
        notes.append(words.mirrored_note())
    elif value.status is Status.COUNTED:
        notes.append(own_amount(value, row, style.currency, style.tag))
    if value.as_of is not None and value.stale:
        notes.append(items.valued_text(value.as_of, style.tag))
    missing = line.shown is None
    return Row(
        id=value.position.id,
        name=value.position.name,
        note=" · ".join(filter(None, notes)),
        amount="" if line.shown is None else style.number(line.shown),
        missing=items.missing_text(value, _unit(value, rows)) if missing else "",
    )


def _missing(lacking: Sequence[PositionValue], rows: Mapping[UUID, PositionRow]) -> str:
    if not lacking:
        return ""
    reasons = [
        sheet_words.missing_item(v.position.name, items.missing_text(v, _unit(v, rows)))
        for v in lacking
    ]
    return sheet_words.missing_sentence(reasons)


def _unit(value: PositionValue, rows: Mapping[UUID, PositionRow]) -> str:
    row = rows.get(value.position.id)
    return row.commodity.code if row and row.commodity else value.position.currency
