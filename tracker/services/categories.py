"""The categories of a balance sheet, in display order, with the defaults a new position takes."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Side(IntEnum):
    """Which side of the balance sheet; the value is the sign it carries in net worth."""

    ASSET = 1
    LIABILITY = -1

    @property
    def code(self) -> str:
        """The word that files and addresses use."""
        return "asset" if self is Side.ASSET else "liability"

    @classmethod
    def of(cls, code: str) -> "Side":
        """The side named by a code; ValueError for any other word."""
        for side in cls:
            if side.code == code:
                return side
        raise ValueError(code)


class Liquidity(StrEnum):
    """How soon an asset can be spent."""

    IMMEDIATE = "immediate"
    DAYS = "days"
    MONTHS = "months"
    RESTRICTED = "restricted"


class Nature(StrEnum):
    """What a change of the amount means when a change of net worth is explained."""

    REVALUATION = "revaluation"
    """An estimate was revised; nothing was bought, sold, saved or spent."""
    MONEY = "money"
    """Money came in or went out."""
    CONTRIBUTION = "contribution"
    """Kept in money: the contribution recorded beside the value is money, the rest revaluation.
    Counted in units: units bought or sold are money, their price is a term of its own."""
    PRINCIPAL = "principal"
    """A debt was taken up or repaid; interest is told apart where its rate is known."""


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `interval_months`: how often a new value is expected. `discount`: percent lost
    in a quick sale, for positive values. `contingent`: owed only if someone else does not pay, so
    left out of net worth. A liability's `liquidity` is None: it cannot be spent."""

    code: str
    side: Side
    liquidity: Liquidity | None
    interval_months: int
    discount: Decimal
    nature: Nature
    contingent: bool = False


def _asset(code: str, liquidity: str, interval: int, discount: int, nature: Nature) -> Category:
    return Category(code, Side.ASSET, Liquidity(liquidity), interval, Decimal(discount), nature)


def _debt(code: str, interval: int, *, contingent: bool = False) -> Category:
    nature = Nature.PRINCIPAL
    return Category(code, Side.LIABILITY, None, interval, Decimal(0), nature, contingent)


_MONEY, _UNITS, _ESTIMATE = Nature.MONEY, Nature.CONTRIBUTION, Nature.REVALUATION

# Discounts follow what tax and lending agencies allow for a forced sale where one of them says so;
# intervals follow how often a new figure comes by itself.
CATEGORIES: Final[tuple[Category, ...]] = (
    _asset("cash", "immediate", 1, 0, _MONEY),  # cash in hand, current and savings accounts
    _asset("investments", "days", 1, 5, _UNITS),  # listed shares, bonds, funds
    _asset("crypto", "days", 1, 10, _UNITS),
    _asset("retirement", "restricted", 3, 20, _UNITS),  # the discount stands for tax and penalties
    _asset("insurance", "months", 12, 0, _UNITS),  # cash value of life insurance
    _asset("real_estate", "months", 12, 20, _ESTIMATE),
    _asset("vehicles", "months", 12, 20, _ESTIMATE),
    _asset("equipment", "months", 12, 50, _ESTIMATE),
    _asset("household_goods", "months", 12, 50, _ESTIMATE),
    _asset("receivables", "months", 3, 50, _MONEY),  # money lent, invoices, deposits given
    _asset("claims", "months", 12, 50, _MONEY),  # tax refunds, insurance and legal claims
    _asset("valuables", "months", 12, 20, _ESTIMATE),  # jewellery, art, collections
    _asset("bullion", "days", 1, 8, _UNITS),  # gold and silver by weight
    _asset("business", "months", 12, 50, _ESTIMATE),  # interests in private companies
    _asset("intangibles", "restricted", 12, 100, _ESTIMATE),  # rights, patents, goodwill
    _asset("other", "months", 12, 50, _ESTIMATE),
    _debt("mortgage", 1),
    _debt("car_loan", 1),
    _debt("student_loan", 1),
    _debt("credit_card", 1),  # and other revolving credit
    _debt("pay_later", 1),
    _debt("personal_loan", 1),
    _debt("family_loan", 3),
    _debt("business_loan", 1),
    _debt("medical", 1),
    _debt("leases", 3),
    _debt("pension_obligations", 12),
    _debt("taxes", 3),  # income, property and payroll taxes due
    _debt("dividends", 3),  # declared, not yet paid
    _debt("bills", 1),
    _debt("judgments", 12),
    _debt("guarantees", 12, contingent=True),  # and co-signed loans
    _debt("joint_debts", 12, contingent=True),  # an outsider's part of a joint debt
    _debt("commitments", 12, contingent=True),
    _debt("other", 3),
)

BY_KEY: Final = MappingProxyType({(c.side, c.code): c for c in CATEGORIES})
"""(side, code) -> category: "other" stands on both sides, so the code alone is not a key."""

DISPLAY_ORDER: Final = MappingProxyType({key: at for at, key in enumerate(BY_KEY)})
"""(side, code) -> place, assets first."""


def find_category(side: Side, code: str) -> Category | None:
    """The category of that side and code, None where there is none."""
    return BY_KEY.get((side, code))


def takes_allowance(side: Side, code: str) -> bool:
    """Whether part of it may not be expected to come in: what others owe the household."""
    return side is Side.ASSET and code in {"receivables", "claims"}


def display_rank(side: Side, code: str) -> int:
    """Where a category stands on a page; codes from elsewhere come last."""
    return DISPLAY_ORDER.get((side, code), len(DISPLAY_ORDER))
