"""A balance sheet shared out: each member's part of both sides, and what is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.services.books import HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.categories import Side
from tracker.services.history import History
from tracker.services.ownership import Owner, parts_on
from tracker.services.position_values import PositionValue, Status


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One owner's part, in the reporting currency; all owners' parts add up to the household.

    `assets_known` and `debts_known`: nothing of that side that the owner has a part of is unknown
    or unpriced.
    """

    owner: Owner
    assets: Fraction
    debts: Fraction
    assets_known: bool
    debts_known: bool

    @property
    def net_worth(self) -> Fraction:
        return self.assets - self.debts

    @property
    def is_complete(self) -> bool:
        return self.assets_known and self.debts_known


def split_values(values: Sequence[PositionValue]) -> tuple[PersonPart, ...]:
    """The parts of all that stands on a sheet of these values, one for each owner of any of it."""
    sums: dict[Owner, dict[Side, Fraction]] = {}
    lacking: set[tuple[Owner, Side]] = set()
    for value in values:
        if value.position.contingent or value.status in (Status.CLOSED, Status.NOT_YET):
            continue
        side = value.position.side
        for owner, parts in value.parts:
            held = sums.setdefault(owner, dict.fromkeys(Side, Fraction(0)))
            if value.value is None:
                lacking.add((owner, side))
            else:
                total = sum(count for _, count in value.parts)
                held[side] += value.value * Fraction(parts, total)
    return tuple(
        PersonPart(
            owner,
            held[Side.ASSET],
            held[Side.LIABILITY],
            (owner, Side.ASSET) not in lacking,
            (owner, Side.LIABILITY) not in lacking,
        )
        for owner, held in sums.items()
    )


def split_history(books: HouseholdBooks, history: History, at: int) -> tuple[PersonPart, ...]:
    """The same from a history of these books, on the date at that index."""
    day = day_of(history.dates[at])
    holding: dict[Owner, None] = {}
    for position in books.positions:
        if position.contingent or (position.closed is not None and position.closed <= day):
            continue
        days = position.amounts.days
        valued = len(days) > 0 and int(days[0]) <= day
        if valued or (position.opened is not None and position.opened <= day):
            holding.update(dict.fromkeys(owner for owner, _ in parts_on(position.owners, day)))
    found = []
    for owner in holding:
        assets, debts = (history.total_at(owner, side, at) for side in Side)
        own, owe = (history.is_known_at(owner, side, at) for side in Side)
        found.append(PersonPart(owner, assets, debts, own, owe))
    return tuple(found)
