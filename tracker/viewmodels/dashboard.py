"""The dashboard: one figure first, its history against zero, what moved it, what to look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from accounts.queries import MemberRow
from tracker.formatting import format_month
from tracker.services.bases import BASES, Basis
from tracker.services.books import HouseholdBooks
from tracker.services.by_person import split_history
from tracker.services.deficit import Level, Standing, episodes, standing
from tracker.services.history import History
from tracker.services.notes import NoteRow
from tracker.services.ownership import SHARED, Owner
from tracker.services.position_values import PositionValue, values_on
from tracker.services.review import Records
from tracker.viewmodels.allocation import AllocationCard, build_allocation
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.by_person import ByPerson, build_by_person
from tracker.viewmodels.category_change import ChangeCard, build_change
from tracker.viewmodels.first_run import FirstSteps
from tracker.viewmodels.links import Choice
from tracker.viewmodels.notices import Notice, build_notices
from tracker.viewmodels.review import ReviewCard, build_review, build_way_back
from tracker.viewmodels.underwater import UnderwaterCard, build_underwater
from tracker.viewmodels.waterline import MonthRow, build_figure, month_points, month_rows
from tracker.wording import chart as chart_words
from tracker.wording import dashboard as words
from tracker.wording.categories import basis_name

RANGES = {"1y": 13, "3y": 37, "5y": 61}
ALL = "all"
# A page of thirty years would be half table; History has every month.
MONTHS_LISTED = RANGES["5y"]
STATUS_KINDS = {Level.ABOVE: "good", Level.BELOW: "act", Level.ZERO: "watch"}


@dataclass(frozen=True, slots=True)
class View:
    """What the reader chose to see."""

    owner: Owner | None = None
    basis: Basis = "market"
    span: str = ALL


type Link = Callable[[View], str]


@dataclass(frozen=True, slots=True)
class SideFigure:
    """One of the small figures beside the headline; `swatch` names its colour."""

    label: str
    swatch: str
    amount: str
    note: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure with all that it must never be shown without."""

    basis_line: str
    on: date
    amount: str
    status: str
    status_kind: str
    since: str
    meaning: str
    calm: str


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """The fields of dashboard/page.html. `months_url` is where the older months stand that the
    table leaves out, "" where it has them all."""

    people: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    ranges: tuple[Choice, ...]
    headline: Headline
    sides: tuple[SideFigure, ...]
    figure: dict[str, Any]
    chart_label: str
    unit: str
    months: tuple[MonthRow, ...]
    months_url: str
    change: ChangeCard | None
    by_person: ByPerson | None
    underwater: UnderwaterCard | None
    allocation: AllocationCard | None
    review: ReviewCard
    notices: tuple[Notice, ...]
    entry_url: str
    entry_label: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class FirstStepsPage:
    """The fields of dashboard/first_steps.html."""

    steps: FirstSteps


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`history`: monthly, on the view's basis; `last_entry`: the date of the newest valuation."""

    books: HouseholdBooks
    history: History
    members: Sequence[MemberRow]
    commodities: dict[UUID, str]
    records: Records
    cadence: str
    last_entry: date
    today: date
    notes: Sequence[NoteRow] = ()


def build(
    facts: Facts,
    view: View,
    *,
    tag: str,
    link: Link,
    entry_url: str,
    prices_url: str,
    note_url: str,
    history_url: str,
    may_edit: bool,
) -> DashboardPage:
    """The page of what the reader chose to see; `link` makes the address of another view."""
    books, history, today = facts.books, facts.history, facts.today
    columns = history.columns(view.owner)
    unit, end = history.unit, len(history) - 1
    amounts = AmountStyle.of(
        history.currency,
        tag,
        (Fraction(max(map(abs, row)), unit) for row in (columns.assets, columns.liabilities)),
    )
    start = max(0, len(history) - RANGES.get(view.span, len(history)))
    points = month_points(history, columns, start, amounts)
    rows = (history.dates, columns.net_worth, columns.complete)
    found = episodes(*rows, proven=columns.proven, unit=unit)
    where = standing(*rows, proven=columns.proven)
    assert where is not None  # noqa: S101 - a history has at least one month
    lowest = min(columns.net_worth[start:])
    full = amounts.full(history.exact(columns.net_worth[-1]))
    people = _people(history, facts.members, view, link)
    names = {member.id: member.name for member in facts.members}
    chosen = next((choice for choice in people if choice.current), None)
    person = chosen.label if chosen and view.owner is not None else ""
    return DashboardPage(
        people=people,
        bases=tuple(
            Choice(link(View(view.owner, basis, view.span)), basis_name(basis), basis == view.basis)
            for basis in BASES
        ),
        ranges=_ranges(history, view, link),
        headline=Headline(
            basis_line=words.basis_line(today, history.currency, view.basis, person, tag),
            on=today,
            amount=full,
            status=_status(where) if view.basis == "market" else "",
            status_kind=STATUS_KINDS[where.level] if where.proven else "watch",
            since=words.standing_sentence(where, tag)
            if view.basis == "market"
            else words.other_basis_sentence(view.basis),
            meaning=words.meaning(view.basis),
            calm=words.not_bankruptcy()
            if where.proven and where.level is Level.BELOW and view.basis == "market"
            else "",
        ),
        sides=_sides(history, columns.assets, columns.liabilities, columns.net_worth, amounts),
        figure=build_figure(points, found, amounts, today=today, notes=facts.notes),
        chart_label=words.chart_conclusion(
            points[0].on,
            where,
            full,
            amounts.money(history.exact(lowest)) if lowest < 0 else None,
            tag,
        ),
        unit=amounts.unit,
        months=month_rows(
            points[-MONTHS_LISTED:], today, tag, facts.notes, note_url if may_edit else ""
        ),
        months_url=history_url if len(points) > MONTHS_LISTED else "",
        change=build_change(history, view.owner, facts.last_entry, amounts) if end else None,
        by_person=build_by_person(
            split_history(books, history, end),
            names,
            amounts.parts_of(history.exact(columns.net_worth[-1])),
            lambda owner: link(replace(view, owner=owner)),
        )
        if view.owner is None
        else None,
        underwater=build_underwater(
            _secured(books, today), view.owner, names, facts.commodities, amounts
        ),
        allocation=build_allocation(history, view.owner, amounts, complete=columns.complete[-1]),
        review=build_review(
            books,
            history,
            facts.records,
            facts.cadence,
            facts.last_entry,
            build_way_back(where, found, history.exact(columns.net_worth[-1]), amounts)
            if view.basis == "market"
            else None,
            tag,
        ),
        notices=build_notices(
            books, history, facts.commodities, view.owner, amounts, points, entry_url, prices_url
        ),
        entry_url=entry_url,
        entry_label=words.enter_month(format_month(today, tag)),
        may_edit=may_edit,
    )


def _secured(books: HouseholdBooks, today: date) -> tuple[PositionValue, ...]:
    """Secured debts and what they are secured on, at market whatever the basis of the page."""
    on = {asset for position in books.positions for asset in position.secured_on}
    if not on:
        return ()
    concerned = [p for p in books.positions if p.secured_on or p.id in on]
    return values_on(books, today, only=concerned)


def _status(where: Standing) -> str:
    """The side of zero, unless what is missing could turn it round."""
    return words.level_word(where.level) if where.proven else words.uncertain_text()


def _people(
    history: History, members: Sequence[MemberRow], view: View, link: Link
) -> tuple[Choice, ...]:
    """The household, each member, and what belongs to nobody in particular."""
    owning = set(history.owners)
    if not owning - {SHARED}:
        return ()
    owners: list[tuple[Owner | None, str]] = [(None, words.whole_household())]
    owners += [(member.id, member.name) for member in members]
    if SHARED in owning:
        owners.append((SHARED, words.shared()))
    return tuple(
        Choice(link(View(owner, view.basis, view.span)), name, owner == view.owner)
        for owner, name in owners
    )


def _ranges(history: History, view: View, link: Link) -> tuple[Choice, ...]:
    shorter = [span for span, months in RANGES.items() if months < len(history)]
    if not shorter:
        return ()
    return tuple(
        Choice(link(View(view.owner, view.basis, span)), words.range_name(span), span == view.span)
        for span in [*shorter, ALL]
    )


def _sides(
    history: History,
    assets: Sequence[int],
    liabilities: Sequence[int],
    net_worth: Sequence[int],
    amounts: AmountStyle,
) -> tuple[SideFigure, ...]:
    def exact(number: int) -> Fraction:
        return Fraction(number, history.unit)

    def note(row: Sequence[int]) -> str:
        if len(row) < 2:
            return ""
        return words.this_month(amounts.number(exact(row[-1] - row[-2]), sign="change"))

    own, owe = amounts.sides(exact(assets[-1]), exact(liabilities[-1]))
    figures = [
        SideFigure(chart_words.own(), "sea", own, note(assets)),
        SideFigure(chart_words.owe(), "ember", owe, note(liabilities)),
    ]
    if len(net_worth) > 12:
        before = exact(net_worth[-13])
        figures.append(
            SideFigure(
                words.twelve_months(),
                "",
                amounts.money(exact(net_worth[-1]) - before, sign="change"),
                words.from_amount(amounts.number(before)),
            )
        )
    return tuple(figures)
