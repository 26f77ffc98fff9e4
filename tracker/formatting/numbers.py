"""Plain numbers, percents and field values in a locale's marks, from exact amounts."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from tracker.formatting.locales import NO_BREAK_SPACE, LocaleStyle, find_style
from tracker.services.money import half_up_ratio

MINUS = "\u2212"
MULTIPLY = "\u00d7"

Number = Decimal | int | Fraction
# auto: a minus only; change: a plus too; never: the bare size.
Sign = Literal["auto", "change", "never"]

_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)
_EXPONENTS = tuple(Decimal(1).scaleb(-digits) for digits in range(41))


def round_number(amount: Number | float, digits: int) -> Decimal:
    """The amount with exactly this many decimals, halves away from zero.

    Raises ValueError for NaN and the infinities, which no amount may be.
    """
    if isinstance(amount, Decimal):
        exact = amount
    elif isinstance(amount, Fraction):
        whole = half_up_ratio(amount.numerator * 10**digits, amount.denominator)
        return Decimal(whole).scaleb(-digits, _CONTEXT)
    else:
        exact = Decimal(str(amount))
    if not exact.is_finite():
        raise ValueError("Only finite numbers can be shown")
    return _CONTEXT.quantize(exact, _EXPONENTS[digits])


def write_number(size: Decimal, style: LocaleStyle) -> str:
    """The digits of a number without its sign, in the locale's marks."""
    return _find_writer(style.tag)(f"{size.copy_abs():,f}")


def choose_sign(rounded: Decimal, sign: Sign) -> str:
    """The sign to write before a rounded number; one that rounds to zero has none."""
    if not rounded or sign == "never":
        return ""
    if rounded.is_signed():
        return MINUS
    return "+" if sign == "change" else ""


def format_number(
    amount: Number | float,
    tag: str,
    *,
    digits: int | None = None,
    min_digits: int = 0,
    sign: Sign = "auto",
) -> str:
    """A number without currency: `digits` decimals, or all it has but at least `min_digits`.

    A Fraction that does not end is cut at 18 decimals.
    """
    style = find_style(tag)
    rounded = _keep_decimals(amount, min_digits) if digits is None else round_number(amount, digits)
    return choose_sign(rounded, sign) + write_number(rounded, style)


def format_column(row: Sequence[int], unit: int, tag: str, *, digits: int = 0) -> list[str]:
    """Many amounts, each an integer over `unit`, as `format_number` writes each: a page shows
    hundreds of them, and fractions are slow."""
    power, write = 10**digits, _find_writer(tag)
    if unit == power:
        sizes = [abs(number) for number in row]
    else:
        sizes = [(2 * abs(number) * power + unit) // (2 * unit) for number in row]
    texts = [f"{size:,}" if not digits else f"{_place_point(size, digits):,f}" for size in sizes]
    return [
        MINUS + write(text) if number < 0 and size else write(text)
        for number, size, text in zip(row, sizes, texts, strict=True)
    ]


def format_percent(ratio: Number | float, tag: str, *, digits: int = 1, sign: Sign = "auto") -> str:
    """A ratio as a percent: 0.125 is "12.5%"."""
    style = find_style(tag)
    if isinstance(ratio, float):
        ratio = Decimal(str(ratio))
    hundredfold = _CONTEXT.multiply(ratio, 100) if isinstance(ratio, Decimal) else ratio * 100
    rounded = round_number(hundredfold, digits)
    before, after = style.percent
    return choose_sign(rounded, sign) + before + write_number(rounded, style) + after


def format_multiple(ratio: Number | float, tag: str, *, digits: int = 1) -> str:
    """A ratio as a multiple: 1.14 is "1.1×"."""
    rounded = round_number(ratio, digits)
    return choose_sign(rounded, "auto") + write_number(rounded, find_style(tag)) + MULTIPLY


def edit_amount(amount: Number, tag: str, *, min_digits: int = 0) -> str:
    """An amount as a field shows it: the locale's marks, no currency, no decimal lost.

    What it writes, `parse_amount` of the same locale reads back as the same number.
    """
    rounded = _keep_decimals(amount, min_digits)
    return choose_sign(rounded, "auto") + write_number(rounded, find_style(tag))


def _place_point(size: int, digits: int) -> Decimal:
    return Decimal(size).scaleb(-digits, _CONTEXT)


def _keep_decimals(amount: Number | float, min_digits: int) -> Decimal:
    if not isinstance(amount, Decimal):
        amount = round_number(amount, 18)
    if not amount.is_finite():
        raise ValueError("Only finite numbers can be shown")
    # A finite number's exponent is an int; the letters belong to NaN and the infinities.
    exponent = _CONTEXT.normalize(amount).as_tuple().exponent if amount else 0
    return round_number(amount, max(-int(exponent), min_digits, 0))


@lru_cache(maxsize=256)
def _find_writer(tag: str) -> Callable[[str], str]:
    """From Python's "1,234.5" to the locale's marks; most pages need no work at all."""
    style = find_style(tag)
    if style.primary == style.secondary == 3:
        if (style.group, style.decimal) == (",", "."):
            return str
        marks = str.maketrans({",": style.group, ".": style.decimal})
        return lambda text: text.translate(marks)
    return lambda text: _regroup(text, style)


def _regroup(text: str, style: LocaleStyle) -> str:
    whole, _, decimals = text.replace(",", "").partition(".")
    parts = []
    size = style.primary
    while size and len(whole) > size:
        parts.append(whole[-size:])
        whole = whole[:-size]
        size = style.secondary
    parts.append(whole)
    joined = style.group.join(reversed(parts))
    return joined + style.decimal + decimals if decimals else joined


__all__ = [
    "MINUS",
    "NO_BREAK_SPACE",
    "Number",
    "Sign",
    "choose_sign",
    "edit_amount",
    "format_column",
    "format_multiple",
    "format_number",
    "format_percent",
    "round_number",
    "write_number",
]
