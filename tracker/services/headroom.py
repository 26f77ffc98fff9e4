"""How far what is owned could fall before net worth is zero, or must rise to reach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.categories import Side
from tracker.services.money import add_up
from tracker.services.ownership import Owner, part_of
from tracker.services.position_values import PositionValue


@dataclass(frozen=True, slots=True)
class Room:
    """One class of assets, or all of them (`category` None), worth `worth` above zero.

    `move`: the part of it by which it falls until net worth is zero, all else unchanged; above 1
    it cannot by itself. Below zero it is negative: it must rise by that part.
    """

    category: str | None
    worth: Fraction
    move: Fraction

    @property
    def can_alone(self) -> bool:
        """Whether losing all of it, or a rise, brings net worth to zero."""
        return self.move <= 1


@dataclass(frozen=True, slots=True)
class Headroom:
    """`net_worth`: what the room is taken from; `classes`: the most exposed first; `together`: all
    of them moving by the same part. In the reporting currency, at market."""

    net_worth: Fraction
    classes: tuple[Room, ...]
    together: Room


def headroom(values: Sequence[PositionValue], *, owner: Owner | None = None) -> Headroom | None:
    """Room = net worth / what the class is worth, exactly; a class in sum not above zero has none.

    None where nothing owned is worth anything, or nothing is owed: what is owned then falls to
    zero together with net worth, which says nothing.
    """
    assets: dict[str, list[Fraction]] = {}
    debts: list[Fraction] = []
    for value in values:
        part = part_of(value.parts, owner)
        if not value.counts or value.value is None or not part:
            continue
        worth = value.value * part
        if value.position.side is Side.ASSET:
            assets.setdefault(value.position.category, []).append(worth)
        else:
            debts.append(worth)
    worths = {code: add_up(of_category) for code, of_category in assets.items()}
    net = add_up(worths.values()) - add_up(debts)
    above = {code: worth for code, worth in worths.items() if worth > 0}
    if not above or not (any(debts) or len(above) < len(worths)):
        return None
    classes = [Room(code, worth, net / worth) for code, worth in above.items()]
    classes.sort(key=lambda room: -room.worth)
    total = add_up(above.values())
    return Headroom(net, tuple(classes), Room(None, total, net / total))
