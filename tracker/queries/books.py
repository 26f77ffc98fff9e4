"""The one query behind every page of figures: a household's positions, prices and rates, dated.

Two statements, one row per position, asked only where something was written since they were last
asked; exact decimals stay the database's own text until a date asks for them. Django's cursor binds
on the client and cannot fetch binary, so psycopg's is used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor
from psycopg.pq.abc import PGresult

from accounts.queries import HouseholdRow
from tracker.queries.books_rows import entity_of, read_entity, read_position, read_rates
from tracker.queries.books_statements import ENTITIES, statements
from tracker.queries.kept_books import KEPT, read_mark
from tracker.services.books import EntityBook, HouseholdBooks, PositionBook
from tracker.services.calendar import EPOCH


def household_books(
    household: HouseholdRow, *, basis: str = "market", currency: str | None = None
) -> HouseholdBooks:
    """Every dated amount, price and rate of the household and of its businesses and funds.

    Closed, archived and contingent positions are included. `basis` says which own figures come
    along; `currency` reports in another currency than the household's.
    """
    key = (household.id, household.currency, basis, currency or household.currency)
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        mark = read_mark(cursor, household.id)
        books = KEPT.find(key, mark) if mark else None
        if books is None:
            books = _read_books(cursor, household, basis, currency)
            if mark:
                KEPT.keep(key, mark, books)
    return books


def _read_books(
    cursor: "Cursor[Any]", household: HouseholdRow, basis: str, currency: str | None
) -> HouseholdBooks:
    result, rates = (
        _fetch(cursor, statement, parameters)
        for statement, parameters in statements(household, basis=basis, currency=currency)
    )
    positions: dict[UUID | None, list[PositionBook]] = {}
    for row in range(result.ntuples):
        positions.setdefault(entity_of(result, row), []).append(read_position(result, row, basis))
    own = positions.pop(None, [])
    entities: tuple[EntityBook, ...] = ()
    if positions or any(position.stake or position.counterparty for position in own):
        entities = _entities(cursor, household, positions)
    prices, pairs = read_rates(rates)
    return HouseholdBooks(
        currency=currency or household.currency,
        positions=tuple(own),
        prices=prices,
        rates=pairs,
        entities=entities,
    )


def entity_books(household: HouseholdRow, *, currency: str | None = None) -> HouseholdBooks:
    """As household_books on the book basis, which the pages of businesses need, with every business
    and fund, those without any items too."""
    books = household_books(household, basis="book", currency=currency)
    if books.entities:
        return books
    with Cursor(connection.connection) as cursor:
        return replace(books, entities=_entities(cursor, household, {}))


def _entities(
    cursor: "Cursor[Any]",
    household: HouseholdRow,
    positions: Mapping[UUID | None, Sequence[PositionBook]],
) -> tuple[EntityBook, ...]:
    parameters = {"household": household.id, "currency": household.currency}
    result = _fetch(cursor, ENTITIES.encode(), parameters | {"epoch": EPOCH})
    return tuple(read_entity(result, row, positions) for row in range(result.ntuples))


def _fetch(cursor: "Cursor[Any]", statement: bytes, parameters: dict[str, Any]) -> PGresult:
    cursor.execute(statement, parameters, binary=True)
    result = cursor.pgresult
    if result is None:
        raise RuntimeError("the statement returned nothing")
    return result
