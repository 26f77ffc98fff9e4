"""Names that people can see: what is kept as a name leaves a mark on screen and on paper."""

import unicodedata
from typing import Final

UNSEEN: Final = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
"""Categories of characters that show nothing by themselves."""

FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing, whatever their category says."""


def is_visible(name: str) -> bool:
    """Whether anything of a name is to be seen: a link to click, a row to tell from others."""
    return any(
        letter not in FILLERS and unicodedata.category(letter) not in UNSEEN for letter in name
    )
