"""Terms of a change that belong to one event: something bought, with the loan it was bought on."""

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.services.books import PositionBook
from tracker.services.calendar import date_of, month_start
from tracker.services.change import Explained, Term
from tracker.services.change_kinds import Kind
from tracker.services.money import add_up


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Terms to be read as one; most events are a single term."""

    terms: tuple[Term, ...]

    @property
    def amount(self) -> Fraction:
        return add_up(term.amount for term in self.terms)

    @property
    def is_purchase(self) -> bool:
        """Something that was opened together with a loan secured on it."""
        return len(self.terms) > 1


def net_events(explained: Explained) -> tuple[Event, ...]:
    """The terms in their order, with a purchase and the loans secured on it that were opened in the
    same month as one event, at the place of its first term."""
    opened = {term.position.id: term for term in explained.terms if term.kind is Kind.OPENED}
    groups: dict[UUID, list[Term]] = {id_: [term] for id_, term in opened.items()}
    for debt in opened.values():
        for asset in debt.position.secured_on:
            if asset in opened and _same_month(debt.position, opened[asset].position):
                one, other = groups[debt.position.id], groups[asset]
                if one is not other:
                    one += other
                    groups.update((term.position.id, one) for term in other)
    events: list[Event] = []
    told: set[Term] = set()
    for term in explained.terms:
        if term.kind is not Kind.OPENED:
            events.append(Event((term,)))
        elif term not in told:
            together = groups[term.position.id]
            events.append(Event(tuple(sorted(together, key=explained.terms.index))))
            told.update(together)
    return tuple(events)


def _same_month(one: PositionBook, other: PositionBook) -> bool:
    if one.opened is None or other.opened is None:
        return False
    return month_start(date_of(one.opened)) == month_start(date_of(other.opened))
