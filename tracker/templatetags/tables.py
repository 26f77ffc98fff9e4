"""Long tables: hundreds of rows at once, many times quicker than a template's loop."""

from html import escape

from django import template
from django.template.base import FilterExpression, Parser, Token

from tracker.viewmodels.change import MovedGroup, MovedItem
from tracker.viewmodels.waterline import MonthRow
from tracker.wording.history import add_a_note

register = template.Library()

MONTH = (
    '\n<tr><th scope="row"><a href="{}">{}</a></th><td class="num money">{}</td>'
    '<td class="num money">{}</td><td class="num money{}">{}</td><td>{}{}{}</td></tr>'
)
EVENT = '<span class="event">{}</span>'
ADD = ' <a class="add" href="{}">{}</a>'


class MonthRows(template.Node):
    """Writes its rows as they are, so each of their texts is escaped here. format_html_join would
    do that too, at ten times the cost."""

    def __init__(self, months: FilterExpression) -> None:
        self.months = months

    def render(self, context: template.Context) -> str:
        add = escape(str(add_a_note()))
        return "".join([_write(row, add) for row in self.months.resolve(context)])


def _write(row: MonthRow, add: str) -> str:
    below = " debt" if row.below else ""
    texts = (row.url, row.month, row.own, row.owe, below, row.net_worth, row.note)
    events = "".join([EVENT.format(escape(event)) for event in row.events])
    link = ADD.format(escape(row.add_url), add) if row.add_url else ""
    return MONTH.format(*map(escape, texts), events, link)


@register.tag
def month_rows(parser: Parser, token: Token) -> MonthRows:
    """{% month_rows months %}: the rows of the table of months, each a viewmodels MonthRow."""
    _, months = token.split_contents()
    return MonthRows(parser.compile_filter(months))


GROUP = (
    '\n<li><details><summary><span class="swatch {}" aria-hidden="true"></span>'
    '<span class="name">{}</span><span class="num money">{}</span></summary>'
    '<table class="table"><tbody>{}</tbody></table></details></li>'
)
ITEM = '<tr><th scope="row"{}><a href="{}">{}</a></th><td>{}</td><td class="num money">{}</td></tr>'
MORE = '<tr><td>{}</td><td class="num money">{}</td></tr>'
SWATCHES = {"own": "sea", "owe": "ember", "both": "quiet"}


class MovedGroups(template.Node):
    """Writes its groups as they are, so each of their texts is escaped here."""

    def __init__(self, groups: FilterExpression) -> None:
        self.groups = groups

    def render(self, context: template.Context) -> str:
        return "".join([_write_group(group) for group in self.groups.resolve(context)])


def _write_group(group: MovedGroup) -> str:
    rows = "".join([_write_item(item) for item in group.items])
    return GROUP.format(SWATCHES[group.side], escape(group.name), escape(group.amount), rows)


def _write_item(item: MovedItem) -> str:
    first, *others = [(escape(one.kind), escape(one.amount)) for one in item.movements]
    span = f' rowspan="{len(others) + 1}"' if others else ""
    row = ITEM.format(span, escape(item.url), escape(item.name), *first)
    return row + "".join([MORE.format(*other) for other in others])


@register.tag
def moved_groups(parser: Parser, token: Token) -> MovedGroups:
    """{% moved_groups groups %}: what moved net worth, each a viewmodels MovedGroup."""
    _, groups = token.split_contents()
    return MovedGroups(parser.compile_filter(groups))
