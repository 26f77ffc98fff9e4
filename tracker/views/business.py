"""One business or fund: its page, what is said of it, and putting it away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.businesses import Business, archive_business, edit_business
from tracker.commands.errors import Refused
from tracker.forms.businesses import BusinessForm
from tracker.viewmodels.business_form import build_form
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.business import back, row_of, show
from tracker.views.rendering.forms import act, reader_of
from tracker.wording import done


@require_safe
@household_page()
def business(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """Figure, balance sheet, chart and entries; `from` and `to` choose what moved it when."""
    return show(request, scope, business_id)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def edit(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """Its name, kind and currency."""
    row = row_of(scope, business_id)
    form = BusinessForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        initial={"name": row.name, "kind": row.kind, "currency": row.currency},
    )

    def save(form: Any) -> str:
        data = form.cleaned_data
        edit_business(
            scope.household,
            actor=scope.user_id,
            business_id=business_id,
            business=Business(data["name"], data["kind"], data["currency"]),
        )
        return done.saved()

    if form.is_bound and act(request, form, save):
        return back(scope, business_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "businesses/form.html", build_form(form, row), status=status)


@require_POST
@household_page(Permission.EDIT)
def archive(request: HouseholdRequest, scope: HouseholdScope, business_id: UUID) -> HttpResponse:
    """Hide it from lists, or show it again (`archived` is 0)."""
    try:
        archive_business(
            scope.household,
            actor=scope.user_id,
            business_id=business_id,
            archived=request.POST.get("archived") != "0",
        )
    except Refused as refused:
        raise Http404 from refused
    return back(scope, business_id)
