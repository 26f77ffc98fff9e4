"""One item: its page, what is said of it, closing it and putting it away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands import positions
from tracker.commands.position_forms import read_particulars
from tracker.forms.position import PositionForm, PositionOptions, initial_of
from tracker.queries.businesses import business_choices
from tracker.queries.positions import find_position, list_commodities
from tracker.services.records import PositionRow
from tracker.viewmodels.position_form import build_form
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, reader_of
from tracker.views.rendering.position import (
    back,
    bind_forms,
    change,
    facts_of,
    run,
    show,
    value_of_date,
)
from tracker.wording import done


@require_safe
@household_page()
def position(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """The item's figure, values, owners and terms; `edit` names the day whose value to change."""
    facts = facts_of(request, scope, position_id)
    edited = value_of_date(scope, position_id, request.GET.get("edit", ""))
    if edited is not None and edited.closed:
        edited = None
    forms = bind_forms(request, scope, facts, "", edited)
    return show(request, scope, facts, forms, edited=edited)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def edit(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """What is said of the item apart from its figures."""
    row = find_position(scope.household, position_id)
    if row is None:
        raise Http404
    form = PositionForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        options=_options(scope, row),
        initial=initial_of(row),
    )
    if form.is_bound and act(request, form, lambda form: _save(scope, position_id, form)):
        return back(scope, position_id)
    page = build_form(form, list_commodities(scope.household), row)
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "position/edit.html", page, status=status)


def _options(scope: HouseholdScope, row: PositionRow) -> PositionOptions:
    """A part of a business, and what a business has, deal with no business."""
    own = row.business is None and row.stake is None
    return PositionOptions(
        scope.household.currency,
        first_side=row.side,
        businesses=business_choices(scope.household) if own else (),
    )


def _save(scope: HouseholdScope, position_id: UUID, form: PositionForm) -> str:
    positions.edit_position(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        position_id=position_id,
        particulars=read_particulars(form),
        seen=form.cleaned_data["seen"],
    )
    return done.saved()


@require_POST
@household_page(Permission.EDIT)
def close(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """From a date on the item counts nothing."""

    def save(form: Any) -> str:
        positions.close_position(
            scope.household,
            actor=scope.user_id,
            today=scope.today,
            position_id=position_id,
            closed_on=form.cleaned_data["closed_on"],
        )
        return done.item_closed()

    return change(request, scope, position_id, "closing", save)


@require_POST
@household_page(Permission.EDIT)
def reopen(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """The item counts again."""
    run(
        lambda: positions.reopen_position(
            scope.household, actor=scope.user_id, position_id=position_id
        )
    )
    return back(scope, position_id, "closing")


@require_POST
@household_page(Permission.EDIT)
def archive(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """Hide the item from lists, or show it again (`archived` is 0)."""
    shown = request.POST.get("archived") == "0"
    command = positions.unarchive_position if shown else positions.archive_position
    run(lambda: command(scope.household, actor=scope.user_id, position_id=position_id))
    return back(scope, position_id, "closing")
