"""Two dates side by side: each category and item with what it was then, what it is now, and the
change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tracker.formatting import format_date, format_money, format_number, format_percent
from tracker.services.calendar import FIRST_DATE, add_months, month_start
from tracker.services.ownership import Owner
from tracker.services.position_values import PositionValue
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.history_asked import Asked, Links, base_choices, people_choices
from tracker.viewmodels.links import Choice
from tracker.viewmodels.two_dates import Amount, GroupPair, ItemPair, Pair, TwoDates
from tracker.viewmodels.why import ChangeFacts, Why, build_why
from tracker.wording import category_name, items, side_name
from tracker.wording import history as words
from tracker.wording.change import in_all

MONTHS_BETWEEN = 12


@dataclass(frozen=True, slots=True)
class Cells:
    """Then, now and the change as they are written; `lacks_*` say why an amount is not there."""

    then: str
    now: str
    change: str
    lacks_then: str = ""
    lacks_now: str = ""
    lacks_change: str = ""


@dataclass(frozen=True, slots=True)
class CompareRow:
    id: UUID
    name: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class CompareGroup:
    name: str
    cells: Cells
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class CompareSide:
    code: str
    heading: str
    cells: Cells
    groups: tuple[CompareGroup, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The fields of history/compare.html. `sentence` stands where the dates cannot be compared, in
    place of the story that `why` tells."""

    line: str
    first: str
    last: str
    latest: str
    error: str
    error_field: str
    hidden: tuple[tuple[str, str], ...]
    people: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    then_name: str
    now_name: str
    then_url: str
    now_url: str
    sentence: str
    percent: str
    lacking: tuple[str, ...]
    why: Why
    sides: tuple[CompareSide, ...]
    net: Cells
    nothing: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes amounts of two dates for one reader; `units`: the names of what is counted in."""

    currency: str
    tag: str
    digits: int
    units: Mapping[UUID, str]

    def money(self, amount: Decimal, *, sign: bool = False) -> str:
        return format_money(
            amount,
            self.currency,
            self.tag,
            digits=self.digits,
            sign="change" if sign else "auto",
        )

    def cells(self, pair: Pair, item: ItemPair | None = None, *, money: bool = False) -> Cells:
        """Bare numbers, or with the currency where a line stands alone."""

        def write(amount: Decimal, *, sign: bool = False) -> str:
            if money:
                return self.money(amount, sign=sign)
            return format_number(
                amount, self.tag, digits=self.digits, sign="change" if sign else "auto"
            )

        change = pair.change
        return Cells(
            then="" if pair.then.shown is None else write(pair.then.shown),
            now="" if pair.now.shown is None else write(pair.now.shown),
            change="" if change is None else write(change, sign=True),
            lacks_then=self.lacks(pair.then, item.then if item else None),
            lacks_now=self.lacks(pair.now, item.now if item else None),
            lacks_change=words.not_comparable() if change is None else "",
        )

    def lacks(self, amount: Amount, value: PositionValue | None) -> str:
        match amount.lacks:
            case "gone":
                return words.gone()
            case "not_yet":
                return words.not_there_yet()
            case "no_part":
                return words.no_part()
            case "missing":
                return self.missing(value) if value else words.not_known()
        return ""

    def missing(self, value: PositionValue) -> str:
        """Why an item has no value on a date."""
        position = value.position
        unit = self.units.get(position.commodity, "") if position.commodity else position.currency
        return items.missing_text(value, unit)


def choose_dates(asked: Asked, first: date | None) -> tuple[date, date]:
    """The dates that were asked for; else the end of last month against a year before, or as
    close to that as the books, which begin on `first`, allow."""
    today = asked.today
    last = asked.last or month_start(today) - timedelta(days=1)
    if asked.last is None and ((first and last < first) or (asked.first and last < asked.first)):
        last = today
    start = asked.first or add_months(last, -MONTHS_BETWEEN)
    if asked.first is None and first is not None:
        start = max(start, first)
    return max(min(start, last), FIRST_DATE), last


def build(
    pair: TwoDates,
    change: ChangeFacts,
    asked: Asked,
    names: Mapping[UUID, str],
    write: Writer,
    links: Links,
) -> ComparePage:
    """The two dates of `pair` on what was asked, and why they differ."""
    tag = write.tag
    person = items.owner_name(asked.owner, names) if asked.owner else ""
    owning: list[Owner] = [
        of for item in pair.items for value in (item.then, item.now) for of, _ in value.parts
    ]
    hidden = {
        "person": asked.person,
        "basis": "" if asked.basis == "market" else asked.basis,
        "currency": "" if asked.currency == asked.usual_currency else asked.currency,
    }
    return ComparePage(
        line=words.page_line(asked.currency, asked.basis, person, tag),
        first=asked.typed_first or pair.first.isoformat(),
        last=asked.typed_last or pair.last.isoformat(),
        latest=asked.today.isoformat(),
        error=asked.error,
        error_field=asked.error_field,
        hidden=tuple((name, value) for name, value in hidden.items() if value),
        people=people_choices(asked, owning, names),
        bases=base_choices(asked),
        then_name=format_date(pair.first, tag),
        now_name=format_date(pair.last, tag),
        then_url=_balance_url(links.balance, asked, pair.first),
        now_url=_balance_url(links.balance, asked, pair.last),
        sentence="" if pair.comparable else net_sentence(pair, write),
        percent=percent_text(pair, tag),
        lacking=lacking_sentences(pair, write),
        why=_why(pair, change, write, links),
        sides=tuple(
            CompareSide(
                side.side.code,
                side_name(side.side),
                write.cells(side.amounts),
                tuple(_group(group, write) for group in side.groups),
            )
            for side in pair.sides
        ),
        net=write.cells(pair.net, money=True),
        nothing=not pair.items,
    )


def _why(pair: TwoDates, change: ChangeFacts, write: Writer, links: Links) -> Why:
    """As finely as the table beside it, and with its total where that is what it rounds."""
    style = PartStyle(write.currency, write.tag, large=False, digits=write.digits)
    total = None
    if pair.net.change is not None:
        shown = int(pair.net.change.scaleb(write.digits))
        close = abs(style.exact(shown) - change.explained.total) < style.exact(1)
        total = shown if close else None
    return build_why(change, style, in_all(), links.moved, total=total)


def net_sentence(pair: TwoDates, write: Writer) -> str:
    """How net worth moved, in words."""
    change = pair.net.change
    if change is None:
        return words.incomparable_sentence(pair.first, pair.last, write.tag)
    level = (change > 0) - (change < 0)
    return words.compare_sentence(level, write.money(abs(change)), pair.first, pair.last, write.tag)


def percent_text(pair: TwoDates, tag: str) -> str:
    return "" if pair.percent is None else format_percent(pair.percent, tag, sign="change")


def lacking_sentences(pair: TwoDates, write: Writer) -> tuple[str, ...]:
    """What the totals of either date lack; said once where it is the same date."""
    dates = {pair.first: pair.lacking_then, pair.last: pair.lacking_now}
    return tuple(
        words.lacking_sentence(
            on,
            [words.missing_item(v.position.name, write.missing(v)) for v in lacking],
            write.tag,
        )
        for on, lacking in dates.items()
        if lacking
    )


def _group(group: GroupPair, write: Writer) -> CompareGroup:
    return CompareGroup(
        category_name(group.side, group.category),
        write.cells(group.amounts),
        tuple(
            CompareRow(
                item.now.position.id, item.now.position.name, write.cells(item.amounts, item)
            )
            for item in group.items
        ),
    )


def _balance_url(base: str, asked: Asked, on: date) -> str:
    changed = {"from": "", "to": "", "by": "", "side": "", "currency": ""}
    return f"{base}?{asked.query(**changed, date=on.isoformat())}"
