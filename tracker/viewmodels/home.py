"""The start page of somebody with several households, or with none."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.queries import HouseholdRow


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """The fields of home/households.html."""

    households: tuple[HouseholdRow, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class NoHouseholdPage:
    """The fields of home/no_household.html."""

    email: str


def build_households(households: Sequence[HouseholdRow], *, may_add: bool) -> HouseholdsPage:
    return HouseholdsPage(tuple(households), may_add)
