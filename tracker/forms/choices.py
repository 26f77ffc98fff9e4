"""What a household may choose from: currencies, time zones, languages."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tracker.formatting import list_currencies

type Choices = list[tuple[str | Promise, str | Promise | list[tuple[str, str]]]]

# Where Waterline speaks the language, and the currencies most money in the world is kept in.
OFTEN_USED = ("USD", "EUR", "GBP", "JPY", "CNY", "IDR", "MYR", "VND", "TWD", "SGD", "AUD", "INR")
HOME_CURRENCIES = {"id": "IDR", "ms": "MYR", "vi": "VND", "zh-hant": "TWD"}
HOME_ZONES = {
    "id": "Asia/Jakarta",
    "ms": "Asia/Kuala_Lumpur",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-hant": "Asia/Taipei",
}
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def currency_choices(tag: str) -> Choices:
    """Every currency by its name in the reader's language, the often used ones first."""
    named = [(code, f"{name} ({code})") for code, name in list_currencies(tag)]
    often = {code: label for code, label in named if code in OFTEN_USED}
    return [
        ("", _("Choose a currency")),
        (_("Often used"), [(code, often[code]) for code in OFTEN_USED]),
        (_("All others"), [(code, label) for code, label in named if code not in often]),
    ]


def zone_choices() -> Choices:
    """Every time zone that is named for a place, by region."""
    places = _places()
    return [
        ("UTC", "UTC"),
        *((label, list(places[region])) for region, label in REGIONS.items() if region in places),
    ]


def language_choices() -> list[tuple[str, str]]:
    """Each language under the name its own readers give it."""
    return [
        (code, capfirst(str(get_language_info(code)["name_local"])))
        for code, _name in settings.HOUSEHOLD_LANGUAGES
    ]


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        region, _slash, place = zone.partition("/")
        if region in REGIONS:
            found.setdefault(region, []).append((zone, place.replace("_", " ")))
    return {region: tuple(places) for region, places in found.items()}
