"""Below zero and back: since when, how deep, why, and how far the way back is."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from tracker.queries.books import household_books
from tracker.queries.budgets import list_budgets
from tracker.queries.guides import household_guides
from tracker.services.bases import BASES, Basis
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_ends
from tracker.services.networth import first_date, monthly_history
from tracker.viewmodels.deficit import Facts, build
from tracker.viewmodels.deficit_asked import Links, View
from tracker.viewmodels.history_asked import Asked
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import read_day
from tracker.views.rendering.history import list_names, read_query

ALL = "all"


@require_safe
@household_page()
def deficit(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """`person` and `basis` as on the dashboard; `episode` (its first month end) is the one that is
    explained, `strips=all` shows the other bases beside today's values."""
    names = list_names(scope)
    asked = read_query(request, scope, names)
    view = View(
        asked, read_day(request.GET.get("episode", "")), request.GET.get("strips", "") == ALL
    )
    facts = _gather(scope, view, names)
    page = build(facts, view, _links(scope), request.format_locale)
    template = "deficit/page.html#deficit" if request.htmx else "deficit/page.html"
    return render_page(request, template, page, status=UNPROCESSABLE if asked.error else 200)


def _gather(scope: HouseholdScope, view: View, names: Mapping[UUID, str]) -> Facts:
    asked = view.asked
    books = _read_books(scope, asked, BASES if view.all_bases else ("market", asked.basis))
    first = first_date(books["market"])
    dates = [] if first is None or first > scope.today else month_ends(first, scope.today)
    return Facts(
        books=books,
        histories={
            basis: monthly_history(of_basis, dates, basis=basis, members=True)
            for basis, of_basis in books.items()
        },
        names=names,
        budgets=list_budgets(scope.household),
        guides=household_guides(scope.household),
        today=scope.today,
    )


def _read_books(
    scope: HouseholdScope, asked: Asked, bases: tuple[Basis, ...]
) -> dict[Basis, HouseholdBooks]:
    """Market's amounts come along with every basis, so they are not read by themselves beside
    another one."""

    def read(basis: Basis) -> HouseholdBooks:
        return household_books(scope.household, basis=basis, currency=asked.currency)

    others: dict[Basis, HouseholdBooks] = {
        basis: read(basis) for basis in bases if basis != "market"
    }
    market = next(iter(others.values())) if others else read("market")
    found: dict[Basis, HouseholdBooks] = {"market": market}
    return found | others


def _links(scope: HouseholdScope) -> Links:
    """The addresses around the page; those of items and businesses are made without resolving each
    anew."""

    def of(route: str) -> str:
        return reverse(f"tracker:{route}", args=[scope.household.slug])

    items, businesses = of("positions"), of("businesses")
    return Links(
        item=lambda id_: f"{items}{id_}/",
        business=lambda id_: f"{businesses}{id_}/",
        compare=of("history_compare"),
        history=of("history"),
        ratios=of("ratios"),
        entry=of("snapshot_current"),
        prices=of("prices"),
        balance=of("balance"),
        settings=of("settings") + "#budgets" if scope.may_edit else "",
    )
