"""A possible debt that is to be counted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.possible import count_as_debt
from tracker.views.rendering.position import back, run
from tracker.wording import done


@require_POST
@household_page(Permission.EDIT)
def count(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """From now on it is one of the household's debts."""
    run(lambda: count_as_debt(scope.household, actor=scope.user_id, position_id=position_id))
    messages.success(request, done.counted_as_debt())
    return back(scope, position_id)
