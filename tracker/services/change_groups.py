"""The terms of an explained change by category, what was bought on a loan kept together."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tracker.services.books import PositionBook
from tracker.services.categories import Side, display_rank
from tracker.services.change import Explained, Kind, Term
from tracker.services.change_events import Event, net_events
from tracker.services.money import add_up


@dataclass(frozen=True, slots=True, eq=False)
class ChangeGroup:
    """The terms of one category, in the order of the books; or of one purchase, where `bought` is
    what was bought and the terms are its first value and those of the loans taken up for it."""

    side: Side
    category: str
    terms: tuple[Term, ...]
    bought: PositionBook | None = None

    def of_side(self, side: Side) -> tuple[Term, ...]:
        """The terms of one side: only a purchase has some of both."""
        return tuple(term for term in self.terms if term.position.side is side)


def group_terms(explained: Explained) -> tuple[ChangeGroup, ...]:
    """Every term in one group: categories of assets, then of debts, then the purchases."""
    by_category: dict[tuple[Side, str], list[Term]] = {}
    purchases = []
    for event in net_events(explained):
        if event.is_purchase:
            purchases.append(_purchase(event))
            continue
        for term in event.terms:
            key = (term.position.side, term.position.category)
            by_category.setdefault(key, []).append(term)
    order = sorted(by_category, key=lambda key: (-key[0], display_rank(*key), key[1]))
    return (*(ChangeGroup(*key, tuple(by_category[key])) for key in order), *purchases)


def _purchase(event: Event) -> ChangeGroup:
    bought = next(t.position for t in event.terms if t.position.side is Side.ASSET)
    return ChangeGroup(bought.side, bought.category, event.terms, bought)


def side_total(explained: Explained, side: Side) -> Fraction:
    """One side's effect on net worth: negative where debts grew."""
    return add_up(term.amount for term in explained.terms if term.position.side is side)


NOT_GROWTH: Final = frozenset({Kind.FIRST_KNOWN, Kind.NO_LONGER_KNOWN, Kind.OWNERSHIP})
"""What says nothing of a debt itself: it became known, or changed hands."""


def find_grown_debt(groups: Sequence[ChangeGroup]) -> tuple[str, Fraction] | None:
    """The category of debts that grew most, and by how much; None where none did. The loan of a
    purchase is no such growth."""
    grown = [(group.category, _growth(group)) for group in groups if _is_plain_debt(group)]
    most = max(grown, key=lambda one: one[1], default=None)
    return most if most and most[1] > 0 else None


def _is_plain_debt(group: ChangeGroup) -> bool:
    return group.side is Side.LIABILITY and group.bought is None


def _growth(group: ChangeGroup) -> Fraction:
    return -add_up(t.amount for t in group.terms if t.kind not in NOT_GROWTH)
