"""Amounts inside sentences stay in one piece."""

import pytest
from django.utils.safestring import SafeString, mark_safe

from tracker.templatetags.amounts import unbroken

JOINED = "\u2212\u2060$5 and +\u2060\u20ac3 would be left"


def test_a_sign_stays_beside_its_currency():
    assert unbroken("\u2212$5 and +\u20ac3 would be left") == JOINED


@pytest.mark.parametrize("text", ["\u2212Rp 28.0 m", "\u221228", "a - b", "\u2212 5", ""])
def test_nothing_else_is_touched(text):
    assert unbroken(text) == text


def test_what_was_escaped_stays_escaped_and_nothing_becomes_safe():
    assert isinstance(unbroken(mark_safe("&lt;")), str)
    assert not isinstance(unbroken("<b>"), SafeString)
