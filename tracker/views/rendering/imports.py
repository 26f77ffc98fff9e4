"""What the views of imports share: finding one, and showing it as it stands."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import HouseholdRequest, HouseholdScope
from accounts.queries import list_user_names
from tracker.commands.errors import Refused
from tracker.forms.imports import UploadForm
from tracker.queries.imports import find_upload
from tracker.queries.positions import list_commodities, list_positions
from tracker.services.import_records import Upload
from tracker.viewmodels.import_review import ReviewReader, Typed, build_review
from tracker.viewmodels.import_state import build_done, build_progress
from tracker.views.rendering import render_page
from tracker.wording.refusals import refusal_sentence

CONFLICT, TOO_LARGE = 409, 413


def upload_or_404(scope: HouseholdScope, import_id: UUID) -> Upload:
    """The upload of this id; Http404 where the household has none."""
    upload = find_upload(scope.household, import_id)
    if upload is None:
        raise Http404
    return upload


def to_upload(scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """To the upload's page."""
    url = reverse("tracker:import_upload", args=[scope.household.slug, import_id])
    return HttpResponseRedirect(url)


def show_upload(request: HouseholdRequest, scope: HouseholdScope, upload: Upload) -> HttpResponse:
    """The upload as it stands: to be looked at, in progress, or done."""
    status = upload.row.status
    if status in {"queued", "running"}:
        page = build_progress(upload, timezone.now(), request.format_locale)
        part = "imports/progress.html#progress" if request.htmx else "imports/progress.html"
        return render_page(request, part, page)
    if request.htmx:
        # The poll of the progress page ends: the browser loads what there is to see now.
        url = reverse("tracker:import_upload", args=[scope.household.slug, upload.row.id])
        return HttpResponse(headers={"HX-Redirect": url})
    if status == "draft":
        return show_review(request, scope, upload)
    names = list_user_names([key for key in (upload.row.made_by, upload.row.undone_by) if key])
    done = build_done(upload, names, scope.household.zone, request.format_locale)
    return render_page(request, "imports/done.html", done)


def show_review(
    request: HouseholdRequest,
    scope: HouseholdScope,
    upload: Upload,
    *,
    form: UploadForm | None = None,
    typed: Typed | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """What is asked of a file, where its columns go, and what would come of it."""
    items = list_positions(scope.household)
    reader = ReviewReader(
        currency=scope.household.currency,
        items=[(str(row.id), row.name, row.side) for row in items],
        units=[unit.code for unit in list_commodities(scope.household)],
        tag=request.format_locale,
    )
    refusal = refusal_sentence(refused, request.format_locale) if refused else ""
    page = build_review(upload, form or UploadForm(), reader, typed=typed, refusal=refusal)
    return render_page(request, "imports/review.html", page, status=status)
