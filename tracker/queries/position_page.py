"""Reads everything that one item's page shows, in a constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from accounts.queries import HouseholdRow, MemberRow, list_members
from tracker.queries import positions
from tracker.queries.books import household_books
from tracker.queries.businesses import list_businesses
from tracker.services.books import HouseholdBooks, PositionBook
from tracker.services.categories import Side
from tracker.services.entities import find_entity
from tracker.services.records import (
    BusinessRow,
    OwnershipRow,
    PositionRow,
    PriceRow,
    TermsRow,
    ValuationRow,
)

LATEST_SHOWN = 100
YEAR_SHOWN = 366
PRICES_SHOWN = 12


@dataclass(frozen=True, slots=True, eq=False)
class PositionFacts:
    """`books` holds this item first, with every price and rate, and beside it only what it is
    computed from; `all_books` holds every item of its balance sheet. `year` None shows the newest
    values. `counterparts`: what it may be secured on or secures, those chosen in `secured`;
    `debts`: the debts among those. `estimates`: the dates of own estimates."""

    row: PositionRow
    books: HouseholdBooks
    all_books: HouseholdBooks
    values: Sequence[ValuationRow]
    year: int | None
    counts: dict[int, int]
    ownership: Sequence[OwnershipRow]
    terms: Sequence[TermsRow]
    counterparts: Sequence[PositionRow]
    secured: frozenset[UUID]
    members: Sequence[MemberRow]
    prices: Sequence[PriceRow]
    debts: Sequence[PositionBook]
    estimates: frozenset[date]
    businesses: Sequence[BusinessRow] = ()

    @property
    def book(self) -> PositionBook:
        """The item in the books."""
        return self.books.positions[0]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def find_facts(
    household: HouseholdRow, position_id: UUID, *, year: int | None = None
) -> PositionFacts | None:
    """The facts of an item's page, None where the household has no such item."""
    row = positions.find_position(household, position_id)
    if row is None:
        return None
    rows = positions.list_positions(household, business_id=row.business)
    books = household_books(household)
    sheet = _sheet(books, row)
    secured = positions.list_secured(household, position_id)
    counts = positions.count_valuations(household, position_id)
    shown_year = year if year in counts else None
    other = Side.LIABILITY if row.side is Side.ASSET else Side.ASSET
    return PositionFacts(
        row=row,
        books=replace(books, positions=_shown(books, sheet, row)),
        all_books=replace(books, positions=sheet),
        values=positions.list_valuations(
            household,
            position_id,
            year=shown_year,
            limit=LATEST_SHOWN if shown_year is None else YEAR_SHOWN,
        ),
        year=shown_year,
        counts=counts,
        ownership=positions.list_ownership(household, position_id),
        terms=positions.list_terms(household, position_id),
        counterparts=[
            one
            for one in rows
            if one.side is other and (one.id in secured or not (one.archived or one.closed_on))
        ],
        secured=secured,
        members=list_members(household.id),
        prices=_prices(household, row),
        debts=tuple(p for p in sheet if p.id in secured and p.side is Side.LIABILITY),
        estimates=positions.list_estimates(household, position_id),
        businesses=list_businesses(household),
    )


def _sheet(books: HouseholdBooks, row: PositionRow) -> tuple[PositionBook, ...]:
    """All items of the balance sheet that the item stands on."""
    if row.business is None:
        return books.positions
    entity = find_entity(books, row.business)
    return () if entity is None else entity.positions


def _shown(
    books: HouseholdBooks, sheet: tuple[PositionBook, ...], row: PositionRow
) -> tuple[PositionBook, ...]:
    """The item, and for a part of a business what the household lent it or owes it, which counts
    in what the part is worth."""
    dealings = (p for p in books.positions if row.stake and p.counterparty == row.stake)
    return (*(p for p in sheet if p.id == row.id), *dealings)


def _prices(household: HouseholdRow, row: PositionRow) -> Sequence[PriceRow]:
    if row.commodity is not None:
        return positions.list_prices(household, row.commodity.id, limit=PRICES_SHOWN)
    return positions.list_rates(household, row.currency, limit=PRICES_SHOWN)
