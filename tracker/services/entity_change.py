"""What moved a business's or fund's net assets from one date to another."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tracker.services.bases import Basis
from tracker.services.books import EntityBook, HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.change import Explained, Kind, explain_change
from tracker.services.entities import sheet_of
from tracker.services.entity_worth import headline_basis

_REVALUED: Final = frozenset({Kind.PRICE, Kind.EXCHANGE, Kind.REVALUATION})
_RECORDED: Final = frozenset({Kind.FIRST_KNOWN, Kind.NO_LONGER_KNOWN})


@dataclass(frozen=True, slots=True)
class EntityChange:
    """From the end of one day to the end of another, in the entity's currency, on its headline's
    basis. `result` is what its work brought: all that is none of the others. `distributions` went
    to its owners (so not above zero in the ordinary case), `capital` came from them;
    `revaluation`: prices, currencies and revised estimates. `recorded`: items that were there
    before but became known or unknown in between: no gain and no loss. The five add up to `total`,
    exactly. `complete`: nothing was missing on either day."""

    start: date
    end: date
    currency: str
    basis: Basis
    net_assets_from: Fraction
    net_assets_to: Fraction
    result: Fraction
    distributions: Fraction
    revaluation: Fraction
    capital: Fraction
    recorded: Fraction
    complete: bool

    @property
    def total(self) -> Fraction:
        return self.net_assets_to - self.net_assets_from


def explain_entity(
    books: HouseholdBooks, entity: EntityBook, start: date, end: date
) -> EntityChange:
    """Payments between the entity and its owners count from the day after `start` to `end`.
    ValueError where `end` lies before `start`."""
    basis = headline_basis(entity.kind)
    explained = explain_change(sheet_of(books, entity), start, end, basis=basis)
    capital = _flows(entity, "capital", start, end)
    distributions = -_flows(entity, "distribution", start, end)
    revaluation, recorded = _sum(explained, _REVALUED), _sum(explained, _RECORDED)
    return EntityChange(
        start=start,
        end=end,
        currency=entity.currency,
        basis=basis,
        net_assets_from=explained.net_worth_from,
        net_assets_to=explained.net_worth_to,
        result=explained.total - capital - distributions - revaluation - recorded,
        distributions=distributions,
        revaluation=revaluation,
        capital=capital,
        recorded=recorded,
        complete=explained.complete,
    )


def _flows(entity: EntityBook, kind: str, start: date, end: date) -> Fraction:
    first, last = day_of(start), day_of(end)
    paid = (f.amount for f in entity.flows if f.kind == kind and first < f.day <= last)
    return sum(map(Fraction, paid), Fraction(0))


def _sum(explained: Explained, kinds: frozenset[Kind]) -> Fraction:
    return sum((term.amount for term in explained.terms if term.kind in kinds), Fraction(0))
