"""Requests to the application as its server makes them, by a signed-in browser."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings

from accounts.models import User
from bench.generate import TODAY
from bench.surroundings import HOST
from tracker.config.postgres_paths import CHECKOUT

type Browse = Callable[[str], bytes]


@contextmanager
def application() -> Iterator[Callable[[User], Browse]]:
    """Yields what makes a browser of a login: it asks for an address and gets the page's bytes.

    It is always the day on which the made-up households end.
    """
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], CHECKOUT / "bench" / "templates"]
    with (
        override_settings(ROOT_URLCONF="bench.urls", TEMPLATES=templates),
        patch("accounts.access.local_date", return_value=TODAY),
    ):
        handler = WSGIHandler()
        yield lambda user: _open_browser(handler, user)


def _open_browser(handler: WSGIHandler, user: User) -> Browse:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"

    def browse(address: str) -> bytes:
        status: list[str] = []

        def start_response(line: str, headers: object, error: object = None) -> Any:
            status.append(line)

        response = handler(_environ(address, cookie), start_response)
        body = b"".join(response)
        response.close()  # what ends a request: the connection goes back to its pool
        if status != ["200 OK"]:
            raise RuntimeError(f"{address} answered {status}")
        return body

    return browse


def _environ(address: str, cookie: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
