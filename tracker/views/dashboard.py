"""The dashboard of a household."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import MemberRow, list_members
from tracker.forms.history import read_asked, read_between
from tracker.queries.books import household_books
from tracker.queries.budgets import list_budgets
from tracker.queries.commodities import commodity_names
from tracker.queries.guides import household_guides
from tracker.queries.history import list_closings
from tracker.queries.notes import list_notes
from tracker.queries.review import list_records
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_ends, month_start
from tracker.services.categories import Side
from tracker.services.networth import first_date, monthly_history
from tracker.services.position_values import values_on
from tracker.services.records import ClosingRow
from tracker.services.saved import last_entry
from tracker.viewmodels.change_period import Period, choose_period
from tracker.viewmodels.dashboard import Facts, FirstStepsPage, build
from tracker.viewmodels.dashboard_ratios import RatioFacts
from tracker.viewmodels.dashboard_view import ALL, RANGES, Addresses, View
from tracker.viewmodels.first_run import build_steps
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.history import make_links


@require_safe
@household_page()
def dashboard(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Net worth today and by month; the first steps while nothing has been entered."""
    members = list_members(scope.household.id)
    view = _read_view(request, scope, members)
    books = household_books(scope.household, basis=view.basis)
    first = first_date(books)
    if first is None or first > scope.today:
        return _first_steps(request, scope, books)
    page = build(
        _gather(scope, books, first, members, view),
        view,
        _addresses(scope),
        tag=request.format_locale,
        may_edit=scope.may_edit,
    )
    status = UNPROCESSABLE if view.between.error else 200
    return render_page(request, _template(request), page, status=status)


def _gather(
    scope: HouseholdScope,
    books: HouseholdBooks,
    first: date,
    members: Sequence[MemberRow],
    view: View,
) -> Facts:
    today = scope.today
    history = monthly_history(books, month_ends(first, today), basis=view.basis)
    entered = last_entry(books, today) or first
    period = choose_period(history.dates, entered, today, view.between)
    return Facts(
        books=books,
        history=history,
        members=members,
        commodities=_unit_names(scope, books),
        records=list_records(scope.household, today),
        cadence=scope.household.cadence,
        ratios=RatioFacts(
            values_on(books, today),
            list_budgets(scope.household),
            household_guides(scope.household),
        ),
        last_entry=entered,
        today=today,
        period=period,
        closings=_closings(scope, period),
        notes=list_notes(scope.household, month_start(first), today),
    )


def _closings(scope: HouseholdScope, period: Period | None) -> Sequence[ClosingRow]:
    """What was written down in the months that the change is between."""
    if period is None:
        return ()
    return list_closings(scope.household, month_start(period.start), period.end)


def _first_steps(
    request: HouseholdRequest, scope: HouseholdScope, books: HouseholdBooks
) -> HttpResponse:
    sides = [position.side for position in books.positions]
    steps = build_steps(
        slug=scope.household.slug,
        household=scope.household.name,
        currency=scope.household.currency,
        owned=sides.count(Side.ASSET),
        owed=sides.count(Side.LIABILITY),
        may_edit=scope.may_edit,
        locale=request.format_locale,
    )
    return render_page(request, "dashboard/first_steps.html", FirstStepsPage(steps))


def _template(request: HouseholdRequest) -> str:
    return "dashboard/page.html#position" if request.htmx else "dashboard/page.html"


def _read_view(
    request: HouseholdRequest, scope: HouseholdScope, members: Sequence[MemberRow]
) -> View:
    """What the address asks for; a member that is not of the household is 404."""
    asked = read_asked(
        request.GET,
        currency=scope.household.currency,
        today=scope.today,
        members=[member.id for member in members],
    )
    span = request.GET.get("range", ALL)
    return View(
        asked.owner, asked.basis, span if span in RANGES else ALL, read_between(request.GET, asked)
    )


def _addresses(scope: HouseholdScope) -> Addresses:
    slug, past = scope.household.slug, make_links(scope)
    return Addresses(
        dashboard=reverse("tracker:dashboard", args=[slug]),
        entry=reverse("tracker:snapshot_current", args=[slug]),
        prices=reverse("tracker:prices", args=[slug]),
        note=reverse("tracker:history_note_new", args=[slug]),
        history=reverse("tracker:history", args=[slug]),
        balance=past.balance,
        compare=past.compare,
        card=past.card,
        item=past.moved,
    )


def _unit_names(scope: HouseholdScope, books: HouseholdBooks) -> dict[UUID, str]:
    """Asked for only where something is counted in units."""
    counted = any(position.commodity for position in books.positions)
    return commodity_names(scope.household) if counted else {}
