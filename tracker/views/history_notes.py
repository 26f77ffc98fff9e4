"""Dated notes: the list, and a form for adding, changing and removing one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.errors import Conflict, Refused
from tracker.commands.notes import add_note, change_note, remove_note
from tracker.formatting import InputError, parse_date
from tracker.forms.notes import NoteForm
from tracker.queries.notes import find_note, list_notes
from tracker.services.notes import NoteRow
from tracker.viewmodels.history_notes import NotePage, NoteRemovalPage, build_list, build_note
from tracker.views.rendering import render_page
from tracker.views.rendering.forms import act, reader_of
from tracker.wording import done
from tracker.wording import history as words

# The pages that a note is added from, and that its form leads back to.
BACK = {"dashboard": "tracker:dashboard", "history": "tracker:history"}


@require_safe
@household_page()
def notes(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """All notes, newest first."""
    page = build_list(list_notes(scope.household), request.format_locale)
    return render_page(request, "history/notes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def add(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """A new note; `on` names its day, `back` the page that asked for it."""
    on = _read_day(request.GET.get("on", ""), scope.today)
    form = _bind(request, scope, {"on": on, "back": request.GET.get("back", "")})
    if form.is_bound and act(request, form, lambda form: _write(scope, form, None)):
        return HttpResponseRedirect(_back_url(scope, form))
    return _show(request, scope, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def edit(request: HouseholdRequest, scope: HouseholdScope, note_id: UUID) -> HttpResponse:
    """One note, to be changed."""
    row = _find(scope, note_id)
    initial = {"on": row.on, "text": row.text, "reason": row.reason, "seen": row.seen}
    form = _bind(request, scope, initial)
    try:
        if form.is_bound and act(request, form, lambda form: _write(scope, form, note_id)):
            return HttpResponseRedirect(_back_url(scope, form))
    except Conflict as conflict:
        form.take_over(row.seen)
        return _show(request, scope, form, note_id, words.note_conflict(conflict.current))
    return _show(request, scope, form, note_id)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def remove(request: HouseholdRequest, scope: HouseholdScope, note_id: UUID) -> HttpResponse:
    """Asks first; a POST removes the note."""
    row = _find(scope, note_id)
    if request.method != "POST":
        page = NoteRemovalPage(build_note(row, request.format_locale))
        return render_page(request, "history/note_remove.html", page)
    try:
        remove_note(scope.household, actor=scope.user_id, note_id=note_id)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, words.note_removed())
    return redirect("tracker:history_notes", scope.household.slug)


def _find(scope: HouseholdScope, note_id: UUID) -> NoteRow:
    row = find_note(scope.household, note_id)
    if row is None:
        raise Http404
    return row


def _read_day(text: str, today: date) -> date:
    """The day that was asked for, today where it is none or has not come."""
    try:
        return parse_date(text, latest=today)
    except InputError:
        return today


def _bind(request: HouseholdRequest, scope: HouseholdScope, initial: dict[str, object]) -> NoteForm:
    data = request.POST if request.method == "POST" else None
    return NoteForm(data, reader=reader_of(request, scope), initial=initial)


def _write(scope: HouseholdScope, form: NoteForm, note_id: UUID | None) -> str:
    """Add the note, or change that of the id; says what was done."""
    fields: dict[str, Any] = {name: form.cleaned_data[name] for name in ("on", "text", "reason")}
    fields |= {"actor": scope.user_id, "today": scope.today}
    if note_id is None:
        add_note(scope.household, **fields)
        return words.note_added()
    change_note(scope.household, **fields, note_id=note_id, seen=form.cleaned_data["seen"])
    return done.saved()


def _back_url(scope: HouseholdScope, form: NoteForm) -> str:
    """The page that asked for the note, else the list."""
    asked = form["back"].value()
    on = getattr(form, "cleaned_data", form.initial).get("on")
    if asked == "month" and isinstance(on, date):
        return reverse("tracker:snapshot", args=[scope.household.slug, on])
    return reverse(BACK.get(asked, "tracker:history_notes"), args=[scope.household.slug])


def _show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    form: NoteForm,
    note_id: UUID | None,
    conflict: str = "",
) -> HttpResponse:
    page = NotePage(form, note_id, conflict, _back_url(scope, form))
    status = 409 if conflict else 422 if form.is_bound else 200
    return render_page(request, "history/note.html", page, status=status)
