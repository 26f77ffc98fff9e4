"""The dashboard: one figure first, its history against zero, what moved it, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from accounts.queries import MemberRow
from tracker.formatting import format_month
from tracker.services.bases import bases_in_use
from tracker.services.books import HouseholdBooks
from tracker.services.by_person import split_history
from tracker.services.deficit import episodes, standing
from tracker.services.history import History
from tracker.services.notes import NoteRow
from tracker.services.records import ClosingRow
from tracker.services.review import Records
from tracker.services.unusual import UnusualFall, unusual_falls
from tracker.viewmodels.allocation import AllocationCard, build_allocation
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.by_person import ByPerson, build_by_person
from tracker.viewmodels.change_card import ChangeCard, build_change, build_form
from tracker.viewmodels.change_period import Period
from tracker.viewmodels.dashboard_ratios import RatioFacts, build_ratio_cards
from tracker.viewmodels.dashboard_view import (
    RANGES,
    Addresses,
    View,
    base_choices,
    people_choices,
    range_choices,
    usual_query,
)
from tracker.viewmodels.first_run import FirstSteps
from tracker.viewmodels.headline import Headline, SideFigure, build_headline, build_sides
from tracker.viewmodels.headroom import HeadroomCard
from tracker.viewmodels.links import Choice
from tracker.viewmodels.notices import Notice, build_notices
from tracker.viewmodels.possible import PossibleCard, build_card
from tracker.viewmodels.ratios import RatioTiles
from tracker.viewmodels.review import ReviewCard, build_review, build_way_back
from tracker.viewmodels.underwater import Surroundings, UnderwaterCard, build_underwater
from tracker.viewmodels.waterline import MonthRow, build_figure, month_points, month_rows
from tracker.viewmodels.why import ChangeFacts, gather_change
from tracker.wording import dashboard as words

# A page of thirty years would be half table; History has every month.
MONTHS_LISTED = RANGES["5y"]


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
    ratios: RatioTiles | None
    headroom: HeadroomCard | None
    underwater: UnderwaterCard | None
    possible: PossibleCard | None
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
    """`history`: monthly, on the view's basis; `last_entry`: the date of the newest valuation;
    `period`: what the change is between, None while there is one month; `closings` of its
    months."""

    books: HouseholdBooks
    history: History
    members: Sequence[MemberRow]
    commodities: dict[UUID, str]
    records: Records
    cadence: str
    last_entry: date
    today: date
    ratios: RatioFacts
    period: Period | None = None
    closings: Sequence[ClosingRow] = ()
    notes: Sequence[NoteRow] = ()


def build(
    facts: Facts, view: View, addresses: Addresses, *, tag: str, may_edit: bool
) -> DashboardPage:
    """The page of what the reader chose to see."""
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
    lowest, worth = min(columns.net_worth[start:]), history.exact(columns.net_worth[-1])
    full = amounts.full(worth)
    falls = unusual_falls(history, books, view.owner) if view.basis == "market" else ()
    changed = _gather_change(facts, facts.period, view, falls) if facts.period else None
    tiles, room = build_ratio_cards(
        books,
        history,
        facts.ratios,
        view.owner,
        amounts,
        last_entry=facts.last_entry,
        explained=changed.explained if changed else None,
        may_edit=may_edit,
    )
    people = people_choices(history, facts.members, view, addresses)
    names = {member.id: member.name for member in facts.members}
    chosen = next((choice for choice in people if choice.current), None)
    person = chosen.label if chosen and view.owner is not None else ""
    return DashboardPage(
        people=people,
        bases=base_choices(view, addresses, bases_in_use(books.positions)),
        ranges=range_choices(history, view, addresses),
        headline=build_headline(where, books, history, full, view, person, addresses, tag),
        sides=build_sides(history, columns, amounts, view, addresses),
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
            points[-MONTHS_LISTED:],
            today,
            tag,
            facts.notes,
            lambda on: addresses.month(on, view),
            addresses.note if may_edit else "",
            {fall.on for fall in falls},
        ),
        months_url=addresses.past(addresses.history, view) if len(points) > MONTHS_LISTED else "",
        change=_change(changed, facts.period, facts.today, view, addresses, amounts)
        if changed and facts.period
        else None,
        by_person=build_by_person(
            split_history(books, history, end),
            names,
            amounts.parts_of(worth),
            lambda owner: addresses.view(replace(view, owner=owner)),
        )
        if view.owner is None
        else None,
        ratios=tiles,
        headroom=room,
        underwater=build_underwater(
            Surroundings(
                books=books,
                values=facts.ratios.values,
                today=today,
                owner=view.owner,
                level=where.level if where.proven and view.basis == "market" else None,
                names=names,
                units=facts.commodities,
                amounts=amounts,
            )
        ),
        possible=build_card(
            books, history, view.owner, amounts, addresses.past(addresses.balance, view)
        ),
        allocation=build_allocation(history, view.owner, amounts, complete=columns.complete[-1]),
        review=build_review(
            books,
            history,
            facts.records,
            facts.cadence,
            facts.last_entry,
            build_way_back(where, found, worth, amounts) if view.basis == "market" else None,
            tag,
        ),
        notices=build_notices(
            books,
            history,
            facts.commodities,
            view.owner,
            amounts,
            points,
            addresses.entry if may_edit else "",
            addresses.prices,
        ),
        entry_url=addresses.entry,
        entry_label=words.enter_month(format_month(today, tag)),
        may_edit=may_edit,
    )


def _gather_change(
    facts: Facts, period: Period, view: View, falls: Sequence[UnusualFall]
) -> ChangeFacts:
    """The change of the period, for the view's person and on its basis."""
    return gather_change(
        facts.books,
        period.start,
        period.end,
        basis=view.basis,
        owner=view.owner,
        closings=facts.closings,
        falls=falls if period.is_month else (),
    )


def _change(
    changed: ChangeFacts,
    period: Period,
    today: date,
    view: View,
    addresses: Addresses,
    amounts: AmountStyle,
) -> ChangeCard:
    span = {"from": period.start.isoformat(), "to": period.end.isoformat()}
    return build_change(
        changed,
        period,
        build_form(
            period,
            view.between,
            today,
            lambda between: addresses.view(replace(view, between=between)),
            usual_query(view),
        ),
        amounts,
        item_url=addresses.item,
        compare_url=addresses.past(addresses.compare, view, **span),
    )
