"""Reads the fields of many prices at once: one of each unit and currency, for one day.

A row's fields are named after its key: price-<key> and seen-<key>. The key of a unit is its id and
the currency of its price, that of a currency is its code: its rate is in the household's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.forms.money import read_amount
from tracker.forms.prices import read_seen

FIELD = re.compile(
    r"price-(?:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-)?([A-Z]{3})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PostedPrice:
    """A row as it was sent: a unit's price in `currency`, or (`unit` None) the currency's rate.
    `price` is None for blank; `problem` says what is wrong with `typed`."""

    unit: UUID | None
    currency: str
    typed: str
    price: Decimal | None
    seen: Decimal | None
    problem: str

    @property
    def key(self) -> str:
        return row_key(self.unit, self.currency)

    @property
    def is_touched(self) -> bool:
        """Whether somebody has changed what the form showed."""
        return bool(self.problem) or self.price != self.seen


def row_key(unit: UUID | None, currency: str) -> str:
    """How a row's fields are named."""
    return f"{unit}-{currency}" if unit else currency


def read_prices(data: Mapping[str, str], tag: str) -> tuple[PostedPrice, ...]:
    """The rows that were sent, in the order of the form; where the other's price was chosen the row
    shows it and is not touched."""
    found = []
    for name in data:
        match = FIELD.fullmatch(name)
        if match is None:
            continue
        unit, currency = UUID(match[1]) if match[1] else None, match[2]
        key = row_key(unit, currency)
        seen = read_seen(data.get(f"seen-{key}", ""))
        if data.get("theirs") == key:
            found.append(PostedPrice(unit, currency, "", seen, seen, ""))
            continue
        typed = data[name]
        price, problem = _read(typed, tag)
        found.append(PostedPrice(unit, currency, typed, price, seen, problem))
    return tuple(found)


def _read(typed: str, tag: str) -> tuple[Decimal | None, str]:
    try:
        price = read_amount(typed, tag)
    except ValidationError as error:
        return None, str(error.messages[0])
    if price is not None and price <= 0:
        return None, _("A price is above zero.")
    return price, ""
