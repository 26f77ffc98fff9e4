"""Why a command did nothing, in one whole sentence for every code that any of them raises."""

from datetime import date
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tracker.formatting import format_date


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

ITEM_REFUSALS: dict[str, Promise] = {
    "name_blank": _("Enter a name."),
    "name_long": _("The name is longer than {allowed} characters."),
    "name_characters": _("A name cannot have line breaks or control characters."),
    "name_taken": _("There is an item called “{name}” already: choose another name."),
    "unknown_category": _("Choose one of the categories."),
    "unknown_currency": _("“{currency}” is not a currency that is in use."),
    "unknown_liquidity": _("Choose how soon it can be spent from the list."),
    "contingent_asset": _("Only something you owe can depend on someone else."),
    "bad_percent": _("Enter a percentage from 0 to 100."),
    "bad_interval": _("Enter a number of months from 1 to 120."),
    "changed_meanwhile": _(
        "Somebody else has changed this item since you opened the form. What you typed is still "
        "here: look at the item in another tab, then save again to keep yours."
    ),
    "counted_in_closed": _(
        "What it is counted in cannot change any more: the month of {date} is closed and holds one "
        "of its values. Reopen it first, or add a new item."
    ),
    "side_in_closed": _(
        "It cannot move between what you own and what you owe any more: the month of {date} is "
        "closed and holds one of its values."
    ),
    "side_has_links": _(
        "It cannot move between what you own and what you owe while it has debt terms or a "
        "security: remove those first."
    ),
    "opened_after_values": _(
        "It cannot begin on {date}: there is a value of {first} already. Choose an earlier day or "
        "remove the values before it."
    ),
    "closed_before_opened": _("It began on {opened}, so it cannot be closed on {date}."),
    "values_after_close": _(
        "It cannot be closed on {date}: there are values on or after that day ({dates}). Remove "
        "them first or choose a later day."
    ),
    "values_after_close_more": _(
        "It cannot be closed on {date}: there are values on or after that day ({dates} and more). "
        "Remove them first or choose a later day."
    ),
    "no_member": _("One of the people is not a member of this household."),
    "bad_parts": _("Parts are whole numbers from 0 to {most}."),
    "no_parts": _("Give at least one person a part."),
    "no_counterpart": _("One of the items is not among those to choose from."),
    "only_debts_secured": _("Only a debt can be secured on something."),
    "not_a_debt": _("Only a debt has terms."),
    "no_terms": _("Enter a rate, a payment or a limit."),
    "bad_rate": _("Enter an interest rate from 0 to {most} percent a year."),
    "bad_method": _("Choose from the list how interest is counted."),
    "negative": _("Enter amounts that are not below zero."),
    "commodity_code": _(
        "“{found}” is not a code: use up to 32 letters, digits, dots, dashes and underscores."
    ),
    "commodity_is_currency": _(
        "{currency} is a currency: leave the code empty and choose the currency instead."
    ),
    "commodity_kind": _("Choose one of the kinds of unit."),
    "no_commodity": _("This unit is not one of your household's."),
    "same_currency": _("A rate of {currency} to itself is always one."),
    "price_positive": _("A price is above zero."),
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
