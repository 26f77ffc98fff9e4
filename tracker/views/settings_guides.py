"""The guides that a household's ratios are held against: its own, or back to the usual."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.errors import Refused
from tracker.commands.guides import reset_guide, set_guides
from tracker.forms.guides import GuidesForm
from tracker.queries.guides import household_guides
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.forms import act, reader_of
from tracker.views.rendering.settings import Filled, back, show_settings
from tracker.wording import done
from tracker.wording.settings import guide_reset


@require_POST
@household_page(Permission.EDIT)
def guides(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Save all guides; `reset` names the one that goes back to the usual instead."""
    household = scope.household
    if "reset" in request.POST:
        return _reset(request, scope)
    form = GuidesForm(
        request.POST, reader=reader_of(request, scope), guides=household_guides(household)
    )

    def save(form: GuidesForm) -> str:
        set_guides(household, actor=scope.user_id, guides=form.guides())
        return done.saved()

    if act(request, form, save):
        return back(scope, "guides")
    return show_settings(request, scope, filled=Filled(guides=form), status=UNPROCESSABLE)


def _reset(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    try:
        reset_guide(scope.household, actor=scope.user_id, ratio=request.POST["reset"])
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, guide_reset())
    return back(scope, "guides")
