"""Writes the conditions of a debt from a date on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import lock_position
from tracker.models import DebtTerms, Method
from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.services.categories import Side
from tracker.services.money import LIMIT

HIGHEST_RATE = 1000


@dataclass(frozen=True, slots=True)
class Terms:
    """Percent a year, how it is counted, the payment a month and the credit limit; None unknown."""

    rate: Decimal | None = None
    method: str = Method.REDUCING
    minimum: Decimal | None = None
    limit: Decimal | None = None


@transaction.atomic
def set_terms(
    household: HouseholdRow, *, actor: UUID | None, position_id: UUID, since: date, terms: Terms
) -> None:
    """From `since` on these conditions hold; they replace those of that very date.

    Raises Refused (no_position, not_a_debt, date_range, no_terms, bad_rate, bad_method, negative).
    """
    position = lock_position(household, position_id)
    if position.side != Side.LIABILITY.code:
        raise Refused("not_a_debt")
    if not FIRST_DATE <= since <= LAST_DATE:
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    if terms.method not in Method.values:
        raise Refused("bad_method")
    figures = (terms.rate, terms.minimum, terms.limit)
    if all(figure is None for figure in figures) and terms.method != Method.INTEREST_FREE:
        raise Refused("no_terms")
    if terms.rate is not None and not 0 <= terms.rate <= HIGHEST_RATE:
        raise Refused("bad_rate", most=HIGHEST_RATE)
    if any(figure is not None and not 0 <= figure < LIMIT for figure in figures[1:]):
        raise Refused("negative")
    DebtTerms.objects.update_or_create(
        household_id=household.id,
        position=position,
        since=since,
        defaults={
            "rate": terms.rate,
            "method": terms.method,
            "minimum": terms.minimum,
            "limit": terms.limit,
        },
    )


@transaction.atomic
def remove_terms(
    household: HouseholdRow, *, actor: UUID | None, position_id: UUID, since: date
) -> None:
    """Take the conditions of that date away. Raises Refused (no_position)."""
    lock_position(household, position_id)
    DebtTerms.objects.filter(
        household_id=household.id, position_id=position_id, since=since
    ).delete()
