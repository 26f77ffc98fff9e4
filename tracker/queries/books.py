"""The one query behind every page of figures: a household's positions, prices and rates, dated.

Two statements, one row per position; exact decimals stay the database's own text until a date
asks for them. Django's cursor binds on the client and cannot fetch binary, so psycopg's is used.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from psycopg import Cursor
from psycopg.pq.abc import PGresult

from accounts.queries import HouseholdRow
from tracker.services.books import (
    DatedTerms,
    EntityBook,
    EntityFigures,
    EntityFlow,
    HouseholdBooks,
    PositionBook,
    PriceSeries,
    RateSeries,
    ValueModel,
)
from tracker.services.calendar import EPOCH
from tracker.services.carry_forward import Series
from tracker.services.categories import BY_KEY, Liquidity, Side

# Own figures of the basis, beside the amounts: one more dated series per position.
OWN_FIGURES = {"market": (), "book": ("book",), "liquidation": ("liquidation",)}

FIRST_OWN = 29
"""The column after all others of POSITIONS."""

POSITIONS = """
SELECT p.id, p.name, p.side, p.category, p.currency, p.commodity_id, p.contingent,
       p.probability::text, p.opened_on - %(epoch)s::date, p.closed_on - %(epoch)s::date,
       p.interval_months, p.selling_discount::text, v.days, v.amounts,
       o.since, o.members, o.parts, p.archived_at IS NOT NULL,
       (SELECT array_agg(asset_id ORDER BY asset_id) FROM tracker_securedby s
        WHERE s.household_id = p.household_id AND s.debt_id = p.id),
       p.liquidity, p.allowance::text, p.due_on - %(epoch)s::date, p.counterparty_id, p.stake_in_id,
       c.days, c.contributions,
       (SELECT json_agg(json_build_array(since - %(epoch)s::date, rate::text, method,
                                         minimum::text, "limit"::text) ORDER BY since)
        FROM tracker_debtterms t
        WHERE p.side = 'liability' AND t.household_id = p.household_id AND t.position_id = p.id),
       (SELECT json_build_array(kind, since - %(epoch)s::date, rate::text, residual::text,
                                ends_on - %(epoch)s::date, original::text)
        FROM tracker_valuemodel m
        WHERE m.household_id = p.household_id AND m.position_id = p.id),
       NULLIF(p.entity_id, e.id){columns}
FROM tracker_position p
JOIN tracker_entity e ON e.household_id = p.household_id AND e.kind = 'household'
CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(amount::text, ' ') AS amounts
         {aggregates}
  FROM (SELECT as_of, amount, book, liquidation FROM tracker_valuation v
        WHERE v.household_id = p.household_id AND v.position_id = p.id ORDER BY as_of) v
) v
CROSS JOIN LATERAL (
  SELECT array_agg(since - %(epoch)s::date) AS since, array_agg(member_id) AS members,
         array_agg(parts) AS parts
  FROM (SELECT since, member_id, parts FROM tracker_ownership o
        WHERE o.household_id = p.household_id AND o.position_id = p.id
        ORDER BY since, member_id) o
) o
CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days,
         string_agg(contribution::text, ' ') AS contributions
  FROM (SELECT as_of, contribution FROM tracker_valuation v
        WHERE v.household_id = p.household_id AND v.position_id = p.id
          AND v.contribution IS NOT NULL ORDER BY as_of) v
) c
WHERE p.household_id = %(household)s
ORDER BY p."order", p.id
"""

# Read only where something belongs to a business or fund.
ENTITIES = """
SELECT e.id, e.name, e.kind, coalesce(NULLIF(e.currency, ''), %(currency)s),
       (SELECT json_agg(json_build_array(as_of - %(epoch)s::date, outstanding::text, held::text,
                                         percent::text, preferred::text, share_price::text)
                        ORDER BY as_of)
        FROM tracker_entityfigures f
        WHERE f.household_id = e.household_id AND f.entity_id = e.id),
       (SELECT json_agg(json_build_array("on" - %(epoch)s::date, kind, amount::text)
                        ORDER BY "on", kind)
        FROM tracker_entityflow w
        WHERE w.household_id = e.household_id AND w.entity_id = e.id)
FROM tracker_entity e
WHERE e.household_id = %(household)s AND e.kind <> 'household'
ORDER BY e.name, e.id
"""

# Reference rates are read only from the last one on or before the household's first valuation,
# and only where more than one currency is in play.
RATES = """
WITH price AS MATERIALIZED (
  SELECT DISTINCT commodity_id, currency FROM tracker_price WHERE household_id = %(household)s
), own AS MATERIALIZED (
  SELECT DISTINCT base, quote FROM tracker_rate WHERE household_id = %(household)s
), used AS MATERIALIZED (
  SELECT currency FROM tracker_position WHERE household_id = %(household)s
  UNION SELECT currency FROM tracker_entity WHERE household_id = %(household)s AND currency <> ''
  UNION SELECT currency FROM price
  UNION SELECT base FROM own UNION SELECT quote FROM own
  UNION SELECT currency FROM tracker_budget WHERE household_id = %(household)s
  UNION SELECT %(currency)s
), first AS MATERIALIZED (
  SELECT min(as_of) AS day FROM tracker_snapshot WHERE household_id = %(household)s
)
SELECT 'price', price.commodity_id, NULL, price.currency, x.days, x.rates
FROM price CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(price::text, ' ') AS rates
  FROM (SELECT as_of, price FROM tracker_price t
        WHERE t.household_id = %(household)s AND t.commodity_id = price.commodity_id
          AND t.currency = price.currency ORDER BY as_of) t
) x
UNION ALL
SELECT 'own', NULL, own.base, own.quote, x.days, x.rates
FROM own CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(rate::text, ' ') AS rates
  FROM (SELECT as_of, rate FROM tracker_rate t
        WHERE t.household_id = %(household)s AND t.base = own.base AND t.quote = own.quote
        ORDER BY as_of) t
) x
UNION ALL
SELECT 'reference', NULL, 'EUR', used.currency, x.days, x.rates
FROM used CROSS JOIN first CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(rate::text, ' ') AS rates
  FROM (SELECT as_of, rate FROM tracker_referencerate t
        WHERE t.base = 'EUR' AND t.currency = used.currency AND t.as_of >= coalesce(
          (SELECT max(as_of) FROM tracker_referencerate b
           WHERE b.base = 'EUR' AND b.currency = used.currency AND b.as_of <= first.day),
          first.day)
        ORDER BY as_of) t
) x
WHERE (SELECT count(*) FROM used) > 1 AND x.days IS NOT NULL
"""


def statements(
    household: HouseholdRow, *, basis: str = "market", currency: str | None = None
) -> list[tuple[bytes, dict[str, Any]]]:
    """The two statements with their parameters: the positions' and the rates'."""
    parameters = {
        "household": household.id,
        "currency": currency or household.currency,
        "epoch": EPOCH,
    }
    figures = OWN_FIGURES[basis]
    aggregates = "".join(
        f", array_agg(as_of - %(epoch)s::date) FILTER (WHERE {name} IS NOT NULL) AS {name}_days"
        f", string_agg({name}::text, ' ') AS {name}_texts"
        for name in figures
    )
    columns = "".join(f", v.{name}_days, v.{name}_texts" for name in figures)
    positions = POSITIONS.format(aggregates=aggregates, columns=columns)
    return [(positions.encode(), parameters), (RATES.encode(), parameters)]


def household_books(
    household: HouseholdRow, *, basis: str = "market", currency: str | None = None
) -> HouseholdBooks:
    """Every dated amount, price and rate of the household and of its businesses and funds.

    Closed, archived and contingent positions are included. `basis` says which own figures come
    along; `currency` reports in another currency than the household's.
    """
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        result, rates = (
            _fetch(cursor, statement, parameters)
            for statement, parameters in statements(household, basis=basis, currency=currency)
        )
        positions: dict[UUID | None, list[PositionBook]] = {}
        for row in range(result.ntuples):
            positions.setdefault(_entity_of(result, row), []).append(_position(result, row, basis))
        own = positions.pop(None, [])
        entities: tuple[EntityBook, ...] = ()
        if positions or any(position.stake or position.counterparty for position in own):
            entities = _entities(cursor, household, positions)
    prices, pairs = _read_rates(rates)
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
    parameters = {
        "household": household.id,
        "currency": household.currency,
        "epoch": EPOCH,
    }
    result = _fetch(cursor, ENTITIES.encode(), parameters)
    found = []
    for row in range(result.ntuples):
        id_ = UUID(bytes=result.get_value(row, 0))
        name, kind, currency = (
            (result.get_value(row, column) or b"").decode() for column in (1, 2, 3)
        )
        found.append(
            EntityBook(
                id=id_,
                name=name,
                kind=kind,
                currency=currency,
                positions=tuple(positions.get(id_, ())),
                figures=tuple(
                    EntityFigures(day, *map(_number, figures))
                    for day, *figures in json.loads(result.get_value(row, 4) or b"[]")
                ),
                flows=tuple(
                    EntityFlow(day, kind, Decimal(amount))
                    for day, kind, amount in json.loads(result.get_value(row, 5) or b"[]")
                ),
            )
        )
    return tuple(found)


def _fetch(cursor: "Cursor[Any]", statement: bytes, parameters: dict[str, Any]) -> PGresult:
    cursor.execute(statement, parameters, binary=True)
    result = cursor.pgresult
    if result is None:
        raise RuntimeError("the statement returned nothing")
    return result


def _position(result: PGresult, row: int, basis: str) -> PositionBook:
    def cell(column: int) -> bytes | None:
        return result.get_value(row, column)

    def text(column: int) -> str:
        return (cell(column) or b"").decode()

    def number(column: int) -> int | None:
        value = cell(column)
        return None if value is None else int.from_bytes(value, "big", signed=True)

    side = Side.of(text(2))
    category = BY_KEY[side, text(3)]
    commodity, discount = cell(5), _decimal(cell(11))
    own = Series.empty()
    if basis != "market":
        own = Series(_integers(cell(FIRST_OWN)), cell(FIRST_OWN + 1) or b"")
    return PositionBook(
        id=UUID(bytes=cell(0)),
        name=text(1),
        side=side,
        category=category.code,
        currency=text(4),
        commodity=None if commodity is None else UUID(bytes=commodity),
        contingent=cell(6) == b"\x01",
        probability=_decimal(cell(7)),
        opened=number(8),
        closed=number(9),
        interval=number(10) or category.interval_months,
        discount=category.discount if discount is None else discount,
        amounts=Series(_integers(cell(12)), cell(13) or b""),
        books=own if basis == "book" else Series.empty(),
        liquidations=own if basis == "liquidation" else Series.empty(),
        owners=_owners(cell(14), cell(15), cell(16)),
        archived=cell(17) == b"\x01",
        secured_on=_ids(cell(18)),
        liquidity=Liquidity(text(19)) if cell(19) else None,
        allowance=_decimal(cell(20)) or Decimal(0),
        due=number(21),
        counterparty=_id(cell(22)),
        stake=_id(cell(23)),
        contributions=Series(_integers(cell(24)), cell(25) or b""),
        terms=_terms(cell(26)),
        model=_model(cell(27)),
    )


def _entity_of(result: PGresult, row: int) -> UUID | None:
    """The business or fund that a row's position belongs to, None for the household itself."""
    return _id(result.get_value(row, 28))


def _terms(cell: bytes | None) -> tuple[DatedTerms, ...]:
    return tuple(
        DatedTerms(since, _number(rate), method, _number(minimum), _number(limit))
        for since, rate, method, minimum, limit in (json.loads(cell) if cell else ())
    )


def _model(cell: bytes | None) -> ValueModel | None:
    if not cell:
        return None
    kind, since, rate, residual, ends, original = json.loads(cell)
    return ValueModel(kind, since, _number(rate), _number(residual), ends, _number(original))


def _owners(
    since: bytes | None, members: bytes | None, parts: bytes | None
) -> tuple[tuple[int, tuple[tuple[UUID, int], ...]], ...]:
    if since is None or members is None:
        return ()
    sets: dict[int, list[tuple[UUID, int]]] = {}
    rows = zip(_integers(since).tolist(), _ids(members), _integers(parts).tolist(), strict=True)
    for day, member, share in rows:
        sets.setdefault(day, []).append((member, share))
    return tuple((day, tuple(shares)) for day, shares in sets.items())


def _read_rates(result: PGresult) -> tuple[tuple[PriceSeries, ...], tuple[RateSeries, ...]]:
    prices, pairs = [], []
    for row in range(result.ntuples):
        kind = result.get_value(row, 0)
        base, quote = result.get_value(row, 2), (result.get_value(row, 3) or b"").decode()
        series = Series(_integers(result.get_value(row, 4)), result.get_value(row, 5) or b"")
        if kind == b"price":
            commodity = UUID(bytes=result.get_value(row, 1))
            prices.append(PriceSeries(commodity=commodity, currency=quote, prices=series))
        elif base is not None and base.decode() != quote:
            pairs.append(
                RateSeries(base=base.decode(), quote=quote, own=kind == b"own", rates=series)
            )
    return tuple(prices), tuple(pairs)


def _ids(array: bytes | None) -> tuple[UUID, ...]:
    """A one-dimensional uuid[] in PostgreSQL's binary form: header, then length and value each."""
    if array is None:
        return ()
    return tuple(UUID(bytes=array[at : at + 16]) for at in range(24, len(array), 20))


def _integers(array: bytes | None) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """A one-dimensional int4[] in PostgreSQL's binary form: header, then length and value each."""
    if array is None:
        return np.empty(0, np.int64)
    return np.frombuffer(array, ">i4", offset=20)[1::2].astype(np.int64)


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _decimal(value: bytes | None) -> Decimal | None:
    return None if value is None else Decimal(value.decode())
