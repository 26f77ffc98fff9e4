"""The meter of a ratio and the items behind it, many times quicker than a template's loop."""

from html import escape
from uuid import UUID

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.urls import reverse

from tracker.templatetags.amounts import unbroken
from tracker.viewmodels.meter import Meter
from tracker.viewmodels.ratio_rows import TileRow

register = template.Library()

METER = (
    '<svg class="meter" width="100%" height="16" role="img" aria-label="{}">'
    '<rect class="track" y="4" width="100%" height="8" rx="4"/>'
    '<rect class="ok" x="{}" y="4" width="{}" height="8" rx="4"/>{}'
    '<svg class="at" x="{}" overflow="visible">'
    '<rect x="-2" width="4" height="16" rx="2"/></svg></svg>\n'
    '  <p class="scale num" aria-hidden="true"><span>0</span><span>{}</span></p>'
)
MARK = '<line x1="{0}" x2="{0}" y1="1" y2="15"/>'
ROW = '<li><a href="{}">{}</a>{}<span class="num money">{}</span></li>'
NOTE = ' <span class="dim money">{}</span>'
NO_ID = UUID(int=0)


class MeterNode(template.Node):
    """Writes its bar as it is, so each of its texts is escaped here."""

    def __init__(self, bar: FilterExpression) -> None:
        self.bar = bar

    def render(self, context: template.Context) -> str:
        bar: Meter = self.bar.resolve(context)
        marks = "".join([MARK.format(escape(mark)) for mark in bar.marks])
        label, start, width, at, end = map(
            escape, (bar.label, bar.start, bar.width, bar.at, bar.end)
        )
        return METER.format(label, start, width, marks, at, end)


@register.tag
def meter(parser: Parser, token: Token) -> MeterNode:
    """{% meter tile.meter %}: the bar of a ratio with its guide, and its scale in words."""
    _, bar = token.split_contents()
    return MeterNode(parser.compile_filter(bar))


class BehindRows(template.Node):
    """Writes its rows as they are, so each of their texts is escaped here."""

    def __init__(self, rows: FilterExpression, slug: FilterExpression) -> None:
        self.rows, self.slug = rows, slug

    def render(self, context: template.Context) -> str:
        # One address is resolved and the others are made from it.
        address = reverse("tracker:position", args=[self.slug.resolve(context), NO_ID])
        before, _, after = escape(address).rpartition(str(NO_ID))
        return "".join(
            [_write(row, f"{before}{row.id}{after}") for row in self.rows.resolve(context)]
        )


def _write(row: TileRow, url: str) -> str:
    note = NOTE.format(escape(row.note)) if row.note else ""
    return ROW.format(url, escape(row.name), note, escape(unbroken(row.value)))


@register.tag
def behind_rows(parser: Parser, token: Token) -> BehindRows:
    """{% behind_rows rows household.slug %}: the items behind a figure, each a viewmodels TileRow,
    with the way to it."""
    _, rows, slug = token.split_contents()
    return BehindRows(parser.compile_filter(rows), parser.compile_filter(slug))
