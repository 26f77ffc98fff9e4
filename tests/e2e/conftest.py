"""A running Waterline for the browser tests: in the application role, as people meet it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.backends.signals import connection_created
from django.test.client import Client
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from tests.cast import Cast

PASSWORD = "a long password"


@pytest.fixture
def site(transactional_db: None, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a live server whose database connections have the application's role."""
    arranging = threading.get_ident()

    def take_role(connection: Any, **_: Any) -> None:
        if threading.get_ident() != arranging:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")

    busy = Busy()
    connection_created.connect(take_role)
    request_started.connect(busy.begin)
    request_finished.connect(busy.end)
    try:
        yield request.getfixturevalue("live_server").url
    finally:
        # What a window sent last may still be written while the tables are emptied.
        busy.wait()
        request_started.disconnect(busy.begin)
        request_finished.disconnect(busy.end)
        connection_created.disconnect(take_role)
        connection.close()


class Busy:
    """How many requests the server is answering, counted in whichever thread it does so."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def begin(self, **_: Any) -> None:
        with self._changed:
            self._count += 1

    def end(self, **_: Any) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Until none is left, for ten seconds at most."""
        with self._changed:
            self._changed.wait_for(lambda: self._count <= 0, timeout=10)


class Watched:
    """A browser window that notes what it had to refuse and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.troubles: list[str] = []
        self.page = self.open()

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                self.troubles.append(f"{message.type}: {message.text}")
                if "Content Security Policy" in message.text or message.type == "warning"
                else None
            ),
        )
        return page


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens browser windows of their own: window(width=390, dark=True)."""
    opened: list[BrowserContext] = []

    def open_window(*, width: int = 1280, dark: bool = False, **options: Any) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            **options,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return Watched(context)

    yield open_window
    for context in opened:
        context.close()


def sign_in(page: Page, site: str, email: str, password: str = PASSWORD) -> None:
    """By the form, as a person does."""
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def come_back(page: Page, site: str, email: str) -> None:
    """With the cookie of somebody who is still signed in: the form is for tests of their own."""
    client = Client()
    client.force_login(User.objects.get(email=email), settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [
            {
                "name": name,
                "value": client.cookies[name].value,
                "url": site,
                "httpOnly": True,
                "sameSite": "Lax",
            }
        ]
    )


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds, one line each; charts' inner SVG is an image with a label and a table.

    `colours_only`: another theme of a page that was looked at whole already.
    """
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if colours_only:
        options["runOnly"] = ["color-contrast", "link-in-text-block"]
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0].get('failureSummary', '')}"
        for one in page.evaluate(
            "options => axe.run(options).then((all) => all.violations)", options
        )
    ]


@pytest.fixture
def lived_in(transactional_db: None, request: pytest.FixtureRequest) -> Cast:
    """The cast, with a household of every kind of row."""
    cast: Cast = request.getfixturevalue("cast")
    from tests.e2e.household import furnish

    furnish(cast)
    return cast
