"""What the pages of the past share: reading what was asked for, and the addresses around them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.access import HouseholdRequest, HouseholdScope
from accounts.queries import list_members
from tracker.forms.history import read_asked
from tracker.services.calendar import FIRST_DATE
from tracker.viewmodels.history_asked import Asked, Links

ANY_YEAR = 1900
NO_ID = UUID(int=0)


def list_names(scope: HouseholdScope) -> dict[UUID, str]:
    """The household's people."""
    return {member.id: member.name for member in list_members(scope.household.id)}


def read_query(request: HouseholdRequest, scope: HouseholdScope, names: dict[UUID, str]) -> Asked:
    """What the address asks for; somebody who is not of the household is 404."""
    return read_asked(
        request.GET, currency=scope.household.currency, today=scope.today, members=names
    )


def make_links(scope: HouseholdScope) -> Links:
    """The addresses around the past; those of dates and items are made without resolving each."""
    slug = scope.household.slug
    before, _, after = reverse("tracker:history_year", args=[slug, ANY_YEAR]).rpartition(
        str(ANY_YEAR)
    )
    return Links(
        balance=reverse("tracker:balance", args=[slug]),
        compare=reverse("tracker:history_compare", args=[slug]),
        download=reverse("tracker:history_download", args=[slug]),
        snapshot=_dated("tracker:snapshot", slug),
        card=_dated("tracker:history_card", slug),
        year=lambda number: f"{before}{number}{after}",
        item=_of_id("tracker:position", slug),
        business=_of_id("tracker:business", slug),
    )


def _of_id(route: str, slug: str) -> Callable[[UUID], str]:
    before, _, after = reverse(route, args=[slug, NO_ID]).rpartition(str(NO_ID))
    return lambda id_: f"{before}{id_}{after}"


def _dated(route: str, slug: str) -> Callable[[date], str]:
    before, _, after = reverse(route, args=[slug, FIRST_DATE]).rpartition(FIRST_DATE.isoformat())
    return lambda day: f"{before}{day.isoformat()}{after}"
