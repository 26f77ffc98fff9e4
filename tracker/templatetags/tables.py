"""Long tables: hundreds of rows joined at once, many times quicker than a template's loop."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tracker.viewmodels.waterline import MonthRow

register = template.Library()

MONTH = (
    '\n<tr><th scope="row">{}</th><td class="num money">{}</td><td class="num money">{}</td>'
    '<td class="num money{}">{}</td><td>{}</td></tr>'
)


@register.simple_tag
def month_rows(months: Iterable[MonthRow]) -> SafeString:
    """The rows of the table of months."""
    rows = (
        (row.month, row.own, row.owe, " debt" if row.below else "", row.net_worth, row.note)
        for row in months
    )
    return format_html_join("", MONTH, rows)
