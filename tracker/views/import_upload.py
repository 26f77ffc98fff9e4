"""One uploaded file: what is said of it, a corrected one in its place, and the import itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker import tasks
from tracker.commands import import_uploads as uploads
from tracker.commands.errors import Refused
from tracker.forms.imports import AnswersForm, UploadForm
from tracker.queries.positions import list_positions
from tracker.services.import_records import Upload
from tracker.viewmodels.import_review import Typed
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.imports import (
    CONFLICT,
    TOO_LARGE,
    show_review,
    show_upload,
    to_upload,
    upload_or_404,
)
from tracker.wording import imports as words
from tracker.wording.refusals import refusal_sentence


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def upload(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """The file as it stands; answers that are sent are kept, and the file is looked at again."""
    found = upload_or_404(scope, import_id)
    if request.method != "POST" or found.row.status != "draft":
        return show_upload(request, scope, found)
    return _answer(request, scope, found, _read_answers(request, scope, found))


def _read_answers(request: HouseholdRequest, scope: HouseholdScope, found: Upload) -> AnswersForm:
    items = {str(row.id) for row in list_positions(scope.household)}
    return AnswersForm(request.POST, found.findings or {}, items)


def _answer(
    request: HouseholdRequest, scope: HouseholdScope, found: Upload, form: AnswersForm
) -> HttpResponse:
    """Keep the answers and look again, or show what is wrong with them."""
    typed = Typed(form.settings, form.choices, form.errors)
    if request.POST.get("seen", "") != (found.findings or {}).get("digest", ""):
        refused = Refused("upload_changed")
        return show_review(request, scope, found, refused=refused, status=CONFLICT)
    if not form.is_valid:
        return show_review(request, scope, found, typed=typed, status=UNPROCESSABLE)
    key, answers = found.row.id, form.answers(found.answers)
    uploads.set_answers(scope.household, import_id=key, answers=answers)
    tasks.look_over(scope, key)
    return to_upload(scope, key)


@require_POST
@household_page(Permission.EDIT)
def file(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """A corrected file in the place of this one; what was said of it holds."""
    found = upload_or_404(scope, import_id)
    if found.row.status != "draft":
        return to_upload(scope, import_id)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_review(request, scope, found, form=form, status=UNPROCESSABLE)
    try:
        uploads.replace_upload(
            scope.household, import_id=import_id, data=form.data_bytes, name=form.name
        )
    except Refused as refused:
        form.refuse(refusal_sentence(refused, request.format_locale))
        status = TOO_LARGE if refused.code == "upload_large" else UNPROCESSABLE
        return show_review(request, scope, found, form=form, status=status)
    tasks.look_over(scope, import_id)
    return to_upload(scope, import_id)


@require_POST
@household_page(Permission.EDIT)
def confirm(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """Import the file as it was shown; a second time nothing more happens.

    Answers that were changed on the page meanwhile are looked at first.
    """
    found = upload_or_404(scope, import_id)
    if found.row.status == "draft" and found.findings:
        form = _read_answers(request, scope, found)
        if not form.is_valid or form.differs(found.answers):
            messages.info(request, words.answers_changed())
            return _answer(request, scope, found, form)
    try:
        tasks.write_down(scope, import_id, request.POST.get("seen", ""))
    except Refused as refused:
        return show_review(request, scope, found, refused=refused, status=CONFLICT)
    return to_upload(scope, import_id)


@require_POST
@household_page(Permission.EDIT)
def again(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """Look at a file once more whose work has ended in the middle, or has not begun."""
    found = upload_or_404(scope, import_id)
    if found.row.status == "queued" or not found.alive:
        uploads.give_back(scope.household, import_id=import_id, failure="")
        tasks.look_over(scope, import_id)
    return to_upload(scope, import_id)


@require_POST
@household_page(Permission.EDIT)
def discard(request: HouseholdRequest, scope: HouseholdScope, import_id: UUID) -> HttpResponse:
    """Give the file up."""
    found = upload_or_404(scope, import_id)
    if found.row.status == "running" and not found.alive:
        uploads.give_back(scope.household, import_id=import_id, failure="stopped")
    try:
        uploads.discard_upload(scope.household, import_id=import_id)
    except Refused:
        return to_upload(scope, import_id)
    if found.row.status in {"done", "undone"}:
        return to_upload(scope, import_id)
    messages.success(request, words.given_up())
    return HttpResponseRedirect(reverse("tracker:imports", args=[scope.household.slug]))
