"""Writes a household's own guides for its ratios."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.models import Household
from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.models import RatioGuide
from tracker.services.guides import DEFAULTS, HIGHEST

type Figures = tuple[Decimal, Decimal]
"""The lower and the higher figure of a guide; percents as ratios."""


@transaction.atomic
def set_guides(
    household: HouseholdRow, *, actor: UUID | None, guides: Mapping[str, Figures]
) -> None:
    """Hold these ratios against these figures; one that is as usual is no longer the household's
    own. Raises Refused (unknown_ratio, guide_order, guide_range), and then nothing is changed."""
    for ratio, (low, high) in guides.items():
        _check(ratio, low, high)
    # One at a time, so that two people's guides never mix.
    Household.objects.select_for_update(no_key=True).get(pk=household.id)
    for ratio, (low, high) in guides.items():
        usual = DEFAULTS[ratio]
        own = RatioGuide.objects.filter(household_id=household.id, ratio=ratio)
        if (low, high) == (usual.low, usual.high):
            own.delete()
        else:
            RatioGuide.objects.update_or_create(
                household_id=household.id, ratio=ratio, defaults={"low": low, "high": high}
            )


@transaction.atomic
def reset_guide(household: HouseholdRow, *, actor: UUID | None, ratio: str) -> None:
    """Back to the usual guide. Raises Refused (unknown_ratio)."""
    if ratio not in DEFAULTS:
        raise Refused("unknown_ratio")
    RatioGuide.objects.filter(household_id=household.id, ratio=ratio).delete()


def _check(ratio: str, low: Decimal, high: Decimal) -> None:
    usual = DEFAULTS.get(ratio)
    if usual is None:
        raise Refused("unknown_ratio")
    if low > high:
        raise Refused("guide_order", ratio=ratio)
    if not low >= 0 or high > HIGHEST[usual.measure] or (usual.single and low != high):
        raise Refused("guide_range")
