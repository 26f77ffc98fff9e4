"""Sentences of what to know about a figure before trusting it: gaps, age, what is left out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.wording.dashboard import join_names


def stale_notice(names: Sequence[str], share: str | None) -> str:
    count = len(names)
    if share is None:
        return ngettext(
            "{count} value is older than it should be: {names}.",
            "{count} values are older than they should be: {names}.",
            count,
        ).format(count=count, names=join_names(names))
    return ngettext(
        "{count} value is older than it should be: {names}. Fresh values make up {share}.",
        "{count} values are older than they should be: {names}. Fresh values make up {share}.",
        count,
    ).format(count=count, names=join_names(names), share=share)


def estimated_notice(names: Sequence[str]) -> str:
    """What counts by what its model makes of an earlier value."""
    count = len(names)
    return ngettext(
        "{count} item rests on an estimate since its last value: {names}.",
        "{count} items rest on estimates since their last values: {names}.",
        count,
    ).format(count=count, names=join_names(names))


def unknown_notice(names: Sequence[str]) -> str:
    count = len(names)
    return ngettext(
        "{count} item has no value yet: {names}. It is left out, so the total is incomplete.",
        "{count} items have no value yet: {names}. They are left out, so the total is incomplete.",
        count,
    ).format(count=count, names=join_names(names))


def unpriced_notice(names: Sequence[str]) -> str:
    count = len(names)
    return ngettext(
        "No price or rate is known for {names}. It is left out, so the total is incomplete.",
        "No price or rate is known for {names}. They are left out, so the total is incomplete.",
        count,
    ).format(names=join_names(names))


def stale_rates_notice(codes: Sequence[str]) -> str:
    return ngettext(
        "The exchange rate of {codes} is more than a week old.",
        "The exchange rates of {codes} are more than a week old.",
        len(codes),
    ).format(codes=join_names(codes))


def stale_prices_notice(names: Sequence[str]) -> str:
    return _("The price behind {names} is more than five weeks old.").format(
        names=join_names(names)
    )


def derived_notice(share: str, basis: str) -> str:
    return {
        "book": _("{share} of what you own has no cost entered and stands here at today's value."),
        "liquidation": _(
            "{share} of what you own is estimated: today's value less a usual selling discount."
        ),
    }[basis].format(share=share)


def incomplete_months(count: int) -> str:
    return ngettext(
        "{count} month in this range is incomplete and drawn as a hollow dot.",
        "{count} months in this range are incomplete and drawn as hollow dots.",
        count,
    ).format(count=count)


def see_prices() -> str:
    """Where to enter prices and rates."""
    return _("See prices and rates")


def update_values() -> str:
    """Where to mend missing and old values."""
    return _("Enter values")
