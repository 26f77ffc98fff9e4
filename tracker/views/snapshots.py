"""The months: each one's records, and those that have none yet."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.forms.entry import read_day
from tracker.queries.books import household_books
from tracker.queries.entry import first_snapshot_date, list_snapshots
from tracker.services.networth import monthly_history
from tracker.viewmodels.snapshots import Asked, build_page, choose_year, year_ends
from tracker.views.rendering import render_page


@require_safe
@household_page(Permission.VIEW)
def snapshots(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """The months of a year; ?date= leads to the grid of that day."""
    household, asked = scope.household, Asked("", "")
    if "date" in request.GET:
        day, problem = read_day(request.GET["date"], today=scope.today)
        if day is not None:
            return redirect("tracker:snapshot", household.slug, day)
        asked = Asked(request.GET["date"][:40], problem)
    first = first_snapshot_date(household)
    year = choose_year(request.GET.get("year", ""), first, scope.today)
    ends = year_ends(year, first, scope.today)
    page = build_page(
        year,
        first,
        scope.today,
        rows=list_snapshots(household, ends[0].replace(day=1), ends[-1]) if ends else (),
        totals=monthly_history(household_books(household), ends, members=False),
        tag=request.format_locale,
        asked=asked,
    )
    return render_page(request, "snapshots/page.html", page, status=422 if asked.problem else 200)
