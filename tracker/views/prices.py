"""What units and currencies are worth, how old that is, and what rests on it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from tracker.queries.books import household_books
from tracker.queries.positions import list_commodities
from tracker.queries.prices import latest_prices, latest_rates, reference_days
from tracker.services.price_freshness import price_states
from tracker.viewmodels.prices import Facts, build
from tracker.views.rendering import render_page
from tracker.views.rendering.price import prices_reader


@require_safe
@household_page()
def prices(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """All of the household's units and currencies today, those that lack something first."""
    household = scope.household
    states = price_states(household_books(household), scope.today)
    currencies = [state.currency for state in states.currencies]
    facts = Facts(
        units=list_commodities(household),
        prices=latest_prices(household, scope.today),
        rates=latest_rates(household, scope.today),
        reference_days=reference_days([*currencies, household.currency]),
    )
    page = build(facts, states, prices_reader(request, scope), may_edit=scope.may_edit)
    return render_page(request, "prices/page.html", page)
