"""Fills the database with neighbours: copies of one household, entered month by month as people do.

The rows of all households alternate on disk, as they would after ten years of everybody entering
every month.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import product
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

# What a household of size S takes at most, with its part of the write-ahead log.
BYTES_A_HOUSEHOLD = 3_000_000

_LOADING = {
    "autovacuum": "off",
    "synchronous_commit": "off",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "30min",
    "maintenance_work_mem": "512MB",
}
# Two connections load side by side; about as much for each.
_DATED = (("valuation",), ("snapshot", "rate"))


def add_neighbours(server: dict[str, str], household: UUID, count: int) -> list[UUID]:
    """Copy the household `count` times, all but its logins; returns the copies' ids."""
    with _connect(server) as connection, _fast(connection):
        connection.execute(
            "CREATE SCHEMA crowd; CREATE UNLOGGED TABLE crowd.copies AS "
            f"SELECT n, uuidv7() AS id FROM generate_series(1, {int(count)}) n".encode()
        )
        _copy_people_and_items(connection, household)
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_copy_dated, server, household), _DATED))
        connection.execute("VACUUM ANALYZE")
        return [row[0] for row in connection.execute("SELECT id FROM crowd.copies ORDER BY n")]


def _connect(server: dict[str, str]) -> psycopg.Connection[Any]:
    connection = psycopg.connect(make_conninfo(**server), autocommit=True)
    # Keys between tables hold because they are copied together; checking them takes minutes.
    connection.execute("SET session_replication_role = replica")
    return connection


def _copy_people_and_items(connection: psycopg.Connection[Any], household: UUID) -> None:
    for table in ("accounts_member", "tracker_entity", "tracker_position"):
        connection.execute(
            sql.SQL(
                "CREATE UNLOGGED TABLE crowd.{0} AS SELECT c.n, t.id AS old, uuidv7() AS new "
                "FROM crowd.copies c CROSS JOIN {0} t WHERE t.household_id = {1}"
            ).format(sql.Identifier(table), sql.Literal(household))
        )
    connection.execute("ANALYZE")
    _insert(
        connection,
        "accounts_household",
        {"id": "c.id", "slug": "'neighbour-' || c.n", "name": "'Neighbour ' || c.n"},
        "accounts_household t CROSS JOIN crowd.copies c WHERE t.id = %s",
        household,
    )
    own = {"household_id": "c.id", "id": "i.new"}
    entity = "(SELECT e.new FROM crowd.tracker_entity e WHERE e.n = c.n AND e.old = t.entity_id)"
    for table, replaced in (
        ("accounts_member", {"user_id": "NULL"}),
        ("tracker_entity", {}),
        ("tracker_position", {"entity_id": entity}),
    ):
        source = f"{table} t JOIN crowd.{table} i ON i.old = t.id JOIN crowd.copies c USING (n)"
        _insert(connection, table, own | replaced, source)
    _insert(
        connection,
        "tracker_ownership",
        {"household_id": "c.id", "id": "uuidv7()", "position_id": "p.new", "member_id": "m.new"},
        "tracker_ownership t JOIN crowd.tracker_position p ON p.old = t.position_id "
        "JOIN crowd.accounts_member m ON m.old = t.member_id AND m.n = p.n "
        "JOIN crowd.copies c ON c.n = p.n WHERE t.household_id = %s",
        household,
    )
    copy = {"household_id": "c.id", "id": "uuidv7()"}
    copies = "JOIN crowd.copies c ON c.n = p.n WHERE t.household_id = %s"
    _insert(
        connection,
        "tracker_debtterms",
        copy | {"position_id": "p.new"},
        f"tracker_debtterms t JOIN crowd.tracker_position p ON p.old = t.position_id {copies}",
        household,
    )
    _insert(
        connection,
        "tracker_securedby",
        copy | {"debt_id": "p.new", "asset_id": "a.new"},
        "tracker_securedby t JOIN crowd.tracker_position p ON p.old = t.debt_id "
        f"JOIN crowd.tracker_position a ON a.old = t.asset_id AND a.n = p.n {copies}",
        household,
    )
    _insert(
        connection,
        "tracker_budget",
        copy,
        "tracker_budget t CROSS JOIN crowd.copies c WHERE t.household_id = %s",
        household,
    )


def _copy_dated(server: dict[str, str], household: UUID, names: Sequence[str]) -> None:
    """Rows with dates: a month of all copies, then the next. Their indexes rest meanwhile."""
    copy = {"household_id": "c.id", "id": "uuidv7()"}
    source = {name: f"own_{name} t CROSS JOIN crowd.copies c" for name in names}
    source["valuation"] = (
        "own_valuation t JOIN crowd.tracker_position p ON p.old = t.position_id "
        "JOIN crowd.copies c USING (n)"
    )
    with _connect(server) as connection:
        for name in names:
            connection.execute(
                f"CREATE TEMP TABLE own_{name} AS SELECT *, date_trunc('month', as_of)::date "
                f"AS month FROM tracker_{name} WHERE household_id = '{household}'".encode()
            )
            _rest_indexes(connection, f"tracker_{name}")
        months = connection.execute(
            " UNION ".join(f"SELECT DISTINCT month FROM own_{name}" for name in names).encode()
            + b" ORDER BY month"
        ).fetchall()
        for (month,), name in product(months, names):
            replaced = copy | {"position_id": "p.new"} if name == "valuation" else copy
            where = f"{source[name]} WHERE t.month = %s ORDER BY c.n"
            _insert(connection, f"tracker_{name}", replaced, where, month)
        for name in names:
            connection.execute(f"REINDEX TABLE tracker_{name}".encode())


def _rest_indexes(connection: psycopg.Connection[Any], table: str) -> None:
    """Nothing is written to the table's indexes until they are made anew."""
    connection.execute(
        "UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = %s::regclass",
        [table],
    )


def _insert(
    connection: psycopg.Connection[Any],
    table: str,
    replaced: Mapping[str, str],
    source: str,
    *values: object,
) -> None:
    """Every column as it is, but for those replaced, whatever columns the table has by now."""
    found = connection.execute(
        "SELECT attname FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    )
    names = [row[0] for row in found]
    columns = ", ".join(f'"{name}"' for name in names)
    picked = ", ".join(replaced.get(name, f't."{name}"') for name in names)
    statement = f"INSERT INTO {table} ({columns}) SELECT {picked} FROM {source}"
    connection.execute(statement.encode(), values)


@contextmanager
def _fast(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Settings for loading much at once, taken back before anything is measured."""
    for name, setting in _LOADING.items():
        connection.execute(f"ALTER SYSTEM SET {name} = '{setting}'".encode())
    connection.execute("SELECT pg_reload_conf()")
    try:
        yield
    finally:
        for name in _LOADING:
            connection.execute(f"ALTER SYSTEM RESET {name}".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CHECKPOINT")
