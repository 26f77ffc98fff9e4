"""Plain names, in the reader's language, of what the books are sorted by."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.importers import SOURCES
from tracker.services.categories import CATEGORIES, Liquidity, Side

CATEGORY_NAMES: dict[tuple[Side, str], Promise] = {
    (Side.ASSET, "cash"): _("Cash and deposits"),
    (Side.ASSET, "investments"): _("Shares, bonds and funds"),
    (Side.ASSET, "crypto"): _("Crypto"),
    (Side.ASSET, "retirement"): _("Retirement savings"),
    (Side.ASSET, "insurance"): _("Life insurance cash value"),
    (Side.ASSET, "real_estate"): _("Property"),
    (Side.ASSET, "vehicles"): _("Vehicles"),
    (Side.ASSET, "equipment"): _("Equipment"),
    (Side.ASSET, "household_goods"): _("Household goods"),
    (Side.ASSET, "receivables"): _("Money owed to you"),
    (Side.ASSET, "claims"): _("Refunds and claims"),
    (Side.ASSET, "valuables"): _("Jewellery and valuables"),
    (Side.ASSET, "bullion"): _("Gold and silver"),
    (Side.ASSET, "business"): _("Business interests"),
    (Side.ASSET, "intangibles"): _("Rights and patents"),
    (Side.ASSET, "other"): _("Other things you own"),
    (Side.LIABILITY, "mortgage"): _("Mortgages"),
    (Side.LIABILITY, "car_loan"): _("Car loans"),
    (Side.LIABILITY, "student_loan"): _("Student loans"),
    (Side.LIABILITY, "credit_card"): _("Credit cards"),
    (Side.LIABILITY, "pay_later"): _("Pay later"),
    (Side.LIABILITY, "personal_loan"): _("Personal loans"),
    (Side.LIABILITY, "family_loan"): _("Loans from family and friends"),
    (Side.LIABILITY, "business_loan"): _("Business loans"),
    (Side.LIABILITY, "medical"): _("Medical bills"),
    (Side.LIABILITY, "leases"): _("Leases"),
    (Side.LIABILITY, "pension_obligations"): _("Pensions to pay"),
    (Side.LIABILITY, "taxes"): _("Taxes due"),
    (Side.LIABILITY, "dividends"): _("Dividends to pay"),
    (Side.LIABILITY, "bills"): _("Bills to pay"),
    (Side.LIABILITY, "judgments"): _("Court judgments"),
    (Side.LIABILITY, "guarantees"): _("Guarantees and co-signed loans"),
    (Side.LIABILITY, "joint_debts"): _("Others' parts of joint debts"),
    (Side.LIABILITY, "commitments"): _("Commitments"),
    (Side.LIABILITY, "other"): _("Other debts"),
}

SIDE_NAMES: dict[Side, Promise] = {
    Side.ASSET: _("What you own"),
    Side.LIABILITY: _("What you owe"),
}

LIQUIDITY_NAMES: dict[str, Promise] = {
    Liquidity.IMMEDIATE: pgettext_lazy("how soon it can be spent", "At once"),
    Liquidity.DAYS: pgettext_lazy("how soon it can be spent", "Within days"),
    Liquidity.MONTHS: pgettext_lazy("how soon it can be spent", "Within months"),
    Liquidity.RESTRICTED: pgettext_lazy("how soon it can be spent", "Not freely"),
}

SOURCE_NAMES: dict[str, Promise] = {
    "statement": pgettext_lazy("where a value comes from", "Statement"),
    "quote": pgettext_lazy("where a value comes from", "Market price"),
    "appraisal": pgettext_lazy("where a value comes from", "Appraisal"),
    "tax_assessment": pgettext_lazy("where a value comes from", "Tax assessment"),
    "estimate": pgettext_lazy("where a value comes from", "Own estimate"),
    "import": pgettext_lazy("where a value comes from", "Imported file"),
}

BASIS_NAMES: dict[str, Promise] = {
    "market": pgettext_lazy("basis of valuation", "Today's value"),
    "book": pgettext_lazy("basis of valuation", "Cost"),
    "liquidation": pgettext_lazy("basis of valuation", "If sold fast"),
}


def category_name(side: Side, code: str) -> str:
    """A category's name; a code that is not known names itself."""
    return str(CATEGORY_NAMES.get((side, code), code))


def category_choices(side: Side) -> tuple[tuple[str, str], ...]:
    """(code, name) of a side's categories, in display order."""
    return tuple((c.code, category_name(side, c.code)) for c in CATEGORIES if c.side is side)


def side_name(side: Side) -> str:
    """The heading of one side of the balance sheet."""
    return str(SIDE_NAMES[side])


def liquidity_name(code: str) -> str:
    """How soon something can be spent."""
    return str(LIQUIDITY_NAMES.get(code, code))


def liquidity_choices() -> tuple[tuple[str, str], ...]:
    """(code, name), from the soonest on."""
    return tuple((liquidity.value, liquidity_name(liquidity)) for liquidity in Liquidity)


def source_name(code: str) -> str:
    """Where a value comes from."""
    return str(SOURCE_NAMES.get(code, code))


def source_choices() -> tuple[tuple[str, str], ...]:
    """(code, name), as they are offered."""
    return tuple((code, source_name(code)) for code in SOURCES)


def basis_name(code: str) -> str:
    """What a figure is worth by: today's value, cost, or a quick sale."""
    return str(BASIS_NAMES.get(code, code))
