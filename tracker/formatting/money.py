"""Amounts with their currency, in full or in millions, as a reader of a locale writes them."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tracker.formatting.currencies import currency_symbol
from tracker.formatting.locales import NO_BREAK_SPACE, LocaleStyle, find_style
from tracker.formatting.numbers import (
    Number,
    Sign,
    choose_sign,
    round_number,
    write_number,
)
from tracker.services.currencies import digits_of

_WHOLE_FROM = 10_000
_MOST_DIGITS = 18


def format_money(
    amount: Number, currency: str, tag: str, *, sign: Sign = "auto", digits: int | None = None
) -> str:
    """An amount in full, with its currency's own decimals unless `digits` says how many.

    The minus stands before the symbol.
    """
    style, before, after, own_digits = _find_form(currency, tag)
    rounded = round_number(amount, own_digits if digits is None else digits)
    return choose_sign(rounded, sign) + before + write_number(rounded, style) + after


def format_price(price: Decimal, currency: str, tag: str) -> str:
    """A price in full: the currency's own decimals, or more where it has more; a large whole one
    without any."""
    usual = 0 if price >= _WHOLE_FROM else _find_form(currency, tag)[3]
    exponent = price.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return format_money(price, currency, tag, digits=min(max(usual, decimals), _MOST_DIGITS))


def compact_money(
    amount: Number,
    currency: str,
    tag: str,
    *,
    large: bool | None = None,
    sign: Sign = "auto",
) -> str:
    """An amount for tables and tiles: one decimal in millions, below a million in whole units.

    The unit is the locale's (10,000 in Chinese). `large` settles it for a whole table: True
    always writes the unit, False never does.
    """
    style, before, after, _ = _find_form(currency, tag)
    power, unit_before, unit_after = style.large
    if large is None:
        large = needs_compact([amount], tag)
    if not large:
        rounded = round_number(amount, 0)
        return choose_sign(rounded, sign) + before + write_number(rounded, style) + after
    rounded = _round_large(amount, power)
    number = unit_before + write_number(rounded, style) + unit_after
    return choose_sign(rounded, sign) + before + number + after


def compact_number(amount: Number, tag: str, *, sign: Sign = "auto") -> str:
    """An amount in the locale's large unit, without unit or currency: both stand in a header."""
    style = find_style(tag)
    rounded = _round_large(amount, style.large[0])
    return choose_sign(rounded, sign) + write_number(rounded, style)


def compact_unit(tag: str) -> str:
    """What the large unit is called after a number, without spaces: "m", "jt", "tr", "萬"."""
    _, before, after = find_style(tag).large
    return (before + after).strip(NO_BREAK_SPACE + " ")


def needs_compact(amounts: Iterable[Number], tag: str) -> bool:
    """Whether any of these amounts reaches the locale's large unit once rounded to a whole."""
    # Halves go away from zero: what is half a unit short of it reaches it.
    least = 10 ** find_style(tag).large[0] - Fraction(1, 2)
    return any(amount >= least or -amount >= least for amount in amounts)


def _round_large(amount: Number, power: int) -> Decimal:
    """The amount in large units with one decimal, rounded once: twice would move halves."""
    if isinstance(amount, Decimal):
        return round_number(amount.scaleb(-power), 1)
    return round_number(Fraction(amount) / 10**power, 1)


@lru_cache(maxsize=2048)
def _find_form(currency: str, tag: str) -> tuple[LocaleStyle, str, str, int]:
    """Everything about a currency in a locale that does not depend on the amount."""
    style = find_style(tag)
    symbol = currency_symbol(currency, tag)
    before, after = style.currency
    # "Rp28" reads badly: CLDR puts a space between letters and digits where the pattern has none.
    if before.endswith("¤") and not _is_sign(symbol[-1]):
        before += NO_BREAK_SPACE
    if after.startswith("¤") and not _is_sign(symbol[0]):
        after = NO_BREAK_SPACE + after
    before, after = before.replace("¤", symbol), after.replace("¤", symbol)
    return style, before, after, digits_of(currency)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "SZ"
