"""Reads the guides that a household's ratios are held against."""

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.services.guides import DEFAULTS, Guide, own_guide

# Every dashboard asks for them; as a queryset they would take longer to ask for than to find.
GUIDES = "SELECT ratio, low, high FROM tracker_ratioguide WHERE household_id = %s"


def household_guides(household: HouseholdRow) -> dict[str, Guide]:
    """Every ratio's guide, the household's own where it set one, in the order they are shown."""
    with connection.cursor() as cursor:
        cursor.execute(GUIDES, [household.id])
        rows = cursor.fetchall()
    own = {ratio: own_guide(ratio, low, high) for ratio, low, high in rows if ratio in DEFAULTS}
    return {ratio: own.get(ratio, guide) for ratio, guide in DEFAULTS.items()}
