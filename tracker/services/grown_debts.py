"""Which debts have grown since an earlier date."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.categories import Side
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue, Status


@dataclass(frozen=True, slots=True, eq=False)
class GrownDebt:
    """A debt as it is now, and by how much it is more than then, in the reporting currency."""

    value: PositionValue
    by: Fraction


def grown_debts(
    before: Sequence[PositionValue], now: Sequence[PositionValue], *, owner: Owner | None = None
) -> tuple[GrownDebt, ...]:
    """The debts that grew, by most first; `before` and `now` hold the same positions in the same
    order. Of one owner: by the part held now. What was there before and only became known is no
    growth, and neither is a possible debt's."""
    found = []
    for then, value in zip(before, now, strict=True):
        part = part_of(value.parts, owner)
        if value.position.side is Side.ASSET or not value.counts or not part:
            continue
        base = then.value
        if then.status is Status.NOT_YET and value.position.opened is not None:
            base = Fraction(0)
        if base is None or value.value is None or value.value <= base:
            continue
        found.append(GrownDebt(value, (value.value - base) * part))
    return tuple(sorted(found, key=lambda debt: -debt.by))
