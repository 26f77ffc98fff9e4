"""Bringing figures in: a file or a pasted table, and everything that was brought in before."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.queries import list_user_names
from accounts.roles import Permission
from tracker import tasks
from tracker.commands.errors import Refused
from tracker.commands.import_uploads import keep_upload
from tracker.forms.imports import UploadForm
from tracker.queries.imports import list_imports
from tracker.viewmodels.imports import build_imports
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.imports import TOO_LARGE
from tracker.wording.refusals import refusal_sentence


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def imports(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """The list of imports; a file that is sent is kept and looked at."""
    if request.method != "POST":
        return _show(request, scope, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, scope, form, UNPROCESSABLE)
    try:
        import_id = keep_upload(
            scope.household, actor=scope.user_id, data=form.data_bytes, name=form.name
        )
    except Refused as refused:
        form.refuse(refusal_sentence(refused, request.format_locale))
        status = TOO_LARGE if refused.code == "upload_large" else UNPROCESSABLE
        return _show(request, scope, form, status)
    tasks.look_over(scope, import_id)
    url = reverse("tracker:import_upload", args=[scope.household.slug, import_id])
    return HttpResponseRedirect(url)


def _show(
    request: HouseholdRequest, scope: HouseholdScope, form: UploadForm, status: int = 200
) -> HttpResponse:
    rows = list_imports(scope.household)
    names = list_user_names([row.made_by for row in rows if row.made_by])
    page = build_imports(form, rows, names, scope.household.zone, request.format_locale)
    return render_page(request, "imports/page.html", page, status=status)
