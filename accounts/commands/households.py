"""Households: made with an address of their own, and changed."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import Cadence, Household
from accounts.queries import HouseholdRow, household_row

ATTEMPTS = 5


def create_household(
    name: str,
    *,
    currency: str,
    zone: str = "UTC",
    language: str = "en",
    key: UUID | None = None,
    is_sample: bool = False,
) -> HouseholdRow:
    """A household without people; its slug is made from the name and is unique.

    `key` is its id where the caller has drawn one.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                household = Household.objects.create(
                    **({} if key is None else {"id": key}),
                    slug=_free_slug(name),
                    name=name.strip(),
                    currency=currency,
                    zone=zone,
                    language=language,
                    is_sample=is_sample,
                )
        except IntegrityError as error:
            # Somebody else took the same address between the look and the write: look again.
            if "slug" not in str(error) or attempt == ATTEMPTS:
                raise
        else:
            return household_row(household)
    raise AssertionError("every attempt returns or raises")


@transaction.atomic
def update_household(
    household_id: UUID,
    *,
    name: str,
    zone: str,
    language: str,
    cadence: str,
    currency: str | None = None,
) -> HouseholdRow:
    """Change what may change; the address stands in links. `currency` None leaves it."""
    household = Household.objects.select_for_update().get(pk=household_id)
    household.name = name.strip()
    household.zone = zone
    household.language = language
    household.cadence = Cadence(cadence).value
    household.currency = currency or household.currency
    household.save(update_fields=["name", "zone", "language", "cadence", "currency"])
    return household_row(household)


def lock_household(household_id: UUID) -> None:
    """One change of its people at a time; rows that only name the household are not held up."""
    Household.objects.select_for_update(no_key=True).get(pk=household_id)


def _free_slug(name: str) -> str:
    base = slugify(name)[:50].strip("-") or "household"
    taken = set(Household.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
