"""Pasting a block into the entry grid: a preview, filling it in, and taking that back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.forms.paste import read_ids, read_paste
from tracker.queries.entry import list_items
from tracker.services.entry import EntryGrid, EntryLine
from tracker.viewmodels.snapshot import filter_query, rows_shown
from tracker.viewmodels.snapshot_paste import build_paste, build_undo
from tracker.views.rendering import render_page
from tracker.views.rendering.snapshot import load, save_posted, shown_of, snapshot_page
from tracker.wording import snapshot_paste as words

PAGE = "snapshot/page.html"


@require_POST
@household_page(Permission.EDIT)
def paste(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """What a pasted block would change, cell by cell; nothing is saved."""
    grid = load(request, scope, as_of, also=[]).grid
    rows = _rows(request, scope, grid)
    pasted = read_paste(request.POST.dict(), grid, rows, request.format_locale)
    page = build_paste(grid, request.format_locale, pasted, query=filter_query(shown_of(request)))
    template = "snapshot/paste.html#preview" if request.htmx else "snapshot/paste.html"
    return render_page(request, template, page, status=200 if page.cells else 422)


@require_POST
@household_page(Permission.EDIT)
def fill(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Save the cells of a preview; the answer is the grid with a way back."""
    before = {item.id: item.cell for item in list_items(scope.household, as_of)}
    posted = save_posted(request, scope, as_of)
    grid = load(request, scope, as_of, also=[]).grid
    noted = {id_ for id_ in posted.saved if f"note-{id_}" in request.POST}
    changed = [(id_, before[id_]) for id_ in posted.saved]
    undo = build_undo(grid, request.format_locale, changed, noted)
    if undo is None:
        messages.info(request, words.nothing_filled())
    page = snapshot_page(request, scope, as_of, posted, undo)
    return render_page(request, PAGE, page, status=posted.status)


@require_POST
@household_page(Permission.EDIT)
def undo(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """Put back what stood there before, but for cells that were changed since."""
    posted = save_posted(request, scope, as_of)
    if posted.saved:
        messages.success(request, words.undone(len(posted.saved)))
    if posted.status == 200:
        address = reverse("tracker:snapshot", args=[scope.household.slug, as_of])
        return redirect(address + filter_query(shown_of(request)))
    page = snapshot_page(request, scope, as_of, posted)
    return render_page(request, PAGE, page, status=posted.status)


def _rows(
    request: HouseholdRequest, scope: HouseholdScope, grid: EntryGrid
) -> tuple[EntryLine, ...]:
    """The rows that the page showed, in its order; Http404 for an id that is not the household's.

    Rows that have gone since are left out.
    """
    if not request.POST.get("rows"):
        return rows_shown(grid, shown_of(request))
    asked = read_ids(request.POST["rows"])
    known = {item.id for item in list_items(scope.household, grid.on)}
    if asked is None or not set(asked) <= known:
        raise Http404
    found: dict[UUID, EntryLine] = {line.item.id: line for line in grid.lines}
    return tuple(found[id_] for id_ in asked if id_ in found)
