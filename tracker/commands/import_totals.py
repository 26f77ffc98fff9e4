"""The household's totals around an import: today, as the dashboard computes them."""

from datetime import date
from fractions import Fraction

from django.db.models import Count, Max, Min

from accounts.queries import HouseholdRow
from tracker.models import Snapshot
from tracker.queries.books import household_books
from tracker.services.import_records import Totals
from tracker.services.networth import monthly_history


def totals_on(household: HouseholdRow, today: date) -> Totals:
    """The household's totals as they stand in this transaction."""
    history = monthly_history(household_books(household), [today], members=False)
    dates = Snapshot.objects.filter(household_id=household.id).aggregate(
        count=Count("pk"), first=Min("as_of"), last=Max("as_of")
    )
    return Totals(
        Fraction(history.assets[0], history.unit),
        Fraction(history.liabilities[0], history.unit),
        history.complete[0],
        dates["count"],
        dates["first"],
        dates["last"],
    )
