"""What the views of prices and rates share: the reader, and one entry."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404

from accounts.access import HouseholdRequest, HouseholdScope
from tracker.commands.errors import Refused
from tracker.forms.prices import EntryForm
from tracker.viewmodels.prices_text import PricesReader
from tracker.views.rendering.forms import act, read_day


def prices_reader(request: HouseholdRequest, scope: HouseholdScope) -> PricesReader:
    """For whom a page of prices is written."""
    return PricesReader(scope.household.currency, scope.today, request.format_locale)


def write_entry(
    request: HouseholdRequest,
    form: EntryForm,
    *,
    save: Callable[[Any], str],
    remove: Callable[[date], str],
) -> bool:
    """Save a valid form, or take its day's entry away; False where the form now says what is wrong.

    Raises Conflict where somebody else was first, Http404 where there is no such day or row.
    """
    if not form.removes:
        return act(request, form, save)
    day = read_day(str(form.data.get("as_of", "")))
    if day is None:
        raise Http404
    try:
        messages.success(request, remove(day))
    except Refused as refused:
        raise Http404 from refused
    return True
