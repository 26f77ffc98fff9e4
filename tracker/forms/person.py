"""Whose part a page is asked for."""

from collections.abc import Collection
from uuid import UUID

from django.http import Http404

from tracker.services.ownership import SHARED, Owner


def read_owner(person: str, members: Collection[UUID]) -> Owner | None:
    """The owner that an address names: a member's id, the word for what is shared, or None where
    it names nobody. Http404 for somebody who is not of the household."""
    if not person:
        return None
    if person == SHARED.value:
        return SHARED
    owner = next((id_ for id_ in members if str(id_) == person), None)
    if owner is None:
        raise Http404
    return owner
