"""What is done from the entry grid: one cell, copying, the note, closing and reopening."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.errors import Refused
from tracker.commands.snapshots import (
    close_snapshot,
    copy_into_blanks,
    enter_estimates,
    reopen_snapshot,
)
from tracker.forms.paste import read_ids
from tracker.viewmodels.snapshot_parts import build_cell, build_closing, build_note
from tracker.views.rendering import render_page
from tracker.views.rendering.snapshot import (
    Posted,
    load,
    save_posted,
    shown_of,
    snapshot_page,
    tell_rounded,
)
from tracker.wording import snapshot as words
from tracker.wording.refusals import refusal_sentence

PAGE = "snapshot/page.html"


@require_POST
@household_page(Permission.EDIT)
def cell(
    request: HouseholdRequest, scope: HouseholdScope, as_of: date, position_id: UUID
) -> HttpResponse:
    """Save one cell; the answer is its row with everything that its value moves."""
    posted = save_posted(request, scope, as_of, only=position_id)
    loaded = load(request, scope, as_of, also=[position_id])
    page = build_cell(
        loaded.grid,
        loaded.reader,
        position_id,
        today=scope.today,
        typed=posted.typed,
        rounded=posted.rounded,
        show=shown_of(request),
        closed=loaded.record.closed_at is not None,
    )
    return render_page(request, "snapshot/cell.html", page, status=posted.status)


@require_POST
@household_page(Permission.EDIT)
def copy(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Save what was typed, then copy last values into what is still blank."""
    posted = save_posted(request, scope, as_of)
    if posted.status != 200:
        return _again(request, scope, as_of, posted)
    tell_rounded(request, posted)
    try:
        count = copy_into_blanks(
            scope.household, actor=scope.user_id, today=scope.today, as_of=as_of
        )
    except Refused as refused:
        messages.error(request, refusal_sentence(refused, request.format_locale))
    else:
        messages.success(request, words.copied(count))
    return redirect("tracker:snapshot", scope.household.slug, as_of)


@require_POST
@household_page(Permission.EDIT)
def estimates(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Save what was typed, then enter the estimates of blanks: all, or that of the item `use`."""
    asked = request.POST.get("use")
    only = None if asked is None else read_ids(asked)
    if asked is not None and not only:
        raise Http404
    posted = save_posted(request, scope, as_of)
    if posted.status != 200:
        return _again(request, scope, as_of, posted)
    tell_rounded(request, posted)
    who: dict[str, Any] = {"actor": scope.user_id, "today": scope.today}
    try:
        count = enter_estimates(scope.household, **who, as_of=as_of, only=only)
    except Refused as refused:
        messages.error(request, refusal_sentence(refused, request.format_locale))
    else:
        messages.success(request, words.estimates_used(count))
    return redirect("tracker:snapshot", scope.household.slug, as_of)


@require_POST
@household_page(Permission.EDIT)
def note(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Save the record's note; the answer is the note's part of the page."""
    posted = save_posted(request, scope, as_of)
    loaded = load(request, scope, as_of, also=[])
    page = build_note(loaded.record, as_of, posted.note)
    return render_page(request, "snapshot/note.html", page, status=posted.status)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def close(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Save what was typed and close the month; what is blank or looks unusual is shown before."""
    if request.method == "POST":
        posted = save_posted(request, scope, as_of)
        if posted.status != 200:
            return _again(request, scope, as_of, posted)
    elif as_of > scope.today:
        raise Http404
    loaded = load(request, scope, as_of, also=[])
    closed = loaded.record.closed_at is not None
    asked = not (loaded.grid.is_settled or closed or "confirm" in request.POST)
    if request.method != "POST" or asked:
        page = build_closing(loaded.grid, loaded.reader)
        return render_page(request, "snapshot/close.html", page)
    try:
        close_snapshot(scope.household, actor=scope.user_id, today=scope.today, as_of=as_of)
    except Refused as refused:
        messages.error(request, refusal_sentence(refused, request.format_locale))
    return redirect("tracker:snapshot", scope.household.slug, as_of)


@require_POST
@household_page(Permission.EDIT)
def reopen(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Reopen the month, then save what was typed before it turned out to be closed."""
    try:
        reopen_snapshot(scope.household, actor=scope.user_id, as_of=as_of)
    except Refused as refused:
        messages.error(request, refusal_sentence(refused, request.format_locale))
    posted = save_posted(request, scope, as_of)
    if posted.status != 200:
        return _again(request, scope, as_of, posted)
    return redirect("tracker:snapshot", scope.household.slug, as_of)


def _again(
    request: HouseholdRequest, scope: HouseholdScope, as_of: date, posted: Posted
) -> HttpResponse:
    page = snapshot_page(request, scope, as_of, posted)
    return render_page(request, PAGE, page, status=posted.status)
