"""What an item's page says at its top of a form further down that was not saved."""

from dataclasses import dataclass
from typing import Any

from tracker.wording.items import not_saved

CARDS = {
    "value": "values",
    "owners": "owners",
    "terms": "terms",
    "model": "model",
    "secured": "secured",
    "closing": "closing",
}
"""In which part of the page each of its forms stands."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Why nothing was saved, and where on the page to go on."""

    text: str
    url: str


def build_not_saved(forms: Any, conflict: str) -> NotSaved | None:
    """None where nothing was sent, or all of it is in order; `conflict` is what the value's form
    says of somebody else's."""
    for name, card in CARDS.items():
        form = getattr(forms, name)
        if form is None or not form.is_bound:
            continue
        if name == "value" and conflict:
            return NotSaved(not_saved(conflict), f"#{card}")
        for field, errors in form.errors.items():
            place = form[field].id_for_label if field in form.fields else ""
            return NotSaved(not_saved(str(errors[0])), f"#{place or card}")
    return None
