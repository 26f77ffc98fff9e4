"""The page of one business or fund: figure, balance sheet, chart, what moved it, and entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from tracker.formatting import format_date, format_money
from tracker.services.books import EntityBook, EntityFigures, EntityFlow, PositionBook
from tracker.services.calendar import date_of
from tracker.services.currencies import minor_unit
from tracker.services.deficit import Episode
from tracker.services.entities import WITH_SHARES
from tracker.services.entity_worth import NetAssets, Worth
from tracker.services.position_values import PositionValue, Status
from tracker.services.records import BusinessRow, PositionRow
from tracker.viewmodels.business_amounts import BusinessStyle, part_percent
from tracker.viewmodels.business_chart import BusinessChart, build_chart
from tracker.viewmodels.business_moves import Moves
from tracker.viewmodels.business_sheet import BusinessSheet, build_sheet
from tracker.wording import businesses as words
from tracker.wording import items


@dataclass(frozen=True, slots=True)
class BusinessHead:
    """Its figure today; `reported` is that in the household's currency where it has another one,
    `status` the words of a chip."""

    id: UUID
    name: str
    kind: str
    headline: str
    amount: str
    missing: str
    line: str
    reported: str
    status: str
    status_kind: str
    below: str
    incomplete: str
    meaning: str
    archived: bool


@dataclass(frozen=True, slots=True)
class BusinessFact:
    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class YourPart:
    """`position_id` is the household's item that stands for it; `missing`: how much of it is the
    household's is not entered."""

    position_id: UUID
    text: str
    counted: str
    missing: bool


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """What was said of a day; "" for what was not said."""

    since: str
    iso: str
    outstanding: str
    held: str
    percent: str
    preferred: str
    share_price: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """`key` names it in a form."""

    on: str
    iso: str
    kind: str
    amount: str
    key: str


@dataclass(frozen=True, slots=True)
class BusinessPage:
    """The fields of businesses/business.html. `part` is None for what belongs to nobody."""

    head: BusinessHead
    facts: tuple[BusinessFact, ...]
    part: YourPart | None
    sheet: BusinessSheet
    chart: BusinessChart | None
    moves: Moves | None
    has_shares: bool
    has_items: bool
    figures: tuple[FiguresRow, ...]
    payments: tuple[PaymentRow, ...]
    figures_form: Any
    payment_form: Any


@dataclass(frozen=True, slots=True, eq=False)
class BusinessFacts:
    """All that the page shows. `months` end with today's; `reported` is today's figure in the
    household's currency. `values`: its sheet's lines on the headline's basis. `stake`: the
    household's item that stands for its part, on today's values."""

    row: BusinessRow
    entity: EntityBook
    months: Sequence[Worth]
    reported: Worth
    net_assets: NetAssets | None
    episodes: Sequence[Episode]
    values: Sequence[PositionValue]
    rows: Mapping[UUID, PositionRow]
    guarantees: Sequence[PositionBook]
    stake: PositionValue | None
    moves: Moves | None


def build(facts: BusinessFacts, figures_form: Any, payment_form: Any, tag: str) -> BusinessPage:
    """The page of today."""
    today = facts.months[-1]
    style = BusinessStyle.of(today.currency, tag, [today.headline])
    return BusinessPage(
        head=_head(facts, today, style),
        facts=tuple(_facts(facts, today, style)),
        part=_part(facts, today, tag),
        sheet=build_sheet(today, facts.values, facts.rows, facts.guarantees, tag),
        chart=build_chart(facts.row.name, facts.months, tag),
        moves=facts.moves,
        has_shares=facts.row.kind in WITH_SHARES,
        has_items=bool(facts.rows),
        figures=tuple(_figures(one, style) for one in reversed(facts.entity.figures)),
        payments=tuple(_payment(one, style) for one in reversed(facts.entity.flows)),
        figures_form=figures_form,
        payment_form=payment_form,
    )


def _head(facts: BusinessFacts, today: Worth, style: BusinessStyle) -> BusinessHead:
    row, reported = facts.row, facts.reported
    other = reported.currency != today.currency and reported.headline is not None
    last = facts.episodes[-1] if facts.episodes else None
    below = ""
    if last is not None and last.ongoing:
        below = words.below_zero(last.onset, last.months, style.tag, open_start=last.open_start)
    return BusinessHead(
        id=row.id,
        name=row.name,
        kind=words.kind_name(row.kind),
        headline=words.headline_name(row.kind),
        amount="" if today.headline is None else style.money(today.headline),
        missing="" if today.headline is not None else words.not_valued(),
        line=words.sheet_line(today.on, today.currency, today.basis, style.tag),
        reported=_reported(reported, style.tag) if other else "",
        status=words.below_word() if below else "",
        status_kind="act" if below else "",
        below=below,
        incomplete="" if today.headline is None or today.complete else words.incomplete(),
        meaning=words.meaning(row.kind),
        archived=row.archived,
    )


def _reported(reported: Worth, tag: str) -> str:
    amount = reported.headline or Fraction(0)
    return BusinessStyle.of(reported.currency, tag, [amount]).money(amount)


def _facts(facts: BusinessFacts, today: Worth, style: BusinessStyle) -> list[BusinessFact]:
    """What stands beside the headline; a business without values has none."""
    if today.headline is None:
        return []
    found: list[BusinessFact] = []
    if facts.row.kind in WITH_SHARES:
        each = today.per_share
        text = words.no_shares() if each is None else style.each(each)
        found.append(BusinessFact(words.fact_name("per_share"), text))
        if today.tangible is not None and today.intangibles:
            note = today.tangible_per_share
            found.append(
                BusinessFact(
                    words.fact_name("tangible"),
                    style.money(today.tangible),
                    "" if note is None else words.each_share(style.each(note)),
                )
            )
        if today.share_price is not None:
            premium = today.premium
            found.append(
                BusinessFact(
                    words.fact_name("share_price"),
                    style.each(today.share_price),
                    "" if premium is None else words.premium(premium, style.tag),
                )
            )
    elif facts.net_assets is not None:
        for code in ("restricted", "unrestricted"):
            amount = getattr(facts.net_assets, code)
            found.append(BusinessFact(words.fact_name(code), style.money(amount)))
    else:
        found.append(BusinessFact(words.fact_name("restricted"), words.not_known()))
    return found


def _part(facts: BusinessFacts, today: Worth, tag: str) -> YourPart | None:
    stake = facts.stake
    if stake is None:
        return None
    share = today.part
    known = stake.status is Status.COUNTED and stake.value is not None
    entered = stake.is_entered
    if stake.status is Status.CLOSED:
        counted = words.part_is_closed()
    elif known and stake.value is not None:
        style = BusinessStyle.of(facts.reported.currency, tag, [stake.value])
        said = words.part_own_value if entered else words.part_counted
        counted = said(style.money(stake.value))
        if share and not entered and (whole := _whole(facts, stake.value / share, style)):
            counted = f"{counted} {whole}"
    elif share is not None and today.headline is not None:
        counted = words.part_not_counted()
    else:
        counted = ""
    if share is not None:
        text = words.part_of_percent(part_percent(share, tag))
    else:
        text = "" if entered else words.part_not_known()
    return YourPart(stake.position.id, text, counted, share is None and not entered)


def _whole(facts: BusinessFacts, whole: Fraction, style: BusinessStyle) -> str:
    """What the part is a part of, where that is not the headline: a company's is at cost, a
    property fund's without intangibles. Nothing of what is not above zero."""
    headline, amount = facts.reported.headline, style.money(whole)
    if whole <= 0 or headline is None or amount == style.money(headline):
        return ""
    return words.part_of_whole(
        amount,
        preferred=bool(facts.reported.preferred),
        intangibles=facts.reported.leaves_intangibles,
    )


def _figures(one: EntityFigures, style: BusinessStyle) -> FiguresRow:
    day = date_of(one.day)

    def text(amount: Decimal | None, write: Any) -> str:
        return "" if amount is None else write(amount)

    return FiguresRow(
        since=format_date(day, style.tag),
        iso=day.isoformat(),
        outstanding=text(one.outstanding, style.units),
        held=text(one.held, style.units),
        percent=text(one.percent, lambda percent: items.percent_text(percent, style.tag)),
        preferred=text(one.preferred, lambda amount: _money(amount, style)),
        share_price=text(one.share_price, lambda amount: style.each(Fraction(amount))),
    )


def _payment(one: EntityFlow, style: BusinessStyle) -> PaymentRow:
    on = date_of(one.day)
    return PaymentRow(
        on=format_date(on, style.tag),
        iso=on.isoformat(),
        kind=words.flow_name(one.kind),
        amount=_money(one.amount, style),
        key=f"{on.isoformat()} {one.kind}",
    )


def _money(amount: Decimal, style: BusinessStyle) -> str:
    whole = amount == amount.to_integral_value()
    digits = 0 if whole else minor_unit(style.currency)
    return format_money(amount, style.currency, style.tag, digits=digits)
