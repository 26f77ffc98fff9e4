"""A household's data as a whole: taken along as an archive, or deleted for good."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.erase import erase_household
from tracker.forms.settings import DeletionForm
from tracker.queries.export import count_contents, household_archive
from tracker.viewmodels.settings_delete import build_delete
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, reader_of
from tracker.wording.settings import archive_readme, household_deleted


@require_safe
@household_page()
def export(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Everything, as a zip of CSV files."""
    household, today = scope.household, scope.today
    readme = archive_readme(household, today)
    # Made at once: outside the transaction of the door a stream would read nothing.
    data = household_archive(household, today=today, readme=readme)
    name = f"waterline-{household.slug}-{today:%Y-%m-%d}.zip"
    return HttpResponse(
        data,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.MANAGE)
def delete(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Say what would go, and erase it once the name is typed; a sample needs no name."""
    household = scope.household
    form = DeletionForm(
        request.POST if request.method == "POST" else None, reader=reader_of(request, scope)
    )

    def erase(form: DeletionForm) -> str:
        erase_household(household, actor=scope.user_id, name=form.cleaned_data["name"])
        return household_deleted(household.name, is_sample=household.is_sample)

    if form.is_bound and act(request, form, erase):
        return redirect(f"{reverse('tracker:home')}?list")
    page = build_delete(household, count_contents(household), form, request.format_locale)
    return render_page(
        request, "settings/delete.html", page, status=UNPROCESSABLE if form.errors else 200
    )
