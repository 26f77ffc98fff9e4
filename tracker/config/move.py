"""Moves the embedded database to a server: `python -m tracker.config.move --to postgresql://…`.

Everything is copied in one transaction, or nothing is. Then both sides are compared: each row,
each rule and right, and every household's totals on every month end. Nothing is changed in the
embedded database.
"""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from tracker.config import embedded_postgres, env, postgres_paths
from tracker.config.move_compare import Content, Silent, list_differences, read_content, run_manage
from tracker.config.move_servers import (
    MoveError,
    Server,
    prepare_target,
    read_server,
    refuse_clients,
)
from tracker.config.postgres_binaries import (
    Binaries,
    ServerError,
    find_binaries,
    find_user,
    last_line,
    run_binary,
)

TARGET = "TARGET_DATABASE_URL"
SHOWN_DIFFERENCES = 20


def main(words: list[str]) -> int:
    """Move, compare and print; returns 0 only when both sides are the same."""
    parser = argparse.ArgumentParser(prog="python -m tracker.config.move", description=__doc__)
    parser.add_argument(
        "--to",
        metavar="URL",
        help=f"the new, empty database: postgresql://user@host/name, without the password, which "
        f"is asked for or taken from TARGET_DATABASE_PASSWORD or TARGET_DATABASE_PASSWORD_FILE; "
        f"or else {TARGET}",
    )
    given = parser.parse_args(words).to
    try:
        target = read_target(given)
        source, binaries = start_source()
        return move(source, target, binaries)
    except (MoveError, ServerError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
    except psycopg.Error as error:
        said = error.diag.message_primary or last_line(str(error))
        print(f"The database failed: {said}.", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def read_target(given: str | None) -> Server:
    """The server of --to, else of the environment; MoveError where a word holds a password."""
    if given:
        if _has_password(given):
            raise MoveError(
                "Leave the password out of --to, where everybody on this machine can read it: it "
                "is asked for, or taken from TARGET_DATABASE_PASSWORD or "
                f"TARGET_DATABASE_PASSWORD_FILE. Or put the whole address into {TARGET}."
            )
        os.environ.pop(f"{TARGET}_FILE", None)
        os.environ[TARGET] = given
    try:
        config = env.read_database(TARGET)
    except ImproperlyConfigured as error:
        raise MoveError(str(error).replace(TARGET, "--to") if given else str(error)) from None
    if config is None:
        raise MoveError("Say where to: --to postgresql://user@host/name")
    target = read_server(config)
    if not target.password and target.parameters.get("host") and sys.stdin.isatty():
        typed = getpass.getpass(f"Password for {target.place} (empty for none): ")
        target = Server(target.parameters, typed)
    return target


def start_source() -> tuple[Server, Binaries]:
    """The embedded server, running, and its programs."""
    if env.is_given("DATABASE_URL"):
        raise MoveError(
            "DATABASE_URL already names a server, and it is the embedded database that is moved: "
            "unset DATABASE_URL to move that one."
        )
    folder = postgres_paths.data_folder()
    cluster = postgres_paths.cluster_folder(folder)
    if not cluster.is_dir():
        raise MoveError(f"There is no embedded database in {folder}: there is nothing to move.")
    parameters = embedded_postgres.ensure(folder)
    return Server(parameters), find_binaries(cluster, find_user(cluster))


def move(source: Server, target: Server, binaries: Binaries) -> int:
    """Copy everything and compare; returns 0 when both sides are the same, else 1."""
    # One day for both, whatever midnight does meanwhile.
    today = datetime.now(UTC).date()
    refuse_clients(source)
    version = prepare_target(target)
    refuse_outdated(source)
    _say(f"Moving to {target.place}, PostgreSQL {version}.")
    _say("Reading what is there …")
    before = read_content(source, today)
    _say(f"Copying {before.rows:,} rows of {len(before.tables)} tables …")
    copy(source, target, binaries)
    _say("Comparing both sides …")
    after = read_content(target, today)
    refuse_clients(source)
    differences = [*list_differences(before, after)]
    if read_content(source, today) != before:
        differences.insert(0, "The embedded database was written to meanwhile.")
    if differences:
        for sentence in differences[:SHOWN_DIFFERENCES]:
            print(sentence, file=sys.stderr)
        print(
            f"The two sides differ ({len(differences)} differences): do not use {target.place}. "
            "The embedded database is unchanged.",
            file=sys.stderr,
        )
        return 1
    for line in draw_totals(before, after):
        _say(line)
    _say(
        f"Equal: {after.rows:,} rows of {len(after.tables)} tables, {len(after.rules):,} rules "
        f"and rights, all totals on {after.months:,} month ends (households: {len(after.totals)})."
    )
    _say("The embedded database is unchanged. From now on start Waterline with")
    _say(f"  DATABASE_URL={target.url}")
    if target.password:
        _say("and the password in DATABASE_PASSWORD or, as a file, in DATABASE_PASSWORD_FILE.")
    return 0


def refuse_outdated(source: Server) -> None:
    """MoveError where the embedded database lacks a migration of this version."""
    try:
        run_manage(source, "migrate", "--check", role="owner")
    except Silent:
        raise MoveError(
            "The embedded database is not up to date with this Waterline: run "
            "`.venv/bin/python -m tracker.config.start prepare` first."
        ) from None


def copy(source: Server, target: Server, binaries: Binaries) -> None:
    """Dump and restore in one transaction; what new tables grant is set for the new owner."""
    with tempfile.TemporaryDirectory(prefix="waterline-move-") as folder:
        dump, contents = Path(folder) / "dump", Path(folder) / "contents"

        def run(name: str, *words: str, password: str = "", what: str) -> str:
            code, said = run_binary(binaries, name, *words, user=None, password=password)
            if code:
                raise MoveError(f"{what}: {last_line(said)}.")
            return said

        words = ["--format=custom", "--compress=1", "--no-owner", f"--file={dump}"]
        words.append(f"--dbname={source.conninfo}")
        run("pg_dump", *words, what="The embedded database cannot be read")
        lines = run("pg_restore", "--list", str(dump), what="The copy cannot be read").splitlines()
        # These name the old owner, and would not hold for the new one.
        defaults = [line for line in lines if " DEFAULT ACL " in line]
        contents.write_text("\n".join(line for line in lines if line not in defaults) + "\n")
        words = ["--no-owner", "--exit-on-error", "--single-transaction", f"--use-list={contents}"]
        words += [f"--dbname={target.conninfo}", str(dump)]
        run(
            "pg_restore",
            *words,
            password=target.password,
            what=f"{target.place} cannot be filled and is as empty as before",
        )
        contents.write_text("\n".join(defaults) + "\n")
        words = ["--no-owner", f"--use-list={contents}", "--file=-", str(dump)]
        script = run("pg_restore", *words, what="The copy cannot be read")
    grants = re.findall(r"^ALTER DEFAULT PRIVILEGES .*;$", script, re.MULTILINE)
    with target.connect() as connection, connection.transaction():
        for grant in grants:
            connection.execute(re.sub(r" FOR ROLE \S+", "", grant, count=1).encode())
        connection.execute("ANALYZE")


def draw_totals(before: Content, after: Content) -> Iterator[str]:
    """A line for each household: what it has, and its last net worth before and after."""
    for slug, old in before.totals.items():
        counts = f"{old['items']:,} items, {old['values']:,} values, {len(old['months']):,} months"
        if not old["months"]:
            yield f"  {slug}: {counts}"
            continue
        was, now = old["months"][-1], after.totals[slug]["months"][-1]
        yield (
            f"  {slug}: {counts}; net worth on {was['month']} was {was['net_worth']} and is "
            f"{now['net_worth']} {old['currency']}"
        )


def _has_password(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.password) or "password=" in parts.query


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
