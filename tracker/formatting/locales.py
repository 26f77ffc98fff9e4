"""What a locale asks of a number: its marks, grouping, and where signs and units stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

NO_BREAK_SPACE = "\u00a0"
SPACES = " \u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019"

# Babel's short millions are upper case or missing where people write them otherwise.
_LARGE_UNITS = {
    "en": (6, "", NO_BREAK_SPACE + "m"),
    "id": (6, "", NO_BREAK_SPACE + "jt"),
    "ms": (6, "", NO_BREAK_SPACE + "jt"),
    "vi": (6, "", NO_BREAK_SPACE + "tr"),
    "zh": (4, "", NO_BREAK_SPACE + "萬"),
}
_NUMBER_CORE = re.compile(r"[#0][#0,.]*")


@dataclass(frozen=True, slots=True)
class LocaleStyle:
    """One locale's way with numbers, always in ASCII digits.

    `primary` and `secondary` are the sizes of the last and of the other digit groups. The pairs
    hold what stands before and after the number; in `currency` the symbol is "¤". `large` is the
    unit of compact amounts: its power of ten, and what stands before and after.
    """

    tag: str
    locale: Locale
    decimal: str
    group: str
    primary: int
    secondary: int
    currency: tuple[str, str]
    percent: tuple[str, str]
    large: tuple[int, str, str]

    @property
    def groups(self) -> str:
        """Every character that a reader of this locale may type to group digits."""
        for alike in (SPACES, APOSTROPHES):
            if self.group in alike:
                return alike
        return self.group


def is_known_locale(tag: str) -> bool:
    """Whether babel knows this locale, such as `en`, `en-ID` or `zh-Hant`."""
    return _parse(tag) is not None


@lru_cache(maxsize=256)
def find_style(tag: str) -> LocaleStyle:
    """The style of a locale tag; an unknown one falls back to its language, then to English."""
    locale = _parse(tag) or _parse(re.split("[-_]", tag)[0]) or Locale("en")
    # Western digits everywhere: typed amounts are ASCII, and what is shown can be typed back.
    symbols = locale.number_symbols.get("latn", {})
    decimal, group = symbols.get("decimal", "."), symbols.get("group", ",")
    if decimal not in ".," or group not in ".," + SPACES + APOSTROPHES:
        # Marks made for other digits, which no keyboard with ours has.
        decimal, group = ".", ","
    # The secondary size is how digits group left of the last group: 12,34,567 in India.
    primary, secondary = locale.decimal_formats[None].grouping
    standard = locale.currency_formats["standard"].pattern
    return LocaleStyle(
        tag=tag,
        locale=locale,
        decimal=decimal,
        group=group,
        primary=primary,
        secondary=secondary,
        currency=_split_pattern(standard),
        percent=_split_pattern(locale.percent_formats[None].pattern),
        large=_find_large_unit(locale),
    )


def _parse(tag: str) -> Locale | None:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", tag):
        return None
    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _split_pattern(pattern: str) -> tuple[str, str]:
    """What stands before and after the number of a CLDR pattern, as literal text."""
    positive = pattern.split(";")[0]
    core = _NUMBER_CORE.search(positive)
    if core is None:  # pragma: no cover - every CLDR number pattern has digits
        return "", ""
    before, after = positive[: core.start()], positive[core.end() :]
    return before.replace("'", ""), after.replace("'", "")


def _find_large_unit(locale: Locale) -> tuple[int, str, str]:
    if locale.language in _LARGE_UNITS and locale.script != "Hans":
        return _LARGE_UNITS[locale.language]
    formats = locale.compact_decimal_formats.get("short", {}).get("other", {})
    for power in (4, 5, 6):
        found = formats.get(str(10**power))
        if found is None:
            continue
        before, after = _split_pattern(found.pattern)
        # Exactly one digit in the pattern: the unit begins at this power.
        if (before or after) and found.pattern.count("0") == 1:
            return power, before, after
    return _LARGE_UNITS["en"]
