"""Writes what a person keeps of themselves: name, reading habits, and where they begin."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.formats import is_known_format
from accounts.models import StartPage, Theme, User


@dataclass(frozen=True, slots=True)
class Profile:
    """How somebody is called and reads; empty texts leave it to the device or the household."""

    name: str
    language: str
    format_locale: str
    theme: str
    start_page: str
    hides_amounts: bool


@transaction.atomic
def update_profile(user_id: UUID, *, profile: Profile) -> User:
    """Keep these habits. What is not to be chosen from becomes the usual."""
    user = User.objects.select_for_update().get(pk=user_id)
    spoken = {code for code, _name in settings.HOUSEHOLD_LANGUAGES}
    user.name = profile.name.strip()
    user.language = profile.language if profile.language in spoken else ""
    known = is_known_format(profile.format_locale)
    user.format_locale = profile.format_locale if known else ""
    user.theme = profile.theme if profile.theme in Theme.values else ""
    user.start_page = profile.start_page if profile.start_page in StartPage.values else ""
    user.hides_amounts = profile.hides_amounts
    user.save(
        update_fields=[
            "name",
            "language",
            "format_locale",
            "theme",
            "start_page",
            "hides_amounts",
        ]
    )
    return user
