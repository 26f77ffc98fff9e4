"""All ratios of a household or of one person, with the items behind them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_members
from tracker.forms.person import read_owner
from tracker.queries.books import household_books
from tracker.queries.budgets import list_budgets
from tracker.queries.guides import household_guides
from tracker.services.position_values import values_on
from tracker.viewmodels.dashboard_ratios import RatioFacts
from tracker.viewmodels.ratios_page import build
from tracker.views.rendering import render_page


@require_safe
@household_page()
def ratios(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Today, at market; `person` (a member, or shared) chooses whose part."""
    household = scope.household
    names = {member.id: member.name for member in list_members(household.id)}
    books = household_books(household)
    facts = RatioFacts(
        values_on(books, scope.today), list_budgets(household), household_guides(household)
    )
    page = build(
        books,
        facts,
        read_owner(request.GET.get("person", ""), names),
        names,
        scope.today,
        tag=request.format_locale,
        may_edit=scope.may_edit,
    )
    return render_page(request, "ratios/page.html", page)
