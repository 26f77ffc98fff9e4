"""What views with a form share: its reader, days and years that are named, and saving it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages

from accounts.access import HouseholdRequest, HouseholdScope
from tracker.commands.errors import Refused
from tracker.formatting import InputError, parse_date
from tracker.forms.reader import Reader, ReaderForm
from tracker.wording.refusals import refusal_sentence


def reader_of(request: HouseholdRequest, scope: HouseholdScope) -> Reader:
    """In whose locale forms are read, and what day it is."""
    return Reader(request.format_locale, scope.today)


def read_day(text: str) -> date | None:
    """The day an address or a button names, None for anything else."""
    try:
        return parse_date(text)
    except InputError:
        return None


def read_year(text: str) -> int | None:
    """The year an address or a form names, None for anything else."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def act(request: HouseholdRequest, form: ReaderForm, save: Callable[[Any], str]) -> bool:
    """Save a valid form and tell what was done; False where it is not valid or the command refuses,
    which it then says."""
    if not form.is_valid():
        return False
    try:
        done = save(form)
    except Refused as refused:
        form.refuse(refused.code, refusal_sentence(refused, request.format_locale))
        return False
    messages.success(request, done)
    return True
