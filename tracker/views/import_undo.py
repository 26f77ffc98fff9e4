"""Taking an import back: what that would do, and doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.errors import Refused
from tracker.commands.import_totals import totals_on
from tracker.commands.import_undo import undo_import
from tracker.services.import_records import Totals, Upload
from tracker.viewmodels.import_state import build_undo
from tracker.views.rendering import render_page
from tracker.views.rendering.imports import CONFLICT, to_upload, upload_or_404
from tracker.wording import imports as words
from tracker.wording.refusals import refusal_sentence


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def undo(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """What taking back would do; sent, it is done. A second time nothing more happens."""
    found = upload_or_404(scope, import_id)
    if found.row.status != "done":
        return to_upload(scope, import_id)
    if request.method != "POST":
        return _preview(request, scope, found)
    try:
        undo_import(scope.household, actor=scope.user_id, import_id=import_id)
    except Refused as refused:
        return _refuse(request, scope, found, refused, CONFLICT)
    messages.success(request, words.taken_back())
    return HttpResponseRedirect(reverse("tracker:imports", args=[scope.household.slug]))


def _preview(request: HouseholdRequest, scope: HouseholdScope, found: Upload) -> HttpResponse:
    """What would be, found out by doing it and taking that back."""
    household, tag = scope.household, request.format_locale
    before, after = totals_on(household, scope.today), list[Totals]()
    try:
        report = undo_import(
            household,
            actor=scope.user_id,
            import_id=found.row.id,
            dry_run=True,
            look=lambda: after.append(totals_on(household, scope.today)),
        )
    except Refused as refused:
        return _refuse(request, scope, found, refused, 200)
    page = build_undo(
        found,
        counts=words.undone_sentence(report.removed, report.restored, tag) if report else "",
        items=report.items if report else (),
        totals=(before, after[0]) if after else None,
        currency=household.currency,
        tag=tag,
    )
    return render_page(request, "imports/undo.html", page)


def _refuse(
    request: HouseholdRequest,
    scope: HouseholdScope,
    found: Upload,
    refused: Refused,
    status: int,
) -> HttpResponse:
    page = build_undo(
        found,
        counts="",
        items=(),
        totals=None,
        currency=scope.household.currency,
        tag=request.format_locale,
        refusal=refusal_sentence(refused, request.format_locale),
    )
    return render_page(request, "imports/undo.html", page, status=status)
