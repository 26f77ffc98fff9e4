"""Months in which net worth fell far more than this household's months usually move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tracker.services.history import History
from tracker.services.ownership import Owner
from tracker.services.usual import median_and_deviation

DEVIATIONS: Final = 3
SHARE: Final = Fraction(1, 10)
FEWEST: Final = 6
"""With fewer changes nothing can be called usual."""


class Rule(StrEnum):
    """Why a month is pointed out."""

    DEVIATIONS = "deviations"
    """It lies more than three robust deviations below the usual month."""
    SHARE = "share"
    """It is more than a tenth of what was owned before."""


@dataclass(frozen=True, slots=True)
class UnusualFall:
    """`fall`: from the month end before to this one, a positive amount in the reporting currency.
    `share`: of what was owned before, None where that was not above zero."""

    on: date
    fall: Fraction
    share: Fraction | None
    rules: tuple[Rule, ...]


def unusual_falls(history: History, owner: Owner | None = None) -> tuple[UnusualFall, ...]:
    """The unusual falls of a household's or an owner's months, oldest first.

    Only between month ends that are both complete; a month that only became better known has the
    cause Code.RECORDS, which is for the caller to look at. Where the deviation of all these changes
    is zero, or with fewer than six of them, only the share counts.
    """
    columns = history.columns(owner)
    whole = columns.complete
    ends = [at for at in range(1, len(history.dates)) if whole[at - 1] and whole[at]]
    changes = {at: columns.net_worth[at] - columns.net_worth[at - 1] for at in ends}
    lowest_usual = _lowest_usual([*changes.values()])
    found: list[UnusualFall] = []
    for at, change in changes.items():
        if change >= 0:
            continue
        owned = columns.assets[at - 1]
        share = Fraction(-change, owned) if owned > 0 else None
        rules = []
        if lowest_usual is not None and change < lowest_usual:
            rules.append(Rule.DEVIATIONS)
        if share is not None and share > SHARE:
            rules.append(Rule.SHARE)
        if rules:
            found.append(
                UnusualFall(history.dates[at], history.exact(-change), share, tuple(rules))
            )
    return tuple(found)


def _lowest_usual(changes: Sequence[int]) -> Fraction | None:
    if len(changes) < FEWEST:
        return None
    usual, deviation = median_and_deviation(changes)
    return usual - DEVIATIONS * deviation if deviation else None
