"""How one page writes its amounts: in full, or in millions where they are large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import lcm

from tracker.formatting import (
    compact_money,
    compact_number,
    compact_unit,
    currency_symbol,
    find_style,
    format_column,
    format_money,
    format_number,
    needs_compact,
)
from tracker.formatting.numbers import Number, Sign
from tracker.services.currencies import minor_unit
from tracker.services.money import half_up, half_up_ratio, share_out

# From here on a headline drops its minor units: nobody reads the cents of a house.
WHOLE_FROM = 10_000
# Millions are written as such only where whole units would not fit a tile or an axis.
LARGE_FROM = 10**8


@dataclass(frozen=True, slots=True)
class AmountStyle:
    """Writes exact amounts of one currency for one reader; `large` settles it for a whole page."""

    currency: str
    tag: str
    large: bool

    @classmethod
    def of(cls, currency: str, tag: str, amounts: Iterable[Fraction]) -> "AmountStyle":
        """Millions where any of the amounts is too long to be read in full."""
        return cls(currency, tag, any(abs(amount) >= LARGE_FROM for amount in amounts))

    def of_sizes(self, sizes: Iterable[Fraction]) -> "AmountStyle":
        """The same reader and currency, for smaller amounts beside the page's: in millions where
        the page is and one of them reaches a million."""
        large = self.large and needs_compact(sizes, self.tag)
        return self if large == self.large else replace(self, large=large)

    @property
    def unit(self) -> str:
        """What stands in a header over bare numbers: "Rp m", or the currency alone."""
        symbol = currency_symbol(self.currency, self.tag)
        return f"{symbol} {compact_unit(self.tag)}" if self.large else symbol

    def money(self, amount: Fraction, *, sign: Sign = "auto") -> str:
        """With currency: "Rp 28.0 m" or "$1,250"."""
        return compact_money(amount, self.currency, self.tag, large=self.large, sign=sign)

    def apt(self, amount: Fraction, *, sign: Sign = "auto") -> str:
        """As `money`, in whole units where it is too small to be written in millions."""
        return self.of_sizes([amount]).money(amount, sign=sign)

    def number(self, amount: Fraction, *, sign: Sign = "auto") -> str:
        """Without currency, for tables and axes whose header says it."""
        if self.large:
            return compact_number(amount, self.tag, sign=sign)
        return format_number(amount, self.tag, digits=0, sign=sign)

    def tick(self, amount: Number, *, sign: Sign = "auto") -> str:
        """A round number on an axis, with no more decimals than it has."""
        exact = Fraction(amount)
        if self.large:
            exact /= 10 ** find_style(self.tag).large[0]
        return format_number(exact, self.tag, sign=sign)

    def numbers(self, row: Sequence[int], unit: int) -> list[str]:
        """A column of exact integers over `unit`, each as `number` writes it."""
        if self.large:
            large_unit = 10 ** find_style(self.tag).large[0]
            return format_column(row, unit * large_unit, self.tag, digits=1)
        return format_column(row, unit, self.tag)

    def full(self, amount: Fraction) -> str:
        """Every digit, with currency."""
        return format_money(amount, self.currency, self.tag, digits=self._digits(amount))

    def sides(self, assets: Fraction, debts: Fraction) -> tuple[str, str]:
        """Both sides of a headline, rounded so that they make up what `full` says of it."""
        parts = self.parts_of(assets - debts)
        own, owe = parts.round_sides(assets, debts)
        return parts.money(own), parts.money(owe)

    @property
    def bare(self) -> "PartStyle":
        """How to write parts as finely as `numbers` does, in a table where they add up."""
        return PartStyle(self.currency, self.tag, self.large, 0)

    def months(
        self, assets: Sequence[int], debts: Sequence[int], unit: int
    ) -> tuple[list[str], list[str], list[str]]:
        """Columns of both sides and of net worth, exact integers over `unit`, as `numbers` writes
        them: in every row both sides are rounded so that they make up net worth."""
        parts = self.bare
        sides = parts.round_rows(assets, debts, unit)
        own, owe = [row[0] for row in sides], [row[1] for row in sides]
        net = [row[0] - row[1] for row in sides]
        return parts.numbers(own), parts.numbers(owe), parts.numbers(net)

    def parts_of(self, headline: Fraction) -> "PartStyle":
        """How to write what makes up a headline, as finely as it is written."""
        return PartStyle(self.currency, self.tag, self.large, self._digits(headline))

    def _digits(self, headline: Fraction) -> int:
        return 0 if abs(headline) >= WHOLE_FROM else minor_unit(self.currency)


@dataclass(frozen=True, slots=True)
class PartStyle:
    """Rounds and writes amounts that are seen to add up: with `digits` decimals, or with one in
    millions where they are `large`. Rounded amounts are whole numbers of the smallest one shown,
    which are quick to share out and to write."""

    currency: str
    tag: str
    large: bool
    digits: int

    def round_sides(self, assets: Fraction, debts: Fraction) -> tuple[int, int]:
        """Both sides, so that they make up the rounded net worth."""
        unit = lcm(assets.denominator, debts.denominator)
        [both] = self.round_rows([int(assets * unit)], [int(debts * unit)], unit)
        return both

    def round_rows(
        self, assets: Sequence[int], debts: Sequence[int], unit: int
    ) -> list[tuple[int, int]]:
        """Both sides of each row of a table, integers over `unit`, as `round_sides` does."""
        step = self._step
        fine, coarse = step.denominator, unit * step.numerator
        rows = []
        for own, owe in zip(assets, debts, strict=True):
            parts = (own * fine, -owe * fine)
            up, down = share_out(parts, coarse, half_up_ratio(sum(parts), coarse))
            rows.append((up, -down))
        return rows

    def exact(self, rounded: int) -> Fraction:
        """What a rounded amount stands for."""
        return rounded * self._step

    def round_total(self, amount: Fraction) -> int:
        """An amount by itself, halves away from zero."""
        return half_up(amount / self._step)

    def share_exact(self, parts: Sequence[Fraction], total: int) -> list[int]:
        """Exact parts, so that they make up an already rounded total."""
        ratios = [part.as_integer_ratio() for part in parts]
        unit = lcm(*{under for _, under in ratios})
        whole = [over * (unit // under) for over, under in ratios]
        return self.round_parts(whole, unit, total)

    def round_parts(self, parts: Sequence[int], unit: int, total: int) -> list[int]:
        """Parts, integers over `unit`, so that they make up an already rounded total."""
        step = self._step
        return share_out([part * step.denominator for part in parts], unit * step.numerator, total)

    def money(self, rounded: int) -> str:
        """With currency."""
        amount = rounded * self._step
        if self.large:
            return compact_money(amount, self.currency, self.tag, large=True)
        return format_money(amount, self.currency, self.tag, digits=self.digits)

    def numbers(self, rounded: Sequence[int]) -> list[str]:
        """Without currency, for tables whose header says it."""
        digits = 1 if self.large else self.digits
        return format_column(rounded, 10**digits, self.tag, digits=digits)

    def changes(self, rounded: Sequence[int]) -> list[str]:
        """As `numbers`, with a plus before what is more than zero."""
        texts = zip(rounded, self.numbers(rounded), strict=True)
        return [f"+{text}" if amount > 0 else text for amount, text in texts]

    @property
    def unit(self) -> str:
        """What stands in a header over bare numbers."""
        return AmountStyle(self.currency, self.tag, self.large).unit

    @property
    def _step(self) -> Fraction:
        """The smallest amount that is shown."""
        if self.large:
            return _power(find_style(self.tag).large[0] - 1)
        return _power(-self.digits)


@cache
def _power(exponent: int) -> Fraction:
    """Of ten; a page asks for the same few hundreds of times."""
    return Fraction(10) ** exponent
