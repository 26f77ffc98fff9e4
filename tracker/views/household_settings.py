"""A household's settings: what it is called, counts in and lives on, and its guides."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands.households import change_household
from tracker.forms.settings import HouseholdSettingsForm
from tracker.views.rendering import UNPROCESSABLE
from tracker.views.rendering.forms import act, read_day, reader_of
from tracker.views.rendering.settings import Filled, back, show_settings
from tracker.wording import done
from tracker.wording.settings import currency_changed


@require_safe
@household_page()
def household_settings(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """All settings; `budget` names the row of spending and income to change."""
    changing = read_day(request.GET.get("budget", ""))
    return show_settings(request, scope, changing=changing)


@require_POST
@household_page(Permission.MANAGE)
def change(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Change the household itself."""
    household = scope.household
    form = HouseholdSettingsForm(
        request.POST, reader=reader_of(request, scope), household=household
    )

    def save(form: HouseholdSettingsForm) -> str:
        chosen = form.cleaned_data
        changed = change_household(
            household,
            actor=scope.user_id,
            name=chosen["name"],
            currency=chosen["currency"],
            zone=chosen["zone"],
            language=chosen["language"],
            cadence=chosen["cadence"],
        )
        is_same = changed.currency == household.currency
        return done.saved() if is_same else currency_changed(changed.currency)

    if act(request, form, save):
        return back(scope, "household")
    return show_settings(request, scope, filled=Filled(household=form), status=UNPROCESSABLE)
