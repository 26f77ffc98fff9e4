"""The page on which an item is added or what is said of it is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tracker.services.records import CommodityRow, PositionRow

ESSENTIALS = ("name", "category", "currency", "amount", "as_of", "beginning", "opened_on")


@dataclass(frozen=True, slots=True)
class PositionFormPage:
    """The fields of positions/new.html and position/edit.html. `open_more`: the rest holds
    something that must be seen."""

    form: Any
    codes: tuple[str, ...]
    position_id: UUID | None
    name: str
    open_more: bool
    side: str


def build_form(
    form: Any, codes: Sequence[CommodityRow], row: PositionRow | None = None, *, side: str = ""
) -> PositionFormPage:
    """`row` is the item that is changed, None for a new one; `side` is own or owe."""
    rest = [name for name in form.fields if name not in ESSENTIALS]
    return PositionFormPage(
        form=form,
        codes=tuple(one.code for one in codes),
        position_id=row.id if row else None,
        name=row.name if row else "",
        open_more=row is not None or any(name in form.errors for name in rest),
        side=side,
    )
