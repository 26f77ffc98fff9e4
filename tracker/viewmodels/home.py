"""The start page of somebody with several households, or with none."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.queries import OwnHousehold
from accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """The fields of home/households.html; `start` is the route of where one arrives. `removable`:
    the slugs of samples that go in one click."""

    households: tuple[OwnHousehold, ...]
    removable: frozenset[str]
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
    removable = frozenset(
        household.slug
        for household in households
        if household.is_sample and household.role.may(Permission.MANAGE)
    )
    return HouseholdsPage(tuple(households), removable, start, may_add, may_add and not has_sample)
