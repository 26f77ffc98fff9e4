"""What two databases must have in common after a move: rows, rules, rights and totals."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import sql

from tracker.config.move_servers import MoveError, Server
from tracker.config.postgres_binaries import last_line
from tracker.config.postgres_paths import CHECKOUT

ROLE = "waterline_app"

_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
# The sum does not mind the order of the rows, and changes with any one of them.
_ROWS = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} t"
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
_RULES = """
WITH own AS (SELECT oid FROM pg_namespace WHERE nspname = 'public'),
  rel AS (SELECT * FROM pg_class WHERE relnamespace = (SELECT oid FROM own)),
  app AS (SELECT oid FROM pg_roles WHERE rolname = %(role)s)
SELECT 'column', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' '
    || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || a.attidentity::text
  FROM rel c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p')
UNION ALL SELECT 'constraint', c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
  FROM rel c JOIN pg_constraint k ON k.conrelid = c.oid
UNION ALL SELECT 'index', c.relname, pg_get_indexdef(c.oid) FROM rel c WHERE c.relkind = 'i'
UNION ALL SELECT 'trigger', c.relname || '.' || t.tgname,
    pg_get_triggerdef(t.oid) || t.tgenabled::text
  FROM rel c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
UNION ALL SELECT 'row security', relname, relrowsecurity || ' ' || relforcerowsecurity
  FROM rel WHERE relkind IN ('r', 'p')
UNION ALL SELECT 'policy', tablename || '.' || policyname,
    concat_ws(' ', permissive, roles::text, cmd, qual, with_check)
  FROM pg_policies WHERE schemaname = 'public'
UNION ALL SELECT 'function', p.proname, pg_get_functiondef(p.oid)
  FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM own)
UNION ALL SELECT 'right', 'function ' || p.proname,
    has_function_privilege(%(role)s, p.oid, 'EXECUTE') || ' ' || coalesce(
      (SELECT bool_or(x.grantee = 0) FROM aclexplode(p.proacl) x), true)
  FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM own)
UNION ALL SELECT 'right', c.relname, string_agg(x.privilege_type, ' ' ORDER BY x.privilege_type)
  FROM rel c, aclexplode(c.relacl) x WHERE x.grantee = (SELECT oid FROM app) GROUP BY c.relname
UNION ALL SELECT 'right', 'of what is made later: ' || a.defaclobjtype::text,
    string_agg(x.privilege_type, ' ' ORDER BY x.privilege_type)
  FROM pg_default_acl a, aclexplode(a.defaclacl) x
  WHERE x.grantee = (SELECT oid FROM app) GROUP BY a.defaclobjtype
"""


# PostgreSQL writes the casts of a list of texts anew each time it reads a rule.
_CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()\s]")


class Silent(MoveError):
    """A command ended as a failure and said no more: its answer is no."""


@dataclass(frozen=True, slots=True)
class Content:
    """Of each table the rows and their checksum; sequences; rules; each household's totals."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, int | None]
    rules: dict[tuple[str, str], str]
    totals: dict[str, dict[str, Any]]

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())

    @property
    def months(self) -> int:
        return sum(len(found["months"]) for found in self.totals.values())


def read_content(server: Server, today: date) -> Content:
    """All that is compared, read as the owner; the totals as the application computes them."""
    with server.read() as connection:
        names = [row[0] for row in connection.execute(_TABLES)]
        tables = {}
        for name in names:
            question = sql.SQL(_ROWS).format(sql.Identifier("public", name))
            row = connection.execute(question).fetchone()
            tables[name] = (row[0], row[1]) if row else (0, "")
        sequences = dict(connection.execute(_SEQUENCES).fetchall())
        found = connection.execute(_RULES, {"role": ROLE}).fetchall()
    rules = {(kind, name): _CASTS.sub("", text) for kind, name, text in found}
    return Content(tables, sequences, rules, read_totals(server, today))


def read_totals(server: Server, today: date) -> dict[str, dict[str, Any]]:
    """The totals of every household on each month end, by its address."""
    said = run_manage(server, "totals", "--format", "json", "--today", today.isoformat())
    return {found["household"]: found for found in map(json.loads, said.splitlines())}


def run_manage(server: Server, *words: str, role: str = "application") -> str:
    """What a command of manage.py prints that works with this server.

    Raises MoveError when it fails with a reason, Silent when it fails without one.
    """
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith("DATABASE_")
    }
    environment |= {"DATABASE_URL": server.url, "WATERLINE_DB_ROLE": role}
    if server.password:
        environment["DATABASE_PASSWORD"] = server.password
    done = subprocess.run(  # noqa: S603 - our own program, our own words, no shell
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and not done.stderr.strip():
        raise Silent(f"“manage.py {words[0]}” says no of {server.place}.")
    if done.returncode:
        raise MoveError(
            f"“manage.py {words[0]}” does not work with {server.place}: {last_line(done.stderr)}."
        )
    return done.stdout


def list_differences(before: Content, after: Content) -> Iterator[str]:
    """A sentence for everything that is not the same; nothing when all is."""
    for name in sorted(before.tables.keys() | after.tables.keys()):
        old, new = before.tables.get(name), after.tables.get(name)
        if old is None or new is None:
            yield f"The table {name} is on one side only."
        elif old[0] != new[0]:
            yield f"The table {name} had {old[0]:,} rows and has {new[0]:,}."
        elif old != new:
            yield f"The table {name} has as many rows, but not the same ones."
    if before.sequences != after.sequences:
        yield "The numbers to be given next are not the same."
    for kind, name in sorted(before.rules.keys() | after.rules.keys()):
        if before.rules.get((kind, name)) != after.rules.get((kind, name)):
            yield f"The {kind} {name} is not the same."
    for slug in sorted(before.totals.keys() | after.totals.keys()):
        yield from _list_total_differences(slug, before.totals.get(slug), after.totals.get(slug))


def _list_total_differences(
    slug: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> Iterator[str]:
    if before is None or after is None:
        yield f"The household {slug} is on one side only."
        return
    for what in ("currency", "items", "values"):
        if before[what] != after[what]:
            yield f"{slug}: {what} was {before[what]} and is {after[what]}."
    old = {month["month"]: month for month in before["months"]}
    new = {month["month"]: month for month in after["months"]}
    for day in sorted(old.keys() | new.keys()):
        for what in ("assets", "liabilities", "net_worth", "complete"):
            was, now = old.get(day, {}).get(what), new.get(day, {}).get(what)
            if was != now:
                yield f"{slug}, {day}: {what} was {was} and is {now}."
