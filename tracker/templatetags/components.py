"""Small parts that a page has dozens of: icons, status in words, one choice out of a few.

Every template knows these tags. They are written here since a template that is included so often
takes most of a page's time.
"""

import json
from functools import lru_cache
from html import escape

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from tracker.viewmodels.links import Choice

register = template.Library()

CHIP_ICONS = {"good": "circle-check", "watch": "triangle-alert", "act": "diamond-alert"}
SEG = '<div class="seg" role="group" aria-label="{}"{}>{}</div>\n'
SEG_LINK = '<a id="seg-{}" href="{}"{}{}>{}</a>'
CURRENT = ' aria-current="true"'
WAITS = ' hx-indicator="{}"'
SWAP = ' hx-get="{}" hx-target="{}" hx-swap="outerHTML show:none" hx-push-url="true"'


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """One icon, always beside words or under an aria-label: {% icon "plus" "m" %}.

    `name` is an id in vendor/icons.svg; `size` is "s" (14 px), "m" (16 px) or none (18 px).
    """
    return _draw(name, size)


# A page asks for the same ones again and again, and the sheet stays where it is while the server
# runs.
@lru_cache(maxsize=256)
def _draw(name: str, size: str) -> SafeString:
    classes = f"icon {size}" if size else "icon"
    # The line end parts it from the words beside it, as the end of a template does.
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>\n',
        classes,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def chip(text: str, kind: str = "", *, tiny: bool = False, icon: str = "") -> SafeString:
    """Status in words; icon and colour repeat it: {% chip text kind="watch" tiny=True %}.

    `kind` is good, watch, act or none (neutral); `icon` is that of a neutral one (a clock).
    """
    classes = " ".join(filter(None, ("chip", kind, "tiny" if tiny else "")))
    drawing = _draw(CHIP_ICONS.get(kind) or icon or "clock", "s")
    return format_html('<span class="{}">{}{}</span>\n', classes, drawing, text)


class Segments(template.Node):
    """Writes its links as they are, so each of their texts is escaped here."""

    def __init__(self, *parts: FilterExpression) -> None:
        self.parts = parts

    def render(self, context: template.Context) -> str:
        name, label, items, *rest = [part.resolve(context) for part in self.parts]
        name, target = escape(name), escape(rest[0]) if rest else ""
        links = [_link(item, f"{name}-{place}", target) for place, item in enumerate(items, 1)]
        # What a template translates is markup already.
        return SEG.format(
            conditional_escape(label), WAITS.format(target) if target else "", "".join(links)
        )


def _link(item: Choice, place: str, target: str) -> str:
    url, current = escape(item.url), CURRENT if item.current else ""
    swap = SWAP.format(url, target) if target else ""
    return SEG_LINK.format(place, url, current, swap, escape(item.label))


@register.tag
def seg(parser: Parser, token: Token) -> Segments:
    """One choice out of a few, as links, so that it works without JavaScript and each choice has a
    URL: {% seg "basis" bases_label bases "#sheet" %}.

    The first is unique on the page; then what is chosen in words, the Choices, and the selector of
    what the answer replaces (htmx), none for whole pages. The ids let focus return to the chosen
    link after the swap.
    """
    _, name, label, items, *target = token.split_contents()
    return Segments(*map(parser.compile_filter, (name, label, items, *target)))


class FigureScript(template.Node):
    """Writes JSON with the characters that could end its element as escapes, as json_script does,
    which takes longer to look for them than to write the rest."""

    def __init__(self, figure: FilterExpression, element: FilterExpression) -> None:
        self.figure, self.element = figure, element

    def render(self, context: template.Context) -> str:
        text = json.dumps(self.figure.resolve(context), separators=(",", ":"))
        for mark, written in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
            text = text.replace(mark, written)
        element = escape(self.element.resolve(context))
        return f'<script id="{element}" type="application/json">{text}</script>'


@register.tag
def figure_script(parser: Parser, token: Token) -> FigureScript:
    """{% figure_script figure "id" %}: a figure for charts.js, which finds it by its id."""
    _, figure, element = token.split_contents()
    return FigureScript(parser.compile_filter(figure), parser.compile_filter(element))
