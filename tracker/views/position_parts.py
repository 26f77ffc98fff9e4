"""The small forms of one item's page: its values, owners, terms and security."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_user_names
from accounts.roles import Permission
from tracker.commands import debt_terms, ownership, securities, valuations
from tracker.commands.errors import Conflict
from tracker.commands.position_forms import read_figures, read_terms
from tracker.forms.valuation import ValuationForm
from tracker.services.records import PositionRow
from tracker.viewmodels.position import Clash, build_clash
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.forms import act, read_day
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


@require_POST
@household_page(Permission.EDIT)
def value(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """Add, change or remove the value of one date."""
    facts = facts_of(request, scope, position_id)
    edited = value_of_date(scope, position_id, request.POST.get("as_of", ""))
    forms = bind_forms(request, scope, facts, "value", edited)
    try:
        if act(request, forms.value, lambda form: _record(request, scope, position_id, form)):
            return back(scope, position_id, "values", year=facts.year)
    except Conflict as conflict:
        clash = _clash(request, scope, facts.row, forms.value, conflict.current)
        forms.value.take_over(clash.version)
        return show(request, scope, facts, forms, edited=edited, clash=clash, status=409)
    known = edited if forms.value.changes_known else None
    return show(request, scope, facts, forms, edited=known, status=UNPROCESSABLE)


def _record(
    request: HouseholdRequest, scope: HouseholdScope, position_id: UUID, form: ValuationForm
) -> str:
    as_of, version = form.cleaned_data["as_of"], form.cleaned_data["version"]
    if form.clears:
        valuations.clear_valuation(
            scope.household,
            actor=scope.user_id,
            position_id=position_id,
            as_of=as_of,
            version=version,
        )
        return done.value_removed()
    valuations.record_valuation(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        position_id=position_id,
        as_of=as_of,
        figures=read_figures(form),
        version=version,
    )
    return done.saved()


def _clash(
    request: HouseholdRequest,
    scope: HouseholdScope,
    row: PositionRow,
    form: ValuationForm,
    current: Any,
) -> Clash:
    who, when = "", None
    if current is not None:
        when = current.updated_at.astimezone(ZoneInfo(scope.household.zone))
        if current.updated_by_id is not None:
            names = list_user_names([current.updated_by_id])
            who = names.get(current.updated_by_id, "")
    mine = form.data.get("amount", "")
    return build_clash(current, mine, who=who, when=when, row=row, tag=request.format_locale)


@require_POST
@household_page(Permission.EDIT)
def owners(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """Who owns it from a date on; `remove` names the date whose set is taken away."""
    if "remove" in request.POST:
        return _remove(request, scope, position_id, "owners", ownership.remove_owners)

    def save(form: Any) -> str:
        ownership.set_owners(
            scope.household,
            actor=scope.user_id,
            position_id=position_id,
            since=form.cleaned_data["since"],
            parts=form.parts(),
        )
        return done.saved()

    return change(request, scope, position_id, "owners", save)


@require_POST
@household_page(Permission.EDIT)
def terms(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """A debt's terms from a date on; `remove` names the date whose terms are taken away."""
    if "remove" in request.POST:
        return _remove(request, scope, position_id, "terms", debt_terms.remove_terms)

    def save(form: Any) -> str:
        debt_terms.set_terms(
            scope.household,
            actor=scope.user_id,
            position_id=position_id,
            since=form.cleaned_data["since"],
            terms=read_terms(form),
        )
        return done.saved()

    return change(request, scope, position_id, "terms", save)


@require_POST
@household_page(Permission.EDIT)
def secured(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """What a debt is secured on, or which debts are secured on an asset."""

    def save(form: Any) -> str:
        securities.set_secured(
            scope.household,
            actor=scope.user_id,
            position_id=position_id,
            others=form.cleaned_data["others"],
        )
        return done.saved()

    return change(request, scope, position_id, "secured", save)


def _remove(
    request: HouseholdRequest, scope: HouseholdScope, position_id: UUID, part: str, command: Any
) -> HttpResponse:
    since = read_day(request.POST["remove"])
    if since is None:
        raise Http404
    run(lambda: command(scope.household, actor=scope.user_id, position_id=position_id, since=since))
    return back(scope, position_id, part)
