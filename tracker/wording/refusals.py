"""Why a command did nothing, in one whole sentence for every code that any of them raises."""

from datetime import date
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tracker.formatting import format_date
from tracker.wording.item_refusals import ITEM_REFUSALS


class Refusal(Protocol):
    """What a command raises: a code and what its sentence needs."""

    code: str
    params: dict[str, Any]


VALUE_REFUSALS: dict[str, Promise] = {
    "no_position": _("This item is not among your household's."),
    "date_range": _("Choose a date from {first} to {last}."),
    "date_future": _("{date} has not come yet: choose a day up to today."),
    "before_opened": _("It began on {opened}: it has no value on {date}."),
    "after_closed": _("It was closed on {closed}: it has no value on {date}."),
    "month_closed": _("{date} is closed: reopen it to change its values. Nothing was changed."),
    "note_needs_amount": _("A note needs a value: enter the value too, or clear the note."),
    "note_long": _("The note is longer than {allowed} characters."),
    "note_characters": _("A note cannot have control characters."),
}

RECORD_REFUSALS: dict[str, Promise] = {
    "nothing_to_close": _("There is nothing to close: no item is open on {date}."),
    "nothing_to_reopen": _("{date} is not closed."),
}

HOUSEHOLD_REFUSALS: dict[str, Promise] = {
    "blank_name": _("Enter a name."),
    "unknown_zone": _("“{zone}” is not a time zone."),
}

REFUSALS: dict[str, Promise] = VALUE_REFUSALS | RECORD_REFUSALS | HOUSEHOLD_REFUSALS | ITEM_REFUSALS


def refusal_sentence(refused: Refusal, locale: str) -> str:
    """Why nothing was done, with dates as this reader writes them."""
    params = {name: _show(value, locale) for name, value in refused.params.items()}
    return str(REFUSALS[_variant(refused)]).format(**params)


def _variant(refused: Refusal) -> str:
    """The code, or its form for a list that was cut short."""
    more = f"{refused.code}_more"
    return more if refused.params.get("more") and more in REFUSALS else refused.code


def _show(value: Any, locale: str) -> str:
    if isinstance(value, date):
        return format_date(value, locale)
    if isinstance(value, tuple | list):
        return _now(", ").join(_show(one, locale) for one in value)
    return str(value)
