"""Words of what stands beside an amount in the entry grid: source, range, money paid in, price."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date
from tracker.services.calendar import add_months

MONTHS_FROM = 62
"""So many days and more are said in months."""


def details_label(name: str) -> str:
    return _("More about {name}").format(name=name)


def estimate_range(low: str, likely: str) -> str:
    """An estimate from its cautious end to its likely value."""
    return _("{low} to {likely}").format(low=low, likely=likely)


def paid_in(amount: str) -> str:
    return _("{amount} paid in").format(amount=amount)


def taken_out(amount: str) -> str:
    return _("{amount} taken out").format(amount=amount)


def price_label(name: str, unit: str, currency: str, on: date, tag: str) -> str:
    """What a screen reader says of a price's field."""
    return _("{name}, price of one {unit} in {currency}, {date}").format(
        name=name, unit=unit, currency=currency, date=format_date(on, tag)
    )


def last_price(price: str, then: date, on: date) -> str:
    """The newest price before the date, and how old it is."""
    return _("last {price}, {age}").format(price=price, age=_age(then, on))


def _age(then: date, on: date) -> str:
    days = (on - then).days
    if days < MONTHS_FROM:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    months = (on.year - then.year) * 12 + on.month - then.month
    if add_months(then, months) > on:
        months -= 1
    return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
