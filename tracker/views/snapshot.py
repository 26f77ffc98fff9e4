"""The monthly snapshot: the entry grid of one date, which also saves as one plain form."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.queries.entry import current_date
from tracker.views.rendering import render_page
from tracker.views.rendering.snapshot import Posted, save_posted, snapshot_page, tell_rounded
from tracker.wording import done

TEMPLATE = "snapshot/page.html"


@require_safe
@household_page(Permission.VIEW)
def current(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """The running month's grid; nothing is made before something is saved."""
    as_of = current_date(scope.household, scope.today)
    return render_page(request, TEMPLATE, snapshot_page(request, scope, as_of, Posted()))


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.VIEW)
def snapshot(request: HouseholdRequest, scope: HouseholdScope, as_of: date) -> HttpResponse:
    """The grid of any past date; a post saves every cell that was touched."""
    posted = Posted()
    if request.method == "POST":
        if not scope.may_edit:
            raise PermissionDenied
        posted = save_posted(request, scope, as_of)
        if posted.status == 200:
            messages.success(request, done.saved())
            tell_rounded(request, posted)
            return HttpResponseRedirect(request.get_full_path())
    elif as_of > scope.today:
        asked = urlencode({"date": as_of.isoformat()})
        return redirect(f"{reverse('tracker:snapshots', args=[scope.household.slug])}?{asked}")
    page = snapshot_page(request, scope, as_of, posted)
    return render_page(request, TEMPLATE, page, status=posted.status)
