"""What an item has to do with a business or fund of the household, as its page says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tracker.services.records import BusinessRow, PositionRow
from tracker.wording import businesses as words


@dataclass(frozen=True, slots=True)
class ItemBusiness:
    """`belongs`: the item is the business's own, and has no owners among the household's people;
    `part`: it stands for the household's part. `text` says so in a sentence."""

    id: UUID
    name: str
    text: str
    belongs: bool
    part: bool


def build_item_business(
    row: PositionRow, businesses: Sequence[BusinessRow], *, valued: bool
) -> ItemBusiness | None:
    """None where it has nothing to do with any of them; `valued`: its owner entered a value."""
    id_ = row.business or row.stake or row.counterparty
    found = next((one for one in businesses if one.id == id_), None)
    if found is None:
        return None
    if row.business is not None:
        text = words.belongs_text(found.name)
    elif row.stake is not None:
        text = words.own_value_text(found.name) if valued else words.part_text(found.name)
    elif row.contingent:
        text = words.guarantee_text(found.name)
    else:
        text = words.dealing_text(found.name)
    return ItemBusiness(found.id, found.name, text, row.business is not None, row.stake is not None)
