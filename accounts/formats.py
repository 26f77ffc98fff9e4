"""The number and date formats to choose from, each with an example written its way."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, parse_pattern
from babel.numbers import format_decimal

FORMATS: Final = (
    "en", "ms", "id", "vi", "zh-hant",
    "en-US", "en-IN", "en-ZA", "de", "de-CH", "es", "fr", "it", "nl", "pl", "pt-BR", "sv",
)  # fmt: skip
"""English of no country first, then the languages of the pages, then what many others write."""

EXAMPLE_NUMBER: Final = Decimal("1234567.89")
EXAMPLE_DAY: Final = date(2026, 10, 31)


def is_known_format(tag: str) -> bool:
    """Whether there is such a locale."""
    try:
        return bool(tag) and bool(Locale.parse(tag.replace("_", "-"), sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


@lru_cache(maxsize=64)
def format_example(tag: str) -> str:
    """A number and a day as this locale writes them: "1,234,567.89 · 31 Oct 2026"."""
    locale = Locale.parse(tag.replace("_", "-"), sep="-")
    if locale.language == "en" and locale.territory is None:
        day = str(parse_pattern("d MMM y").apply(EXAMPLE_DAY, locale))
    else:
        day = format_skeleton("yMMMd", EXAMPLE_DAY, locale=locale)
    number = format_decimal(EXAMPLE_NUMBER, locale=locale, numbering_system="latn")
    return f"{number} · {day}"


@lru_cache(maxsize=64)
def format_name(tag: str) -> str:
    """What the locale's own people call it."""
    locale = Locale.parse(tag.replace("_", "-"), sep="-")
    name = str(locale.get_display_name(locale) or tag)
    return name[:1].upper() + name[1:]
