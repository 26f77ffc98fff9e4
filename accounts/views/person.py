"""One person of a household, for its owners: name, role, place in the list, and going."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import commands, pages, queries
from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.commands import Refused
from accounts.forms.people import NameForm, RoleForm
from accounts.queries import PersonRow
from accounts.roles import Permission
from accounts.views.rendering import UNPROCESSABLE, render_page
from accounts.wording import (
    member_deleted,
    person_removed,
    refusal_sentence,
    role_changed,
    saved,
)


@require_safe
@household_page(Permission.MANAGE)
def person(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    """The forms that change somebody."""
    return _show(request, scope, _find(scope, person_id))


@require_POST
@household_page(Permission.MANAGE)
def rename(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    row, member_id = _find_member(scope, person_id)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            commands.rename_member(
                scope.household.id, member_id=member_id, name=form.cleaned_data["name"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, saved())
            return redirect("people:person", scope.household.slug, person_id)
    return _show(request, scope, row, name_form=form)


@require_POST
@household_page(Permission.MANAGE)
def role(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    """Who makes themselves less than an owner is led to the page that is left to them."""
    row, user_id = _find_login(scope, person_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            wanted = form.cleaned_data["role"]
            commands.change_role(scope.household.id, user_id=user_id, role=wanted)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, role_changed(row.name))
            return redirect("people:people", scope.household.slug)
    return _show(request, scope, row, role_form=form)


@require_POST
@household_page(Permission.MANAGE)
def move(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    """One place up where `to` says so, else down."""
    _row, member_id = _find_member(scope, person_id)
    up = request.POST.get("to") == "up"
    try:
        commands.move_member(scope.household.id, member_id=member_id, up=up)
    except Refused:
        raise Http404 from None
    return redirect("people:people", scope.household.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.MANAGE)
def remove(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    """Close the household to a login; the person stays in the books."""
    row, user_id = _find_login(scope, person_id)
    done = person_removed(row.name)
    return _confirm(
        request, scope, row, "remove", done,
        lambda: commands.revoke_role(scope.household.id, user_id=user_id),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.MANAGE)
def delete(request: HouseholdRequest, scope: HouseholdScope, person_id: UUID) -> HttpResponse:
    """Strike out somebody who owns nothing and has no login."""
    row, member_id = _find_member(scope, person_id)
    done = member_deleted(row.name)
    return _confirm(
        request, scope, row, "delete", done,
        lambda: commands.delete_member(scope.household.id, member_id=member_id),
    )  # fmt: skip


def _confirm(
    request: HouseholdRequest,
    scope: HouseholdScope,
    row: PersonRow,
    what: str,
    done: str,
    act: Callable[[], None],
) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            act()
        except Refused as refused:
            refusal = refusal_sentence(refused)
        else:
            messages.success(request, done)
            gone = row.user_id is not None and row.user_id == scope.user_id
            return (
                redirect("tracker:home")
                if gone
                else redirect("people:people", scope.household.slug)
            )
    page = pages.ConfirmPage(_line(scope, row), refusal)
    status = UNPROCESSABLE if refusal else 200
    return render_page(request, f"people/{what}.html", page, status=status)


def _show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    row: PersonRow,
    *,
    name_form: NameForm | None = None,
    role_form: RoleForm | None = None,
) -> HttpResponse:
    refused = name_form is not None or role_form is not None
    page = pages.PersonPage(
        person=_line(scope, row),
        in_books=row.member_id is not None,
        name_form=name_form or NameForm(initial={"name": row.name}),
        role_form=role_form or RoleForm(initial={"role": row.role}),
        roles=pages.role_lines(),
    )
    return render_page(
        request, "people/person.html", page, status=UNPROCESSABLE if refused else 200
    )


def _line(scope: HouseholdScope, row: PersonRow) -> pages.PersonLine:
    return pages.person_line(
        row, zone=scope.household.zone, user_id=scope.user_id, shows_email=True
    )


def _find(scope: HouseholdScope, person_id: UUID) -> PersonRow:
    row = queries.find_person(scope.household.id, person_id)
    if row is None:
        raise Http404
    return row


def _find_member(scope: HouseholdScope, person_id: UUID) -> tuple[PersonRow, UUID]:
    """Somebody in the books; Http404 for a login that is nobody there."""
    row = _find(scope, person_id)
    if row.member_id is None:
        raise Http404
    return row, row.member_id


def _find_login(scope: HouseholdScope, person_id: UUID) -> tuple[PersonRow, UUID]:
    """Somebody who is let in; Http404 for a member without a login."""
    row = _find(scope, person_id)
    if row.user_id is None:
        raise Http404
    return row, row.user_id
