"""Short ways to write down what ratios are read from."""

from datetime import date
from decimal import Decimal

from tests.services.samples import household, position
from tracker.services.books import DatedTerms, HouseholdBooks
from tracker.services.budgets import BudgetRow, living_on
from tracker.services.calendar import day_of
from tracker.services.categories import BY_KEY, Side
from tracker.services.guides import DEFAULTS
from tracker.services.means import Means, gather_means
from tracker.services.position_values import values_on
from tracker.services.ratios import read_ratios

ON = date(2024, 6, 30)
DAY = "2024-05-31"


def asset(name, category, amount, **given):
    """Owned, with its category's liquidity and discount; without a value where that is None."""
    known = BY_KEY[Side.ASSET, category]
    usual = {"liquidity": known.liquidity, "discount": known.discount}
    missing = {"opened": DAY} if amount is None else {}
    amounts = {} if amount is None else {DAY: amount}
    return position(name, category, amounts, **usual | missing | given)


def debt(name, category, amount, *, terms=None, **given):
    """Owed; `terms` as {"rate": …, "minimum": …, "limit": …, "method": …}."""
    missing = {"opened": DAY} if amount is None else {}
    amounts = {} if amount is None else {DAY: amount}
    if terms is not None:
        given["terms"] = (terms_from(DAY, **terms),)
    if isinstance(given.get("due"), str):
        given["due"] = day_of(date.fromisoformat(given["due"]))
    return position(name, category, amounts, debt=True, **missing | given)


def terms_from(since, *, rate=None, minimum=None, limit=None, method="reducing"):
    figures = (None if one is None else Decimal(str(one)) for one in (rate, minimum, limit))
    held, payment, most = figures
    return DatedTerms(day_of(date.fromisoformat(since)), held, method, payment, most)


def budget(essential=None, net=None, gross=None, *, currency="USD", since="2024-01-01"):
    figures = (None if one is None else Decimal(str(one)) for one in (essential, net, gross))
    return BudgetRow(date.fromisoformat(since), currency, *figures)


def means(
    *positions, budgets=(), owner=None, books: HouseholdBooks | None = None, **given
) -> Means:
    """Of a household on ON; `given` as for the sample household."""
    books = books or household(*positions, **given)
    return gather_means(values_on(books, ON), ON, living_on(budgets, books, ON), owner=owner)


def readings(*positions, guides=DEFAULTS, **given):
    """{ratio: reading}."""
    return {one.ratio: one for one in read_ratios(means(*positions, **given), guides)}
