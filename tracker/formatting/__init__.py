"""How numbers, money and dates look in a person's language, and how typed ones are read back."""

from tracker.formatting.cells import escape_text, plain_decimal, unescape_text
from tracker.formatting.currencies import currency_name, currency_symbol, list_currencies
from tracker.formatting.dates import (
    format_date,
    format_moment,
    format_month,
    format_month_name,
    parse_date,
)
from tracker.formatting.input_codes import (
    AmountError,
    DateError,
    InputCode,
    InputError,
    RefusalCode,
)
from tracker.formatting.locales import LocaleStyle, find_style, is_known_locale
from tracker.formatting.money import (
    compact_money,
    compact_number,
    compact_unit,
    format_money,
    format_price,
    needs_compact,
)
from tracker.formatting.numbers import (
    MINUS,
    Number,
    Sign,
    edit_amount,
    format_column,
    format_multiple,
    format_number,
    format_percent,
)
from tracker.formatting.parsing import AmountMarks, parse_amount, parse_marked_amount
from tracker.formatting.sums import Worked, parse_sum

__all__ = [
    "MINUS",
    "AmountError",
    "AmountMarks",
    "DateError",
    "InputCode",
    "InputError",
    "LocaleStyle",
    "Number",
    "RefusalCode",
    "Sign",
    "Worked",
    "compact_money",
    "compact_number",
    "compact_unit",
    "currency_name",
    "currency_symbol",
    "edit_amount",
    "escape_text",
    "find_style",
    "format_column",
    "format_date",
    "format_moment",
    "format_money",
    "format_month",
    "format_month_name",
    "format_multiple",
    "format_number",
    "format_percent",
    "format_price",
    "is_known_locale",
    "list_currencies",
    "needs_compact",
    "parse_amount",
    "parse_date",
    "parse_marked_amount",
    "parse_sum",
    "plain_decimal",
    "unescape_text",
]
