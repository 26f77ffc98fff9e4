"""The balance sheet of any date and basis."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_members
from tracker.formatting import InputError, parse_date
from tracker.forms.person import read_owner
from tracker.queries.books import household_books
from tracker.queries.positions import latest_terms, list_positions
from tracker.services.bases import BASES, Basis
from tracker.services.position_values import values_on
from tracker.viewmodels.balance import Facts, build
from tracker.viewmodels.balance_page import Asked
from tracker.views.rendering import render_page
from tracker.wording import input_sentence


@require_safe
@household_page()
def balance(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """`date` (ISO, up to today), `basis` and `person` (a member, or shared) choose the sheet."""
    household = scope.household
    names = {member.id: member.name for member in list_members(household.id)}
    asked = _read_request(request, scope, names)
    facts = Facts(
        household=household.name,
        currency=household.currency,
        rows={row.id: row for row in list_positions(household)},
        values={
            basis: values_on(household_books(household, basis=basis), asked.on, basis=basis)
            for basis in BASES
        },
        terms=latest_terms(household, asked.on),
        names=names,
    )
    template = "balance/page.html#sheet" if request.htmx else "balance/page.html"
    page = build(facts, asked, request.format_locale)
    return render_page(request, template, page, status=422 if asked.error else 200)


def _read_request(
    request: HouseholdRequest, scope: HouseholdScope, names: dict[UUID, str]
) -> Asked:
    """What the address asks for; somebody who is not of the household is 404."""
    wanted, typed = request.GET.get("basis", ""), request.GET.get("date", "")
    basis: Basis = next((basis for basis in BASES if basis == wanted), "market")
    owner = read_owner(request.GET.get("person", ""), names)
    if not typed:
        return Asked(scope.today, scope.today, basis, owner)
    try:
        return Asked(parse_date(typed, latest=scope.today), scope.today, basis, owner)
    except InputError as error:
        return Asked(scope.today, scope.today, basis, owner, typed, input_sentence(error))
