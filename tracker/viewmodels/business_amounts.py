"""How the pages of businesses write their amounts: of one currency, in full, or per share."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.formatting import format_money, format_number, format_price
from tracker.services.currencies import minor_unit
from tracker.services.money import round_half_up
from tracker.viewmodels.sheet import shown_digits
from tracker.wording.items import percent_text

PRICE_DIGITS = 4
PART_DIGITS = 2


def part_percent(part: Fraction, tag: str) -> str:
    """A part of a business in percent, with no more decimals than it needs, two at most."""
    return percent_text(round_half_up(part * 100, PART_DIGITS).normalize(), tag)


@dataclass(frozen=True, slots=True)
class BusinessStyle:
    """Writes amounts of one currency with `digits` decimals for one reader."""

    currency: str
    tag: str
    digits: int

    @classmethod
    def of(cls, currency: str, tag: str, amounts: Iterable[Fraction | None]) -> "BusinessStyle":
        """As many decimals as the amounts of a page need."""
        return cls(currency, tag, shown_digits(amounts, currency))

    def money(self, amount: Fraction | Decimal) -> str:
        return format_money(amount, self.currency, self.tag, digits=self.digits)

    def number(self, amount: Fraction | Decimal) -> str:
        """Without currency, where the page's line says it."""
        return format_number(amount, self.tag, digits=self.digits)

    def each(self, amount: Fraction) -> str:
        """What one share comes to: to four decimals where it needs them."""
        return format_price(round_half_up(amount, PRICE_DIGITS), self.currency, self.tag)

    def bare_each(self, amount: Fraction) -> str:
        """The same without currency, where a header says it."""
        exact = round_half_up(amount, PRICE_DIGITS).normalize()
        whole = exact == exact.to_integral_value()
        return format_number(exact, self.tag, min_digits=0 if whole else minor_unit(self.currency))

    def units(self, amount: Fraction | Decimal) -> str:
        """A number of shares."""
        return format_number(amount, self.tag)
