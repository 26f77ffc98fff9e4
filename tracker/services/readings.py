"""What is read off a ratio: its value, how it stands by its guide, and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tracker.services.guides import Guide, Verdict, judge
from tracker.services.position_values import PositionValue


class Why(StrEnum):
    """Why a ratio has no value."""

    NOT_SET = "not_set"
    """Spending or income was not entered."""
    NO_RATE = "no_rate"
    """It was entered in a currency without a rate."""
    NO_PAYMENTS = "no_payments"
    """No payment of a debt is known."""
    NOTHING_TO_COVER = "nothing_to_cover"
    """Neither spending nor payments: nothing to compare with."""
    NO_INCOME = "no_income"
    """There is none: nothing to compare with."""
    NOT_ABOVE_ZERO = "not_above_zero"
    """Defined only where net worth, or what debts are compared with, is above zero."""
    MISSING = "missing"
    """Something that it rests on has no value."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One ratio. `value`: percents as ratios, months, multiples; an amount for liquid net worth.

    `verdict`: None without a value or guide, and where what is missing could turn it. `target`:
    the guide's next better figure, None on its best side; `step`: the amount in the reporting
    currency that reaches it, all else unchanged. `left_out`: what belongs in it and is not known.
    """

    ratio: str
    value: Fraction | None = None
    why: Why | None = None
    guide: Guide | None = None
    verdict: Verdict | None = None
    target: Decimal | None = None
    step: Fraction | None = None
    left_out: tuple[PositionValue, ...] = ()


type Distance = Callable[[Fraction], Fraction | None]
"""The amount that is between the figures as they are and a target; None where none reaches it."""


def read(
    guide: Guide,
    value: Fraction,
    distance: Distance,
    *,
    improving: tuple[PositionValue, ...] = (),
    worsening: tuple[PositionValue, ...] = (),
) -> Reading:
    """A value held against its guide. `improving` and `worsening`: what is missing, by what its
    value would do to the ratio; a verdict that they could turn is not given."""
    verdict: Verdict | None = judge(guide, value)
    if worsening if verdict == "good" else improving:
        verdict = None
    target = _target(guide, verdict)
    return Reading(
        ratio=guide.ratio,
        value=value,
        guide=guide,
        verdict=verdict,
        target=target,
        step=None if target is None else distance(Fraction(target)),
        left_out=tuple(dict.fromkeys((*improving, *worsening))),
    )


def _target(guide: Guide, verdict: Verdict | None) -> Decimal | None:
    """What the next better verdict begins with."""
    if verdict in {None, "good"}:
        return None
    first = verdict == "act" if guide.more_is_better else verdict == "watch"
    return guide.low if first else guide.high
