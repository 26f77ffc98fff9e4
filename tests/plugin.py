"""Gives a test run surroundings of its own before Django's settings are read.

Loaded by `-p tests.plugin`. The run gets a data folder that nobody else uses; the database in it
starts when the first test asks for one (tests/conftest.py) and disappears at the end.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

from tracker.config import embedded_postgres, postgres_paths
from tracker.config.processes import is_alive

PREFIX = "waterline-test-"
FOREIGN = ("WATERLINE_", "MAIL_")


def remove_data(folder: Path) -> None:
    """Stop the folder's server and remove everything that belongs to it."""
    cluster = postgres_paths.cluster_folder(folder)
    embedded_postgres.stop(folder)
    for place in {cluster, postgres_paths.socket_folder(cluster), folder}:
        shutil.rmtree(place, ignore_errors=True)
    if cluster.parent.parent == postgres_paths.SHARED:
        shutil.rmtree(cluster.parent, ignore_errors=True)


def remove_leftovers() -> None:
    """Clear up after earlier runs that were killed before they could."""
    for note in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/pid"):
        try:
            if note.stat().st_uid == os.geteuid() and not is_alive(int(note.read_text())):
                remove_data(note.parent)
        except (OSError, ValueError, embedded_postgres.ServerError):
            continue


def make_data() -> Path:
    """A data folder for this run; the database's user may pass through it."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "pid").write_text(str(os.getpid()))
    folder.chmod(0o711)
    return folder


def set_surroundings(folder: Path) -> None:
    """A developer's own settings never reach the tests, but for the database server's address."""
    for name in list(os.environ):
        if name.startswith(FOREIGN) or name in {"SECRET_KEY", "ALLOWED_HOSTS", "HOST", "PORT"}:
            del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tracker.config.settings",
        "WATERLINE_DATA": str(folder),
        # Tests migrate and arrange as the owner; requests in them take the application's role.
        "WATERLINE_DB_ROLE": "owner",
        # The browser's driver runs an event loop in the tests' thread.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }


def pytest_collection_finish() -> None:
    """What is there now stays to the end: looking through it for garbage took a tenth of a run."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    remove_data(DATA)


remove_leftovers()
DATA = make_data()
set_surroundings(DATA)
django.setup()

from django.conf import settings  # noqa: E402 - the settings are only now what tests need

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No worker runs beside the tests: what is asked of it is done at once.
settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
