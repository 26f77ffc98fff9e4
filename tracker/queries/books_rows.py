"""Rows of the books in the database's binary form, made into what services take."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import numpy as np
from psycopg.pq.abc import PGresult

from tracker.queries.books_statements import FIRST_OWN
from tracker.services.books import (
    DatedTerms,
    EntityBook,
    EntityFigures,
    EntityFlow,
    PositionBook,
    PriceSeries,
    RateSeries,
    ValueModel,
)
from tracker.services.carry_forward import Series
from tracker.services.categories import BY_KEY, Liquidity, Side

_NOTHING: Final = Series.empty()


def read_position(result: PGresult, row: int, basis: str) -> PositionBook:
    """A position with all that was entered for it, and the own figures of a basis."""

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
    own = _NOTHING if basis == "market" else _series(cell(FIRST_OWN), cell(FIRST_OWN + 1))
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
        amounts=_series(cell(12), cell(13)),
        books=own if basis == "book" else _NOTHING,
        liquidations=own if basis == "liquidation" else _NOTHING,
        owners=_owners(cell(14), cell(15), cell(16)),
        archived=cell(17) == b"\x01",
        secured_on=_ids(cell(18)),
        liquidity=Liquidity(text(19)) if cell(19) else None,
        allowance=_decimal(cell(20)) or Decimal(0),
        due=number(21),
        counterparty=_id(cell(22)),
        stake=_id(cell(23)),
        contributions=_series(cell(24), cell(25)),
        terms=_terms(cell(26)),
        model=_model(cell(27)),
        has_book=cell(29) == b"\x01",
        has_liquidation=cell(30) == b"\x01",
    )


def read_entity(
    result: PGresult, row: int, positions: Mapping[UUID | None, Sequence[PositionBook]]
) -> EntityBook:
    """A business or fund with its own of the positions."""
    id_ = UUID(bytes=result.get_value(row, 0))
    name, kind, currency = ((result.get_value(row, column) or b"").decode() for column in (1, 2, 3))
    return EntityBook(
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


def entity_of(result: PGresult, row: int) -> UUID | None:
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


def read_rates(result: PGresult) -> tuple[tuple[PriceSeries, ...], tuple[RateSeries, ...]]:
    """Prices, and rates of the household's own and of reference."""
    prices, pairs = [], []
    for row in range(result.ntuples):
        kind = result.get_value(row, 0)
        base, quote = result.get_value(row, 2), (result.get_value(row, 3) or b"").decode()
        series = _series(result.get_value(row, 4), result.get_value(row, 5))
        if kind == b"price":
            commodity = UUID(bytes=result.get_value(row, 1))
            prices.append(PriceSeries(commodity=commodity, currency=quote, prices=series))
        elif base is not None and base.decode() != quote:
            pairs.append(
                RateSeries(base=base.decode(), quote=quote, own=kind == b"own", rates=series)
            )
    return tuple(prices), tuple(pairs)


def _series(days: bytes | None, text: bytes | None) -> Series:
    return _NOTHING if days is None else Series(_integers(days), text or b"")


def _ids(array: bytes | None) -> tuple[UUID, ...]:
    """A one-dimensional uuid[] in PostgreSQL's binary form: header, then length and value each."""
    if array is None:
        return ()
    return tuple(UUID(bytes=array[at : at + 16]) for at in range(24, len(array), 20))


def _integers(array: bytes | None) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """A one-dimensional int4[] in PostgreSQL's binary form: header, then length and value each."""
    if array is None:
        return _NOTHING.days
    integers = np.frombuffer(array, ">i4", offset=20)[1::2].astype(np.int64)
    integers.setflags(write=False)  # books are kept, and read by many
    return integers


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _decimal(value: bytes | None) -> Decimal | None:
    return None if value is None else Decimal(value.decode())
