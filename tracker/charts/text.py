"""Words on a chart: made harmless, since Plotly reads tags in any text, and measured roughly."""

from collections.abc import Sequence
from unicodedata import east_asian_width

# A little more than the typeface's average at 12 px, so that estimates err on the roomy side.
_NARROW_PX = 7.0
_WIDE_PX = 12.5


def plain_text(text: str) -> str:
    """The text as Plotly will show it literally; line feeds become line breaks.

    Without this an item named `<a href=…>` would be a live link in the chart.
    """
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>") if "\n" in text else text


def plain_texts(texts: Sequence[str]) -> list[str]:
    """As `plain_text` for each: a chart has hundreds of amounts, which need nothing."""
    whole = "".join(texts)
    if any(mark in whole for mark in "&<>\n"):
        return [plain_text(text) for text in texts]
    return list(texts)


def measure(text: str) -> float:
    """About how many pixels the widest line of an unescaped text takes at 12 px."""
    return max(sum(map(_advance, line)) for line in text.split("\n"))


def _advance(character: str) -> float:
    return _WIDE_PX if east_asian_width(character) in "WF" else _NARROW_PX
