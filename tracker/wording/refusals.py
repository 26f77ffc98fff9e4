"""Why a command did nothing, in one whole sentence for every code that any of them raises."""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.formatting import edit_amount, format_date


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
    "details_need_amount": _(
        "What stands beside a value needs the value: enter it too, or clear the rest."
    ),
    "low_above_likely": _(
        "“At the least” is above the likely value: lower it, or raise the likely value."
    ),
    "low_needs_estimate": _(
        "“At the least” stands beside an own estimate: choose that source, or clear it."
    ),
    "contribution_needs_money": _(
        "Only an investment kept in money says what was paid in: clear it here."
    ),
    "unknown_source": _("Choose from the list where the value comes from."),
    "price_meanwhile": _(
        "Somebody has changed its price to {price} since you opened the page: enter yours again "
        "to keep it."
    ),
    "price_meanwhile_gone": _(
        "Somebody has removed its price since you opened the page: enter yours again to keep it."
    ),
    "no_units": _("Only an item counted in units has a price of one."),
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
    "unknown_language": _("Choose one of the languages."),
    "unknown_cadence": _("Choose how often you review from the list."),
    "busy": _("The household could not be started just now. Send the form again."),
    "name_differs": _(
        "This is not the household's name. Nothing was deleted. It is called “{name}”."
    ),
    "being_written": _(
        "Somebody is entering or importing figures just now, so nothing was deleted. Send the "
        "form again in a moment."
    ),
}

PLAN_REFUSALS: dict[str, Promise] = {
    "no_figures": _("Enter at least one of the amounts."),
    "bad_decimals": _("The currency has at most {allowed} decimals."),
    "gross_below_net": _(
        "Income before taxes is below income after taxes. Are the two the wrong way round?"
    ),
    "budget_taken": _(
        "There are figures from {date} on already: change those, or choose another day."
    ),
    "no_budget": _("The figures from {date} on are gone: somebody else has removed or moved them."),
    "unknown_ratio": _("There is no guide for this ratio."),
    "guide_order": _("The first figure of a guide cannot be above the second."),
    "guide_range": _("A guide's figures cannot be below zero or out of all proportion."),
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
        "It cannot move between what you own and what you owe while it has debt terms, a security "
        "or a way in which its value goes on: remove those first."
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
    "model_needs_money": _(
        "Only what is kept in money goes on by itself: what is counted in units has its prices, "
        "and a part of a business its books."
    ),
    "model_kind": _("Choose how it goes on from the list."),
    "model_rate": _("Enter how much of it goes in a year, above 0 and up to 100 percent."),
    "model_end": _("Choose a last day after the one from which it begins."),
    "original_positive": _("Enter a sum above zero, or leave it empty."),
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
    "source_long": _("The source is longer than {allowed} characters."),
    "source_characters": _("A source cannot have line breaks or control characters."),
    "code_taken": _("There is another unit with the code “{found}”: choose another code."),
    "unit_changed": _(
        "Somebody else has changed this unit since you opened the form. What you typed is still "
        "here: look at the unit in another tab, then save again to keep yours."
    ),
}

BUSINESS_REFUSALS: dict[str, Promise] = {
    "no_business": _("This business or fund is not among your household's."),
    "business_taken": _("There is a balance sheet called “{name}” already: choose another name."),
    "unknown_kind": _("Choose one of the kinds from the list."),
    "other_kind": _(
        "What can belong to somebody in parts cannot become what belongs to nobody, or the other "
        "way round: add a new one instead."
    ),
    "held_above_outstanding": _("You cannot hold more shares than there are."),
    "no_amount": _("Enter an amount that is not zero."),
    "payment_taken": _(
        "There is a payment of this kind on {date} already: remove it first, or enter both as one."
    ),
    "no_dealing": _(
        "A business of yours can stand on the other side only of what you owe and of money that "
        "others owe you."
    ),
    "part_of_business": _(
        "It stands for your part of a business: it stays something you own, kept in money."
    ),
}

NOTE_REFUSALS: dict[str, Promise] = {
    "dated_note_blank": _("Write what happened."),
    "unknown_reason": _("Choose one of the reasons."),
    "no_note": _("This note is not among your household's."),
}

IMPORT_REFUSALS: dict[str, Promise] = {
    "upload_large": _("The file is larger than {megabytes} MB: split it. Nothing was changed."),
    "upload_empty": _("There is nothing in it."),
    "upload_gone": _("This file is no longer here: choose it again."),
    "upload_busy": _("This file is being worked on: wait until that is done."),
    "upload_changed": _(
        "The file or its answers were changed since this page was shown. Look at what would be "
        "imported now, then confirm again."
    ),
    "undo_value_changed": _(
        "“{item}” of {date} was changed after the import. Nothing was taken back: put that value "
        "right by hand instead."
    ),
    "undo_value_gone": _(
        "A value that the import changed was removed afterwards. Nothing was taken back."
    ),
    "undo_month_closed": _(
        "{date} is closed and holds values of this import: reopen it first. Nothing was taken back."
    ),
    "undo_item_changed": _(
        "“{item}” was made by this import and has been edited since. Nothing was taken back."
    ),
    "undo_item_values": _(
        "“{item}” was made by this import and has a value of {date} from elsewhere. Nothing was "
        "taken back."
    ),
    "undo_item_linked": _(
        "“{item}” was made by this import and has got owners, terms or a security since. Nothing "
        "was taken back."
    ),
    "undo_unit_used": _(
        "The unit {unit} was made by this import and has been used or edited since. Nothing was "
        "taken back."
    ),
    "undo_price_changed": _(
        "A price or rate of {date} was changed after the import. Nothing was taken back."
    ),
}

REFUSALS: dict[str, Promise] = (
    VALUE_REFUSALS
    | RECORD_REFUSALS
    | NOTE_REFUSALS
    | HOUSEHOLD_REFUSALS
    | IMPORT_REFUSALS
    | PLAN_REFUSALS
    | BUSINESS_REFUSALS
    | ITEM_REFUSALS
)


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
    if isinstance(value, Decimal):
        return edit_amount(value, locale)
    if isinstance(value, tuple | list):
        return gettext(", ").join(_show(one, locale) for one in value)
    return str(value)
