"""What a new item most likely is, from its name and its figures: to be looked at, never taken."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tracker.importers.kind_words import KINDS
from tracker.importers.words import fold
from tracker.services.categories import Side
from tracker.services.currencies import ACTIVE

_ASSET, _DEBT = Side.ASSET, Side.LIABILITY

_LETTERS: Final[re.Pattern[str]] = re.compile(r"[A-Za-z]+")
_WORDS = re.compile(r"[^\W_]+")
_SYMBOLS: Final = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₫": "VND", "₹": "INR", "₩": "KRW", "RM": "MYR",
    "Rp": "IDR", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "US$": "USD", "HK$": "HKD", "฿": "THB",
    "zł": "PLN", "Kč": "CZK", "₱": "PHP", "CHF": "CHF",
}  # fmt: skip
_NAMES: Final = {
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "rupiah": "IDR",
    "ringgit": "MYR", "yen": "JPY", "pound": "GBP", "pounds": "GBP", "dong": "VND",
}  # fmt: skip
# Codes that are everyday words too, such as ALL, TOP or TRY, or names of banks.
_COMMON_WORDS: Final = frozenset(
    {"ALL", "TOP", "TRY", "CUP", "MOP", "PEN", "GEL", "BAM", "SOS", "BTN"}
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Side, category and currency of a new item; `sure` where a word of its name said so."""

    side: Side
    category: str
    currency: str
    sure: bool


def guess_item(
    name: str, *, currency: str, amounts: tuple[Decimal, ...] = (), shown: str = ""
) -> Guess:
    """What the item of this name is.

    `amounts` are some of its figures: mostly below zero means a debt where the name says
    nothing, or says what may be either. `shown` is one of them as the file writes it, perhaps
    with a currency's sign. `currency` is the household's.
    """
    negative = sum(1 for amount in amounts if amount < 0) * 2 > len(amounts)
    key = _find_kind(name)
    if key is None:
        key = (_DEBT, "other") if negative else (_ASSET, "other")
        sure = False
    else:
        sure = True
        if negative and key == (_ASSET, "cash"):
            key = (_DEBT, "credit_card")
    return Guess(key[0], key[1], guess_currency(name, shown) or currency, sure)


def guess_currency(*texts: str) -> str | None:
    """The currency that a name or an amount mentions, None where it mentions none."""
    for text in texts:
        for word in _LETTERS.findall(text):
            if len(word) == 3 and word.isupper() and word in ACTIVE and word not in _COMMON_WORDS:
                return str(word)
        for word in _WORDS.findall(text.casefold()):
            if word in _NAMES:
                return str(_NAMES[word])
        for sign, code in sorted(_SYMBOLS.items(), key=lambda pair: -len(pair[0])):
            if _stands_alone(sign, text):
                return code
    return None


def _stands_alone(sign: str, text: str) -> bool:
    if not sign[0].isalpha():
        return sign in text
    return re.search(rf"(?<![A-Za-z]){re.escape(sign)}(?![A-Za-z])", text) is not None


def _find_kind(name: str) -> tuple[Side, str] | None:
    """The kind whose longest word stands in the name; words of Latin letters stand whole."""
    words = [fold(word) for word in _WORDS.findall(name)]
    runs = {
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + 5) + 1)
    }
    whole = fold(name)
    for spelling, key in _SPELLINGS:
        if spelling in runs or (not spelling.isascii() and spelling in whole):
            return key
    return None


def _spellings() -> list[tuple[str, tuple[Side, str]]]:
    found: dict[str, tuple[Side, str]] = {}
    for key, line in KINDS.items():
        for word in line.split(", "):
            found.setdefault(fold(word), key)
    return sorted(found.items(), key=lambda pair: -len(pair[0]))


_SPELLINGS: Final = _spellings()
