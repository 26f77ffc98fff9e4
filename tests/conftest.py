"""What all tests share: the database of the run, and a browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests import plugin
from tracker.config import embedded_postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Start the run's own server, without the durability that only costs time here."""
    if not os.environ.get("DATABASE_URL"):
        embedded_postgres.ensure(plugin.DATA, durable=False)


def find_chromium() -> str | None:
    """The path in CHROMIUM, else the first Chromium on PATH, else None for playwright's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; a test opens a context of its own in it."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as play:
        try:
            chromium = play.chromium.launch(executable_path=find_chromium(), args=flags)
        except Error as error:
            reason = error.message.splitlines()[0]
            pytest.fail(f"Chromium does not start ({reason}): run `make test`.", pytrace=False)
        yield chromium
        chromium.close()
