"""Fills the database with neighbours: copies of one household, entered month by month as people do.

The rows of all households alternate on disk, as they would after ten years of everybody entering
every month.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

# About what a household of size S takes with its part of the write-ahead log.
BYTES_A_HOUSEHOLD = 2_500_000

_LOADING = {
    "autovacuum": "off",
    "synchronous_commit": "off",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "30min",
    "maintenance_work_mem": "512MB",
}
# In this order a value's snapshot is there before it.
_DATED = ("snapshot", "valuation", "rate")


def add_neighbours(server: dict[str, str], household: UUID, count: int) -> list[UUID]:
    """Copy the household `count` times, all but its logins; returns the copies' ids."""
    with psycopg.connect(make_conninfo(**server), autocommit=True) as connection, _fast(connection):
        # Keys between tables hold because they are copied together; checking them takes minutes.
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "CREATE TEMP TABLE copies AS SELECT n, uuidv7() AS id FROM generate_series(1, %s) n",
            [count],
        )
        for table in ("accounts_member", "tracker_entity", "tracker_position"):
            _map_ids(connection, table, household)
        _insert(
            connection,
            "accounts_household",
            {"id": "c.id", "slug": "'neighbour-' || c.n", "name": "'Neighbour ' || c.n"},
            "accounts_household t CROSS JOIN copies c WHERE t.id = %s",
            household,
        )
        mapped = "{0} t JOIN {0}_ids i ON i.old = t.id JOIN copies c USING (n)"
        own: dict[str, str] = {"household_id": "c.id", "id": "i.new"}
        entity = "(SELECT e.new FROM tracker_entity_ids e WHERE e.n = c.n AND e.old = t.entity_id)"
        for table, replaced in (
            ("accounts_member", {"user_id": "NULL"}),
            ("tracker_entity", {}),
            ("tracker_position", {"entity_id": entity}),
        ):
            _insert(connection, table, own | replaced, mapped.format(table))
        _insert(
            connection,
            "tracker_ownership",
            {
                "household_id": "c.id",
                "id": "uuidv7()",
                "position_id": "p.new",
                "member_id": "m.new",
            },
            "tracker_ownership t JOIN tracker_position_ids p ON p.old = t.position_id "
            "JOIN accounts_member_ids m ON m.old = t.member_id AND m.n = p.n "
            "JOIN copies c ON c.n = p.n WHERE t.household_id = %s",
            household,
        )
        _insert_by_month(connection, household)
        connection.execute("SET session_replication_role = origin")
        connection.execute("VACUUM ANALYZE")
        return [row[0] for row in connection.execute("SELECT id FROM copies ORDER BY n")]


def _insert_by_month(connection: psycopg.Connection[Any], household: UUID) -> None:
    """The dated rows: each month of all copies, then the next."""
    for table in _DATED:
        connection.execute(
            sql.SQL(
                "CREATE TEMP TABLE {} AS SELECT *, date_trunc('month', as_of)::date AS month "
                "FROM {} WHERE household_id = %s"
            ).format(sql.Identifier(f"own_{table}"), sql.Identifier(f"tracker_{table}")),
            [household],
        )
    months = connection.execute(
        "SELECT month FROM own_snapshot UNION SELECT month FROM own_rate ORDER BY month"
    ).fetchall()
    copy = {"household_id": "c.id", "id": "uuidv7()"}
    with _without_indexes(connection):
        for month, table in product((month for (month,) in months), _DATED):
            replaced, source = copy, f"own_{table} t CROSS JOIN copies c"
            if table == "valuation":
                replaced = copy | {"position_id": "p.new"}
                source = (
                    "own_valuation t JOIN tracker_position_ids p ON p.old = t.position_id "
                    "JOIN copies c USING (n)"
                )
            where = f"{source} WHERE t.month = %s ORDER BY c.n"
            _insert(connection, f"tracker_{table}", replaced, where, month)


@contextmanager
def _without_indexes(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Indexes of the dated tables rest while rows come in, and are made anew afterwards."""
    tables = [f"tracker_{table}" for table in _DATED]
    connection.execute(
        "UPDATE pg_index SET indisready = false, indisvalid = false "
        "WHERE indrelid = ANY(%s::text[]::regclass[])",
        [tables],
    )
    yield
    for table in tables:
        connection.execute(sql.SQL("REINDEX TABLE {}").format(sql.Identifier(table)))


def _map_ids(connection: psycopg.Connection[Any], table: str, household: UUID) -> None:
    """A table of the new id of each row in each copy."""
    connection.execute(
        sql.SQL(
            "CREATE TEMP TABLE {} AS SELECT c.n, t.id AS old, uuidv7() AS new "
            "FROM copies c CROSS JOIN {} t WHERE t.household_id = %s"
        ).format(sql.Identifier(f"{table}_ids"), sql.Identifier(table)),
        [household],
    )
    connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(f"{table}_ids")))


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
