"""Where the icons are."""

from functools import cache

from django import template
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def icons_url() -> str:
    """The address of the sheet of icons."""
    return _find_url()


@cache
def _find_url() -> str:
    # A page asks for it dozens of times, and it is the same while the server runs.
    return static("vendor/icons.svg")
