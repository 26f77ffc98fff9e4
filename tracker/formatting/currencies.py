"""Names and symbols of currencies in a reader's language."""

import unicodedata
from functools import lru_cache

from tracker.formatting.locales import find_style
from tracker.services.currencies import ACTIVE

# Where babel knows only the code, these are what the currency's own people write everywhere.
_OWN_SYMBOLS = {"IDR": "Rp", "MYR": "RM"}


def currency_symbol(code: str, tag: str) -> str:
    """The symbol a reader of this locale knows the currency by, else its code."""
    symbol = str(find_style(tag).locale.currency_symbols.get(code, code))
    return _OWN_SYMBOLS.get(code, code) if symbol == code else symbol


def currency_name(code: str, tag: str) -> str:
    """The currency's name in the locale's language, else its code."""
    return str(find_style(tag).locale.currencies.get(code, code))


@lru_cache(maxsize=64)
def list_currencies(tag: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every currency money can be kept in, by name in the locale's language."""
    named = [(code, currency_name(code, tag)) for code in ACTIVE]
    return tuple(sorted(named, key=lambda pair: (_fold(pair[1]), pair[0])))


def _fold(name: str) -> str:
    """Accents aside, so that Å stands with A: the database has no collation for people."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
