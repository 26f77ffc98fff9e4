"""Says where the data, the embedded database and its socket live; starts and makes nothing."""

from __future__ import annotations

import hashlib
import os
import pwd
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
CLUSTER = "postgres"
DATABASE = "waterline"
ROLE = "waterline"
PORT = "5432"
SERVER_USER = "waterline"

# For root only: where the server's own user can enter although it cannot enter the checkout.
SHARED = Path("/var/lib/waterline")

# The kernel allows 107 bytes in a socket's path on Linux, 103 on macOS.
_SOCKET_BYTES = 100
# These characters mean nothing to a shell, to libpq (lists) or to PostgreSQL's settings.
_PLAIN = re.compile(r"[A-Za-z0-9/._+-]+")


def data_folder() -> Path:
    """WATERLINE_DATA, else `var` in the checkout; a relative path counts from the checkout."""
    given = os.environ.get("WATERLINE_DATA", "").strip()
    return (CHECKOUT / Path(given or "var").expanduser()).absolute()


def cluster_folder(folder: Path) -> Path:
    """The database's own folder: normally `postgres` in the data folder.

    Root's server runs as another user; where that one cannot enter the data folder, the cluster
    lives under SHARED and the data folder holds a link to it, which keeps the choice for good.
    """
    own = folder / CLUSTER
    # os.path, because Path's own questions raise where a parent may not be entered.
    if os.path.islink(own):
        return own.readlink()
    if os.geteuid() != 0 or os.path.isdir(own):
        return own
    if is_reachable(folder, *server_ids()):
        return own
    return SHARED / digest_path(folder) / CLUSTER


def socket_folder(cluster: Path) -> Path:
    """The cluster itself, or a short private folder where its path is too long or too odd."""
    path = str(cluster)
    if len(os.fsencode(f"{path}/.s.PGSQL.{PORT}")) <= _SOCKET_BYTES and _PLAIN.fullmatch(path):
        return cluster
    return Path("/tmp") / f"waterline-{digest_path(cluster)}"  # noqa: S108 - checked when made


def connection_params(folder: Path) -> dict[str, str]:
    """How libpq reaches the folder's server as its owner role: host, port, user and dbname."""
    host = str(socket_folder(cluster_folder(folder)))
    return {"host": host, "port": PORT, "user": ROLE, "dbname": DATABASE}


def digest_path(path: Path) -> str:
    """Twelve characters that stand for a path where the path itself cannot stand."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def server_ids() -> tuple[int | None, int | None]:
    """User and group id of the server's own account; None where it does not exist yet."""
    try:
        entry = pwd.getpwnam(SERVER_USER)
    except KeyError:
        return None, None
    return entry.pw_uid, entry.pw_gid


def is_reachable(path: Path, uid: int | None, gid: int | None) -> bool:
    """Whether an account may pass through every existing folder down to the path, by its bits."""
    for place in (path, *path.parents):
        try:
            found = place.stat()
        except FileNotFoundError:
            continue
        except OSError:
            return False
        if found.st_uid == uid:
            passes = found.st_mode & 0o100
        elif found.st_gid == gid:
            passes = found.st_mode & 0o010
        else:
            passes = found.st_mode & 0o001
        if not passes:
            return False
    return True
