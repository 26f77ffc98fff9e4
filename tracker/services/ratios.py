"""The ratios of a balance sheet on one date, each held against its guide."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tracker.services.budgets import Living
from tracker.services.categories import Liquidity
from tracker.services.credit_use import CreditUse
from tracker.services.guides import Guide
from tracker.services.liquidity import Payable
from tracker.services.means import Means, Totals
from tracker.services.position_values import PositionValue
from tracker.services.readings import Reading, Why, read

HOUSEHOLD_ONLY: Final = frozenset(
    {"liquidity_months", "emergency_fund", "debt_service_net", "debt_service_gross"}
)
"""Spending, income and payments are the household's: one owner's view has none of these."""


def read_ratios(means: Means, guides: Mapping[str, Guide]) -> tuple[Reading, ...]:
    """Every ratio that the books have a use for, in this order: nothing about debts where there
    are none, about cards without a limit, about loans that are secured on nothing."""
    found = (
        _debt_to_assets(means.totals, guides["debt_to_assets"]),
        _liquidity_months(means, guides["liquidity_months"]),
        _credit_use(means.cards, guides["credit_use"]),
        _leverage(means.totals, guides["leverage"]),
        _emergency_fund(means, guides["emergency_fund"]),
        _liquid_net_worth(means),
        _service_of_net(means, guides["debt_service_net"]),
        _service_of_gross(means, guides["debt_service_gross"]),
        _loan_to_value(means, guides["loan_to_value"]),
        _concentration(means, guides["concentration"]),
    )
    return tuple(
        one
        for one in found
        if one is not None and (means.owner is None or one.ratio not in HOUSEHOLD_ONLY)
    )


def _debt_to_assets(totals: Totals, guide: Guide) -> Reading | None:
    if not totals.has_debts:
        return None
    assets, debts = totals.assets, totals.debts
    if assets <= 0:
        return _without(guide, _undefined(totals.no_assets), totals.missing)
    return read(
        guide,
        debts / assets,
        lambda target: debts - target * assets,
        improving=totals.no_assets,
        worsening=totals.no_debts,
    )


def _leverage(totals: Totals, guide: Guide) -> Reading | None:
    if not totals.has_debts:
        return None
    assets, net = totals.assets, totals.net_worth
    if net <= 0:
        return _without(guide, _undefined(totals.no_assets), totals.missing)
    return read(
        guide,
        assets / net,
        lambda target: assets / target - net if target else None,
        improving=totals.no_assets,
        worsening=totals.no_debts,
    )


def _liquidity_months(means: Means, guide: Guide) -> Reading:
    spending, payments, ready = means.living.essential, means.payments, means.ready
    if spending is None:
        return _without(guide, _no_spending(means.living), ())
    monthly = spending + payments.amount
    if monthly <= 0:
        return _without(guide, Why.NOTHING_TO_COVER, payments.untold)
    return read(
        guide,
        ready.sold / monthly,
        lambda target: target * monthly - ready.sold,
        improving=ready.missing,
        worsening=payments.untold,
    )


def _emergency_fund(means: Means, guide: Guide) -> Reading:
    spending, ready = means.living.essential, means.ready
    if spending is None:
        return _without(guide, _no_spending(means.living), ())
    if spending <= 0:
        return _without(guide, Why.NOTHING_TO_COVER, ())
    return read(
        guide,
        ready.immediate / spending,
        lambda target: target * spending - ready.immediate,
        improving=tuple(
            one for one in ready.missing if one.position.liquidity is Liquidity.IMMEDIATE
        ),
    )


def _liquid_net_worth(means: Means) -> Reading | None:
    """Only beside debts: without any it is what can be spent soon, which needs no second name."""
    if not means.totals.has_debts:
        return None
    value = means.ready.total - means.due.amount
    left_out = means.ready.missing + means.due.untold
    return Reading("liquid_net_worth", value, step=-value if value < 0 else None, left_out=left_out)


def _credit_use(cards: CreditUse, guide: Guide) -> Reading | None:
    if not cards.cards:
        return _without(guide, Why.MISSING, cards.missing) if cards.missing else None
    return read(
        guide,
        cards.balance / cards.limit,
        lambda target: cards.balance - target * cards.limit,
        improving=cards.missing,
        worsening=cards.missing,
    )


def _service_of_net(means: Means, guide: Guide) -> Reading | None:
    row = means.living.row
    return _debt_service(
        means.payments, means.living.net_income, row.net_income if row else None, guide
    )


def _service_of_gross(means: Means, guide: Guide) -> Reading | None:
    row = means.living.row
    return _debt_service(
        means.payments, means.living.gross_income, row.gross_income if row else None, guide
    )


def _debt_service(
    payments: Payable, income: Fraction | None, entered: Decimal | None, guide: Guide
) -> Reading | None:
    if not payments.items and not payments.untold:
        return None
    if not payments.items:
        return _without(guide, Why.NO_PAYMENTS, payments.untold)
    if income is None:
        return _without(guide, _not_set(entered), ())
    if income <= 0:
        return _without(guide, Why.NO_INCOME, ())
    return read(
        guide,
        payments.amount / income,
        lambda target: payments.amount - target * income,
        worsening=payments.untold,
    )


def _loan_to_value(means: Means, guide: Guide) -> Reading | None:
    """The worst item's."""
    if not means.secured:
        return None
    unknown = tuple(one.value for one in means.secured if one.loan_to_value is None)
    worst = means.worst
    if worst is None or worst.owed is None or worst.worth is None:
        return _without(guide, Why.MISSING, unknown)
    owed, worth = worst.owed, worst.worth
    return read(guide, owed / worth, lambda target: owed - target * worth, worsening=unknown)


def _concentration(means: Means, guide: Guide) -> Reading | None:
    """The largest item's; not of who owns one thing only."""
    largest = means.largest
    if largest is None or largest.items < 2:
        return None
    worth, gross = largest.worth, largest.gross
    return read(
        guide,
        worth / gross,
        lambda target: worth / target - gross if target else None,
        improving=means.totals.no_assets,
        worsening=means.totals.no_assets,
    )


def _without(guide: Guide, why: Why, left_out: tuple[PositionValue, ...]) -> Reading:
    return Reading(guide.ratio, why=why, guide=guide, left_out=left_out)


def _undefined(no_assets: tuple[PositionValue, ...]) -> Why:
    """Not above zero, unless that is only for want of a value."""
    return Why.MISSING if no_assets else Why.NOT_ABOVE_ZERO


def _no_spending(living: Living) -> Why:
    return _not_set(living.row.essential_spending if living.row else None)


def _not_set(entered: Decimal | None) -> Why:
    """What was entered and is not there has no rate."""
    return Why.NOT_SET if entered is None else Why.NO_RATE
