"""Sentences of the balance sheet: what it shows, what it lacks, what stands below it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import currency_name, format_date
from tracker.services.categories import Side
from tracker.wording.categories import basis_name


def sheet_line(on: date, currency: str, basis: str, person: str, tag: str) -> str:
    """What stands over the figures, which are never without date, currency and basis."""
    params = {
        "date": format_date(on, tag),
        "currency": f"{currency_name(currency, tag)} ({currency})",
        "basis": basis_name(basis),
        "person": person,
    }
    if person:
        return _("{date} · {currency} · {basis} · the part of {person}").format(**params)
    return _("{date} · {currency} · {basis}").format(**params)


def column_name(side: Side) -> str:
    return _("Assets") if side is Side.ASSET else _("Debts")


def missing_sentence(items: Sequence[str]) -> str:
    """Which items the totals lack, and why each."""
    return ngettext(
        "The totals are incomplete. One item is not in them: {items}.",
        "The totals are incomplete. {count} items are not in them: {items}.",
        len(items),
    ).format(count=len(items), items="; ".join(items))


def missing_item(name: str, reason: str) -> str:
    return _("{name} ({reason})").format(name=name, reason=reason)


def dates_sentence(newest: date, oldest: date, oldest_name: str, tag: str) -> str:
    """From when the values are."""
    if newest == oldest:
        return _("All values are of {date}.").format(date=format_date(newest, tag))
    return _("The newest value is of {newest}, the oldest of {oldest} ({name}).").format(
        newest=format_date(newest, tag), oldest=format_date(oldest, tag), name=oldest_name
    )


def derived_sentence(basis: str, share: str) -> str:
    """How much of a basis rests on no figure of its own."""
    if basis == "book":
        return _(
            "For {share} of what you own no cost was entered: today's value stands in for it."
        ).format(share=share)
    return _(
        "For {share} of what you own no quick-sale figure was entered: it is today's value less "
        "the usual loss."
    ).format(share=share)


def other_basis_sentence(basis: str, amount: str) -> str:
    """Net worth on a basis that is not the one shown."""
    return {
        "market": _("At today's values net worth is {amount}."),
        "book": _("At cost net worth is {amount}."),
        "liquidation": _("If everything were sold fast, net worth would be {amount}."),
    }[basis].format(amount=amount)


def fresh_sentence(share: str) -> str:
    """How much of the gross value is fresh."""
    return _("{share} of the amounts rest on values that are not too old.").format(share=share)


def stale_rates_sentence(units: Sequence[str]) -> str:
    """Rates or prices that are older than one would like."""
    return _("Old rates or prices were used for: {units}.").format(units=", ".join(units))
