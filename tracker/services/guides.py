"""The guides that ratios are held against: the usual ones, and how a figure is judged by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal


class Measure(StrEnum):
    """What a ratio is counted in, and so how its guide is typed and shown."""

    PERCENT = "percent"
    MONTHS = "months"
    MULTIPLE = "multiple"


type Verdict = Literal["good", "watch", "act"]


@dataclass(frozen=True, slots=True)
class Guide:
    """One ratio's guide, percents as ratios (0.5 is 50 percent).

    Where less is better, a figure above `low` is worth watching and one above `high` asks for
    action; where `more_is_better`, below `high` and below `low`. A `single` guide has one figure,
    beyond which it is worth watching. `own`: the household set it itself.
    """

    ratio: str
    measure: Measure
    low: Decimal
    high: Decimal
    more_is_better: bool = False
    own: bool = False
    single: bool = False


def _single(ratio: str, measure: Measure, figure: str) -> Guide:
    return Guide(ratio, measure, Decimal(figure), Decimal(figure), single=True)


_TABLE: Final = (
    Guide("debt_to_assets", Measure.PERCENT, Decimal("0.5"), Decimal("0.8")),
    Guide("liquidity_months", Measure.MONTHS, Decimal(3), Decimal(6), more_is_better=True),
    Guide("emergency_fund", Measure.MONTHS, Decimal(1), Decimal(3), more_is_better=True),
    _single("credit_use", Measure.PERCENT, "0.3"),
    Guide("debt_service_net", Measure.PERCENT, Decimal("0.3"), Decimal("0.35")),
    _single("debt_service_gross", Measure.PERCENT, "0.36"),
    _single("loan_to_value", Measure.PERCENT, "1"),
    _single("concentration", Measure.PERCENT, "0.5"),
    _single("leverage", Measure.MULTIPLE, "3"),
)
DEFAULTS: Final[Mapping[str, Guide]] = {guide.ratio: guide for guide in _TABLE}
"""Every ratio that has a guide, in the order they are shown."""

HIGHEST: Final[Mapping[Measure, Decimal]] = {
    Measure.PERCENT: Decimal(10),
    Measure.MONTHS: Decimal(120),
    Measure.MULTIPLE: Decimal(100),
}
"""The largest figure a guide may have."""


def own_guide(ratio: str, low: Decimal, high: Decimal) -> Guide:
    """The usual guide with a household's own figures; KeyError for a ratio without guide."""
    return replace(DEFAULTS[ratio], low=low, high=high, own=True)


def judge(guide: Guide, figure: Decimal | Fraction) -> Verdict:
    """What a figure means by its guide; a figure on the guide is still on its better side."""
    if guide.more_is_better:
        return "good" if figure >= guide.high else "watch" if figure >= guide.low else "act"
    if figure <= guide.low:
        return "good"
    return "watch" if guide.single or figure <= guide.high else "act"
