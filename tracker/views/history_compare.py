"""Two dates side by side."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from tracker.queries.books import household_books
from tracker.queries.commodities import commodity_names
from tracker.queries.history import list_closings
from tracker.services.calendar import month_start
from tracker.services.networth import first_date
from tracker.services.position_values import values_on
from tracker.viewmodels.history_compare import Writer, build, choose_dates
from tracker.viewmodels.two_dates import pair_dates
from tracker.viewmodels.why import gather_change
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.history import list_names, make_links, read_query


@require_safe
@household_page()
def compare(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """`from` and `to` (ISO, up to today) choose the dates."""
    names = list_names(scope)
    asked = read_query(request, scope, names)
    books = household_books(scope.household, basis=asked.basis, currency=asked.currency)
    first, last = choose_dates(asked, first_date(books))
    then, now = (values_on(books, on, basis=asked.basis) for on in (first, last))
    pair = pair_dates(first, last, then, now, owner=asked.owner, currency=asked.currency)
    change = gather_change(
        books,
        first,
        last,
        basis=asked.basis,
        owner=asked.owner,
        closings=list_closings(scope.household, month_start(first), last),
    )
    units = commodity_names(scope.household)
    write = Writer(asked.currency, request.format_locale, pair.digits, units)
    page = build(pair, change, asked, names, write, make_links(scope))
    template = "history/compare.html#compared" if request.htmx else "history/compare.html"
    return render_page(request, template, page, status=UNPROCESSABLE if asked.error else 200)
