"""Reads the guides that a household's ratios are held against."""

from accounts.queries import HouseholdRow
from tracker.models import RatioGuide
from tracker.services.guides import DEFAULTS, Guide, own_guide


def household_guides(household: HouseholdRow) -> dict[str, Guide]:
    """Every ratio's guide, the household's own where it set one, in the order they are shown."""
    rows = RatioGuide.objects.filter(household_id=household.id, ratio__in=DEFAULTS)
    own = {row.ratio: own_guide(row.ratio, row.low, row.high) for row in rows}
    return {ratio: own.get(ratio, guide) for ratio, guide in DEFAULTS.items()}
