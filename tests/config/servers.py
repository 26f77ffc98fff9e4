"""A second PostgreSQL for tests: reached by TCP with a password, as a server of one's own is."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.config.postgres_binaries import find_binaries, find_user, run_binary


@dataclass(frozen=True)
class TcpServer:
    """It listens on 127.0.0.1; `password` is the administrator's, whose name is postgres."""

    port: str
    password: str
    programs: Path


@contextmanager
def serve_tcp(folder: Path) -> Iterator[TcpServer]:
    """A new server with its files in the folder, stopped at the end."""
    cluster = folder / "cluster"
    cluster.mkdir(mode=0o700)
    ours = ("server", "pytest-", "popen-")
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.geteuid() and place.name.startswith(ours):
            place.chmod(0o711)
    user = find_user(cluster) if os.geteuid() else find_user(folder / "missing")
    binaries = find_binaries(cluster, user)
    if user:
        os.chown(cluster, user.uid, user.gid)
    secret = folder / "password"
    secret.write_text("administrator\n")
    secret.chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    words = ["-D", ".", "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]
    words += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    words += ["--locale=C"]
    code, said = run_binary(binaries, "initdb", *words, user=user, cwd=cluster)
    assert code == 0, said
    options = f"-p {port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off"
    words = ["-D", ".", "-l", "log", "-w", "-o", options, "start"]
    code, said = run_binary(binaries, "pg_ctl", *words, user=user, cwd=cluster)
    assert code == 0, said
    try:
        yield TcpServer(port, "administrator", binaries.folder)
    finally:
        words = ["-D", ".", "-w", "-m", "immediate", "stop"]
        run_binary(binaries, "pg_ctl", *words, user=user, cwd=cluster)
