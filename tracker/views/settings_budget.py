"""What a household lives on and by, from a date on: one row added, changed or removed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.budgets import remove_budget, set_budget
from tracker.commands.errors import Refused
from tracker.forms.budget import BudgetForm
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.forms import act, read_day
from tracker.views.rendering.settings import Filled, back, budget_form, show_settings
from tracker.wording import done
from tracker.wording.settings import budget_removed


@require_POST
@household_page(Permission.EDIT)
def budget(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Save one row; `remove` names the date of the row that is taken away."""
    if "remove" in request.POST:
        return _remove(request, scope)
    form = budget_form(request, scope, data=request.POST)

    def save(form: BudgetForm) -> str:
        set_budget(scope.household, actor=scope.user_id, budget=form.budget(), was=form.changed_row)
        return done.saved()

    if act(request, form, save):
        return back(scope, "budgets")
    changing = read_day(request.POST.get("was", ""))
    return show_settings(
        request, scope, filled=Filled(budget=form), changing=changing, status=UNPROCESSABLE
    )


def _remove(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    since = read_day(request.POST["remove"])
    if since is None:
        raise Http404
    try:
        remove_budget(scope.household, actor=scope.user_id, since=since)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, budget_removed())
    return back(scope, "budgets")
