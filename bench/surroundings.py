"""A data folder, a database and settings of the benchmarks' own, gone when they end."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tracker.config import embedded_postgres, postgres_paths

HOST = "waterline.example"


@contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """Django as in production, on an empty migrated database that keeps its promises; yields how
    the owner role connects. Nothing of the user's own settings or data is touched."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="waterline-bench-"))
    folder.chmod(0o711)  # the server's own user passes through
    try:
        _set_environment(folder)
        parameters = embedded_postgres.ensure(folder)
        for command in ("migrate", "collectstatic"):
            role = "owner" if command == "migrate" else "application"
            subprocess.run(
                [sys.executable, "manage.py", command, "--verbosity=0", "--no-input"],
                cwd=postgres_paths.CHECKOUT,
                env=os.environ | {"WATERLINE_DB_ROLE": role},
                check=True,
            )
        django.setup()
        yield parameters
    finally:
        _remove(folder)


def free_bytes() -> int:
    """How much fits on the disk where the database is."""
    return shutil.disk_usage(postgres_paths.cluster_folder(postgres_paths.data_folder())).free


def _set_environment(folder: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("WATERLINE_", "MAIL_")) or name == "DATABASE_URL":
            del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tracker.config.settings",
        "WATERLINE_ENV": "production",
        "WATERLINE_DATA": str(folder),
        "WATERLINE_DB_POOL": "true",
        "ALLOWED_HOSTS": HOST,
        "SECRET_KEY": secrets.token_urlsafe(48),
    }


def _remove(folder: Path) -> None:
    cluster = postgres_paths.cluster_folder(folder)
    embedded_postgres.stop(folder)
    for place in {cluster, postgres_paths.socket_folder(cluster), folder}:
        shutil.rmtree(place, ignore_errors=True)
    if cluster.parent.parent == postgres_paths.SHARED:
        shutil.rmtree(cluster.parent, ignore_errors=True)
