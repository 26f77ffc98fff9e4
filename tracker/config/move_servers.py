"""The two servers of a move: how they are reached, and what the new one must be like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import make_conninfo

OLDEST = 18
CONNECT_SECONDS = 10

# What two servers may show differently is shown one way, and no row is hidden silently.
_SESSION = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; "
    "SET bytea_output = 'hex'; SET extra_float_digits = 1; SET row_security = off; "
    "SET default_transaction_read_only = on"
)
_CLIENTS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_RELATIONS = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
  AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
"""


class MoveError(Exception):
    """Why the database cannot be moved: one sentence for the person who moves it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database: libpq's parameters, and apart from them the password, which nothing prints."""

    parameters: Mapping[str, str]
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """For people: who, on which machine, and which database."""
        known = self.parameters
        port = f":{known['port']}" if known.get("port") else ""
        return f"{known.get('dbname')} on {known.get('host') or 'this machine'}{port}"

    @property
    def url(self) -> str:
        """A DATABASE_URL without the password."""
        known = dict(self.parameters)
        user, name = quote(known.pop("user", ""), safe=""), quote(known.pop("dbname", ""), safe="")
        host, port = known.pop("host", ""), known.pop("port", "")
        if host.startswith("/"):
            # A folder as a host would lose its capital letters.
            known |= {"host": host} | ({"port": port} if port else {})
            where = ""
        else:
            where = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
        query = f"?{urlencode(known)}" if known else ""
        return f"postgresql://{f'{user}@' if user else ''}{where}/{name}{query}"

    @property
    def conninfo(self) -> str:
        """For a program's words, which everybody on the machine can read: no password."""
        return make_conninfo(connect_timeout=str(CONNECT_SECONDS), **self.parameters)

    def connect(self) -> psycopg.Connection[Any]:
        """An autocommitting connection as the owner; MoveError where there is none."""
        try:
            return psycopg.connect(self.conninfo, password=self.password or None, autocommit=True)
        except psycopg.Error as error:
            lines = [line.strip() for line in str(error).splitlines() if line.strip()]
            reason = (lines or ["it gave no reason"])[0].rpartition("FATAL:")[2].strip()
            raise MoveError(f"The database {self.place} cannot be used: {reason}.") from None

    def read(self) -> psycopg.Connection[Any]:
        """The same, for looking only."""
        connection = self.connect()
        connection.execute(_SESSION.encode())
        return connection


def read_server(config: Mapping[str, Any]) -> Server:
    """The server of Django's database settings, as env.read_database makes them."""
    names = {"HOST": "host", "PORT": "port", "USER": "user", "NAME": "dbname"}
    found = {libpq: str(config[name]) for name, libpq in names.items() if config.get(name)}
    found |= {key: str(text) for key, text in config.get("OPTIONS", {}).items()}
    return Server(found, config.get("PASSWORD", ""))


def refuse_clients(source: Server) -> None:
    """MoveError while anybody else works with the database: what they write would be lost."""
    with source.connect() as connection:
        others = _ask(connection, _CLIENTS)
    if others:
        raise MoveError(
            f"Waterline still works with its database ({others} connections): stop it first, "
            "so that nothing is written that would stay behind."
        )


def prepare_target(target: Server) -> str:
    """See that the new server will do, and make the application's role; returns its version."""
    with target.connect() as connection:
        version = connection.info.server_version
        if version < OLDEST * 10_000:
            raise MoveError(
                f"Waterline needs PostgreSQL {OLDEST} or newer, and {target.place} is "
                f"version {version // 10_000}."
            )
        encoding = _ask(connection, "SHOW server_encoding")
        if encoding != "UTF8":
            raise MoveError(f"{target.place} must be in UTF8, and it is in {encoding}.")
        if relations := _ask(connection, _RELATIONS):
            raise MoveError(
                f"{target.place} is not empty ({relations} tables, views or sequences): "
                "name a database that nothing is in yet."
            )
        try:
            connection.execute(
                import_module("tracker.migrations.0002_row_level_security").CREATE_ROLE
            )
        except psycopg.Error as error:
            said = error.diag.message_primary or str(error)
            raise MoveError(f"{target.place} cannot be prepared: {said}.") from None
        return f"{version // 10_000}.{version % 10_000}"


def _ask(connection: psycopg.Connection[Any], question: str) -> Any:
    row = connection.execute(question.encode()).fetchone()
    if row is None:
        raise MoveError("The server gave no answer.")
    return row[0]
