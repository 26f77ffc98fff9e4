"""The start page of somebody with several households, or with none."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.queries import OwnHousehold


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """The fields of home/households.html; `start` is the route of where one arrives."""

    households: tuple[OwnHousehold, ...]
    start: str
    may_add: bool
    may_add_sample: bool


@dataclass(frozen=True, slots=True)
class NoHouseholdPage:
    """The fields of home/no_household.html."""

    email: str


def build_households(
    households: Sequence[OwnHousehold], *, start: str, may_add: bool
) -> HouseholdsPage:
    has_sample = any(household.is_sample for household in households)
    return HouseholdsPage(tuple(households), start, may_add, may_add and not has_sample)
