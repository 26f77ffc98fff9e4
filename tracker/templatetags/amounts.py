"""Amounts inside sentences."""

import re

from django import template

from tracker.formatting.numbers import MINUS

register = template.Library()

WORD_JOINER = "\u2060"
SIGNED = re.compile("([\u2212+])(?=[^\\w\\s])")


@register.filter(is_safe=True)
def unbroken(sentence: str) -> str:
    """The sentence without a line's end between a sign and the currency that follows it.

    A browser may break "\u2212$5" after its minus. The joiner takes no room; whoever searches the
    page or has it read out never meets it.
    """
    text = str(sentence)
    return SIGNED.sub(rf"\1{WORD_JOINER}", text) if MINUS in text or "+" in text else text
