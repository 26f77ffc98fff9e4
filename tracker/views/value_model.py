"""How an item's value goes on by itself: what was said of it, and trying it out first."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands import value_models
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.position import back, bind_forms, change, facts_of, run, show
from tracker.wording import value_models as words


@require_POST
@household_page(Permission.EDIT)
def model(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    """Save the model; `remove` takes it away, `preview` shows what would come of it."""
    if "preview" in request.POST:
        return _preview(request, scope, position_id)
    where: dict[str, Any] = {"actor": scope.user_id, "position_id": position_id}
    if "remove" in request.POST:
        run(lambda: value_models.remove_model(scope.household, **where))
        return back(scope, position_id, "model")

    def save(form: Any) -> str:
        value_models.set_model(scope.household, **where, model=form.model())
        return words.saved()

    return change(request, scope, position_id, "model", save)


def _preview(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> HttpResponse:
    facts = facts_of(request, scope, position_id)
    forms = bind_forms(request, scope, facts, "model")
    if forms.model is None:
        raise Http404
    tried = forms.model.model() if forms.model.is_valid() else None
    status = 200 if tried else UNPROCESSABLE
    return show(request, scope, facts, forms, tried=tried, part="model", status=status)
