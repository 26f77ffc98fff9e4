"""The snapshot page as tests read it and fill it in."""

import re
from datetime import date
from typing import Any

from tests.cast import ApplicationClient, Cast
from tracker.models import Position

NOON = "2026-11-21T05:00:00Z"
OCTOBER = date(2026, 10, 31)
TODAY = date(2026, 11, 21)


def path(cast: Cast, rest: str = "months/current/") -> str:
    return f"/h/{cast.household.slug}/{rest}"


def month(cast: Cast, rest: str = "", on: date = TODAY) -> str:
    return path(cast, f"months/{on}/{rest}")


def find(name: str) -> Position:
    return Position.objects.get(name=name)


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def row_of(page: str, name: str) -> str:
    """The row and the message below it."""
    row_id = find(name).pk
    found = re.search(
        rf'<tr id="row-{row_id}".*?</tr>\s*<tr class="message-row".*?</tr>', page, re.S
    )
    assert found, f"no row of {name}"
    return found.group()


def value_of(text: str, field: str) -> str:
    found = re.search(rf'name="{field}-[^"]*" value="([^"]*)"', text)
    assert found, field
    return found.group(1)


def fields_of(page: str) -> dict[str, str]:
    """Every field of the form, as a browser would send it."""
    names = "amount|note|token|low|paid|price|priceseen|month_note_seen"
    texts = re.findall(rf'name="((?:{names})[^"]*)" value="([^"]*)"', page)
    selects = re.findall(r'<select[^>]* name="(source-[^"]*)".*?</select>', page, re.S)
    chosen = {
        name: re.search(rf'name="{name}".*?<option value="([^"]*)" selected', page, re.S)
        for name in selects
    }
    return dict(texts) | {name: found[1] for name, found in chosen.items() if found}


def typed(page: str, **amounts: str) -> dict[str, str]:
    """The form with these amounts typed; underscores stand for spaces in names."""
    changed = {f"amount-{find(name.replace('_', ' ')).pk}": text for name, text in amounts.items()}
    return fields_of(page) | changed


def post_cell(client: ApplicationClient, cast: Cast, name: str, amount: str) -> Any:
    """Save a cell as htmx does, from a page on which it was blank."""
    position = find(name)
    data = {f"amount-{position.pk}": amount, f"note-{position.pk}": ""}
    data[f"token-{position.pk}"] = "0."
    return client.post(month(cast, f"cell/{position.pk}/"), data, headers={"HX-Request": "true"})
