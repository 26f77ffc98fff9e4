"""Addresses that are printed on a terminal, where no request says how the site is reached."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError

from accounts.links import password_path
from accounts.models import User

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1"})
LOCAL_PORT = "8000"


def site_address(given: str | None = None) -> str:
    """Where people reach the site: as given, else made from the settings; without a last slash."""
    if given:
        try:
            parts = urlsplit(given)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
            raise CommandError(
                "--base-url must be an address such as https://waterline.example.com."
            )
        return given.rstrip("/")
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
    if host in LOCAL_HOSTS:
        host = f"{host}:{os.environ.get('PORT', '').strip() or LOCAL_PORT}"
    return f"{'https' if settings.HTTPS else 'http'}://{host}"


def password_link(user: User, base_url: str | None = None) -> str:
    """A link that sets the user's password: works once, as a mailed one does."""
    return site_address(base_url) + password_path(user)
