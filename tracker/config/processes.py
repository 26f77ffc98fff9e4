"""Finds the running PostgreSQL processes of one data folder, whatever its pid file claims.

A pid file alone deceives: its process may be gone, a zombie that nobody reaps, or by now another
program with the same number. A server always works inside its own data folder, so that is asked.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

PROGRAM = "postgres"
WATCH_SECONDS = 0.5
_PROC = Path("/proc")


def list_servers(cluster: Path) -> list[int]:
    """The pids of live postgres processes whose working folder is this cluster, ascending."""
    if not (_PROC / "self" / "cwd").exists():
        return _ask_ps(cluster)
    try:
        home = cluster.stat()
    except FileNotFoundError:
        return []
    return sorted(
        int(entry.name)
        for entry in _PROC.iterdir()
        if entry.name.isdigit() and _works_in(entry, home)
    )


def read_pid(cluster: Path) -> int | None:
    """The first line of the cluster's postmaster.pid, or None when there is no sensible one."""
    try:
        return int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: int) -> bool:
    """True while a process with this number exists, be it ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def leave_with_parent(parent: int) -> None:
    """Ends this process once its parent is no longer the given one."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def watch_parent() -> None:
    """From now on this process ends when the one that began it does, however that ends."""
    threading.Thread(target=leave_with_parent, args=(os.getppid(),), daemon=True).start()


def _works_in(entry: Path, home: os.stat_result) -> bool:
    try:
        if (entry / "comm").read_text(encoding="utf-8", errors="replace").strip() != PROGRAM:
            return False
        # A zombie has no working folder any more, so the next line also sorts those out.
        place = (entry / "cwd").stat()
    except OSError:
        return False
    return (place.st_dev, place.st_ino) == (home.st_dev, home.st_ino)


def _ask_ps(cluster: Path) -> list[int]:
    # macOS has no /proc: trust the pid file as far as the named process is a live postgres.
    pid = read_pid(cluster)
    if pid is None or not is_alive(pid):
        return []
    answer = subprocess.run(  # noqa: S603 - fixed words and a number
        ["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return [pid] if PROGRAM in answer and not answer.startswith("Z") else []
