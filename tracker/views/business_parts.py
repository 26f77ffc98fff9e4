"""The entries of one business: its dated figures, its payments, its items and their values."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands import businesses
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.business import back, figures_form, payment_form, row_of, show
from tracker.views.rendering.forms import act, read_day
from tracker.views.rendering.position import run
from tracker.wording import done


@require_POST
@household_page(Permission.EDIT)
def figures(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """What holds from a day on; `remove` names the day whose figures are taken away."""
    if "remove" in request.POST:
        return _remove_figures(request, scope, business_id)
    row_of(scope, business_id)
    form = figures_form(request, scope, request.POST)

    def save(form: Any) -> str:
        data = form.cleaned_data
        said = businesses.Figures(*(data[name] for name in businesses.FIGURES))
        businesses.set_figures(
            scope.household,
            actor=scope.user_id,
            business_id=business_id,
            since=data["since"],
            figures=said,
        )
        return done.saved()

    if act(request, form, save):
        return back(scope, business_id, "figures")
    return show(request, scope, business_id, figures=form, status=UNPROCESSABLE)


def _remove_figures(
    request: HouseholdRequest, scope: HouseholdScope, business_id: UUID
) -> HttpResponse:
    since = read_day(request.POST["remove"])
    if since is None:
        raise Http404
    run(
        lambda: businesses.remove_figures(
            scope.household, actor=scope.user_id, business_id=business_id, since=since
        )
    )
    return back(scope, business_id, "figures")


@require_POST
@household_page(Permission.EDIT)
def payments(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """A payment to or from the owners; `remove` names the day and kind of one to take away."""
    if "remove" in request.POST:
        return _remove_payment(request, scope, business_id)
    row = row_of(scope, business_id)
    form = payment_form(request, scope, row.currency, request.POST)

    def save(form: Any) -> str:
        businesses.add_payment(
            scope.household,
            actor=scope.user_id,
            today=scope.today,
            business_id=business_id,
            **{name: form.cleaned_data[name] for name in ("on", "kind", "amount")},
        )
        return done.saved()

    if act(request, form, save):
        return back(scope, business_id, "payments")
    return show(request, scope, business_id, payment=form, status=UNPROCESSABLE)


def _remove_payment(
    request: HouseholdRequest, scope: HouseholdScope, business_id: UUID
) -> HttpResponse:
    day, _space, kind = request.POST["remove"].partition(" ")
    on = read_day(day)
    if on is None:
        raise Http404
    run(
        lambda: businesses.remove_payment(
            scope.household, actor=scope.user_id, business_id=business_id, on=on, kind=kind
        )
    )
    return back(scope, business_id, "payments")
