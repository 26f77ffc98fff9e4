"""Words about what the household owns and owes: owners, dates, prices, facts, what is missing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tracker.formatting import format_date, format_number, format_percent, format_price
from tracker.services.calendar import add_months
from tracker.services.categories import Side
from tracker.services.ownership import Owner, Parts
from tracker.services.position_values import PositionValue, Status

FACT_NAMES: dict[str, Promise] = {
    "units": gettext_lazy("Counted in"),
    "currency": gettext_lazy("Currency"),
    "opened": gettext_lazy("Since"),
    "liquidity": gettext_lazy("Can be spent"),
    "interval": gettext_lazy("New value expected"),
    "discount": gettext_lazy("Lost in a quick sale"),
    "contingent": gettext_lazy("Owed"),
    "probability": gettext_lazy("Likely to be called"),
    "allowance": gettext_lazy("Not expected to come in"),
    "due": gettext_lazy("Falls due"),
    "calls": gettext_lazy("May be called or ends"),
    "counterparty": gettext_lazy("With your business or fund"),
}

METHOD_NAMES: dict[str, Promise] = {
    "reducing": pgettext_lazy("how interest is counted", "On what is still owed"),
    "flat": pgettext_lazy("how interest is counted", "Flat, on the original sum"),
    "interest_free": pgettext_lazy("how interest is counted", "Without interest"),
}


def owner_name(owner: Owner, names: Mapping[UUID, str]) -> str:
    """A column's heading: a person, or what belongs to nobody in particular."""
    return names.get(owner, "?") if isinstance(owner, UUID) else _("Shared")


def owners_text(parts: Parts, names: Mapping[UUID, str]) -> str:
    """Who owns it: a name, or each name with its parts of the whole."""
    if len(parts) == 1:
        return owner_name(parts[0][0], names)
    total = sum(count for _owner, count in parts)
    return ", ".join(
        _("{name} {parts}/{total}").format(name=owner_name(owner, names), parts=count, total=total)
        for owner, count in parts
    )


def units_text(amount: str, code: str) -> str:
    """So many units: "20 GOLD-G"."""
    return _("{amount} {code}").format(amount=amount, code=code)


def missing_text(value: PositionValue, unit: str) -> str:
    """What stands where a value would: why there is none."""
    if value.status is not Status.UNPRICED:
        if value.position.stake is not None:
            return _("not known: its balance sheet is incomplete")
        return _("not entered")
    if value.in_units and value.price is None:
        return _("no price of {unit}").format(unit=unit)
    currency = value.price.currency if value.price else value.position.currency
    return _("no rate of {currency}").format(currency=currency)


def rate_note(value: PositionValue, currency: str, tag: str) -> str:
    """How an amount came into the reporting currency: price, rate, and their dates."""
    price, rate = value.price, value.rate
    if value.in_units and price is not None:
        one = format_price(price.price, price.currency, tag)
        on = format_date(price.as_of, tag)
        if rate is None or rate.as_of is None:
            return _("at {price} of {date}").format(price=one, date=on)
        return _("at {price} of {date}; {currency} at {rate} of {rate_date}").format(
            price=one,
            date=on,
            currency=price.currency,
            rate=_rate_text(rate.rate, tag),
            rate_date=format_date(rate.as_of, tag),
        )
    if rate is None or rate.as_of is None:
        return ""
    return _("1 {base} = {rate} {currency}, {date}").format(
        base=rate.currency,
        rate=_rate_text(rate.rate, tag),
        currency=currency,
        date=format_date(rate.as_of, tag),
    )


def _rate_text(rate: Decimal, tag: str) -> str:
    # Five significant digits, however small one unit is in the other currency.
    return format_number(rate, tag, digits=max(0, min(18, 4 - rate.adjusted())))


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def valued_text(on: date, tag: str) -> str:
    return _("valued {date}").format(date=format_date(on, tag))


def allowance_text(amount: str, percent: str) -> str:
    """What a figure is less its allowance."""
    return _("{amount} less {percent}").format(amount=amount, percent=percent)


def due_text(on: date, tag: str) -> str:
    return _("due {date}").format(date=format_date(on, tag))


def closed_text(on: date, tag: str) -> str:
    return _("closed on {date}").format(date=format_date(on, tag))


def stale_text(as_of: date, on: date) -> str:
    """The chip of a value that is older than expected: how many whole months it is old."""
    months = (on.year - as_of.year) * 12 + on.month - as_of.month
    if add_months(as_of, months) > on:
        months -= 1
    if months < 2:
        days = (on - as_of).days
        return ngettext("Valued {count} day ago", "Valued {count} days ago", days).format(
            count=days
        )
    if months < 24:
        return ngettext("Valued {count} month ago", "Valued {count} months ago", months).format(
            count=months
        )
    years = months // 12
    return ngettext("Valued {count} year ago", "Valued {count} years ago", years).format(
        count=years
    )


def interval_text(months: int) -> str:
    """How often a new value is expected."""
    if months == 12:
        return _("every year")
    return ngettext("every month", "every {count} months", months).format(count=months)


def percent_text(percent: Decimal, tag: str) -> str:
    """A percentage kept as percent, with the decimals it has."""
    return format_percent(percent / 100, tag, digits=_decimals(percent))


def hidden_text(count: int) -> str:
    """The line that keeps a subtotal true while archived items are out of sight."""
    return ngettext("{count} archived item", "{count} archived items", count).format(count=count)


def list_line(on: str, currency: str, person: str) -> str:
    """What stands over the list, whose values are never without date and currency."""
    if person:
        return _("Values on {date}, in {currency}, the part of {person}").format(
            date=on, currency=currency, person=person
        )
    return _("Values on {date}, in {currency}").format(date=on, currency=currency)


def add_text(side: Side) -> str:
    return _("Add what you own") if side is Side.ASSET else _("Add what you owe")


def terms_text(rate: str | None, limit: str | None) -> str:
    """A debt's conditions in a few words."""
    if rate is not None and limit is not None:
        return _("{rate} · limit {limit}").format(rate=rate, limit=limit)
    if limit is not None:
        return _("limit {limit}").format(limit=limit)
    return rate or ""


def kind_text(side: Side, category: str) -> str:
    """Where an item stands."""
    if side is Side.ASSET:
        return _("What you own · {category}").format(category=category)
    return _("What you owe · {category}").format(category=category)


def conflict_text(who: str, when: str) -> str:
    """Who changed a value between a form and its answer."""
    return _("{who} changed this value on {when}.").format(who=who, when=when)


def removed_meanwhile_text() -> str:
    return _("Somebody has removed this value meanwhile.")


def somebody() -> str:
    return _("Somebody")


def shown_of_text(shown: str, total: str) -> str:
    return _("{shown} of {total} values").format(shown=shown, total=total)


def filter_name(code: str) -> str:
    """Which items a list shows."""
    return {
        "current": _("Current"),
        "closed": _("Closed"),
        "archived": _("Archived"),
        "all": _("All"),
    }[code]


def latest_name() -> str:
    """The choice that shows the newest values, whatever their year."""
    return _("Latest")


def contingent_text() -> str:
    return _("only if something happens")


def everybody() -> str:
    """The choice that shows the household as a whole."""
    return _("Household")


def method_name(code: str) -> str:
    """How a debt's interest is counted."""
    return str(METHOD_NAMES.get(code, code))


def not_saved(sentence: str) -> str:
    """At the top of a page of which a form was refused."""
    return _("Not saved: {sentence}").format(sentence=sentence)
