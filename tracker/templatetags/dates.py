"""Dates in templates of pages that have no view-model of their own to write them."""

from datetime import date, datetime

from django import template

from tracker.formatting import format_date, format_moment

register = template.Library()


@register.filter
def day(value: date, tag: str) -> str:
    """{{ value|day:request.format_locale }}: a day as the reader writes it."""
    return format_date(value, tag)


@register.filter
def moment(value: datetime, tag: str) -> str:
    """{{ value|moment:request.format_locale }}: a day and time, in the zone it comes in."""
    return format_moment(value, tag)
