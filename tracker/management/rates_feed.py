"""Fetches the European Central Bank's reference rates: one fixed host, tight limits, no detours."""

import http.client
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HISTORY: Final = "/stats/eurofxref/eurofxref-hist.zip"
RECENT: Final = "/stats/eurofxref/eurofxref-hist-90d.xml"
USER_AGENT: Final = "Waterline (reference rates, once a day)"


class FeedError(Exception):
    """Why nothing came; the message completes “the exchange rates cannot be fetched: …”."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Where the rates come from and how much patience there is, in seconds and bytes. `open` makes
    the connection; nothing a person types or sets reaches any of it."""

    host: str = "www.ecb.europa.eu"
    step_seconds: float = 10
    total_seconds: float = 30
    most_bytes: int = 20 * 1024 * 1024
    open: Callable[[str, float], http.client.HTTPConnection] | None = None

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is not opened yet; certificates are checked against the system's."""
        if self.open is not None:
            return self.open(self.host, self.step_seconds)
        return http.client.HTTPSConnection(
            self.host, timeout=self.step_seconds, context=ssl.create_default_context()
        )


ECB: Final = Feed()


def fetch(path: str, feed: Feed = ECB) -> bytes:
    """The file at the path; raises FeedError. Redirects are refused, whatever they lead to."""
    outcome: list[bytes | FeedError] = []
    connection = feed.connect()
    worker = threading.Thread(target=_run, args=(connection, path, feed, outcome), daemon=True)
    # A limit on each read alone could be stretched by one byte at a time, and looking up the name
    # has none at all: hence a clock outside.
    worker.start()
    worker.join(feed.total_seconds)
    if worker.is_alive():
        connection.close()
    result = outcome[0] if outcome else FeedError(_too_slow(feed))
    if isinstance(result, FeedError):
        raise result
    return result


def _run(
    connection: http.client.HTTPConnection,
    path: str,
    feed: Feed,
    outcome: list[bytes | FeedError],
) -> None:
    try:
        outcome.append(_read(connection, path, feed))
    except FeedError as error:
        outcome.append(error)
    except TimeoutError:
        outcome.append(FeedError(f"{feed.host} did not answer in {feed.step_seconds:g} seconds"))
    except ssl.SSLError as error:
        outcome.append(FeedError(f"{feed.host} could not prove who it is ({error.reason})"))
    except OSError as error:
        outcome.append(FeedError(f"{feed.host} cannot be reached ({error.strerror or error})"))
    except (http.client.HTTPException, ValueError):
        outcome.append(FeedError(f"{feed.host} broke off or did not speak HTTP"))
    finally:
        connection.close()


def _read(connection: http.client.HTTPConnection, path: str, feed: Feed) -> bytes:
    deadline = time.monotonic() + feed.total_seconds
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    if answer.status != http.HTTPStatus.OK:
        detour = " and points elsewhere" if 300 <= answer.status < 400 else ""
        raise FeedError(f"{feed.host} answered {answer.status}{detour}")
    announced = answer.length
    if announced is not None and announced > feed.most_bytes:
        raise FeedError(_too_large(feed))
    parts, size = [], 0
    while part := answer.read1(64 * 1024):
        parts.append(part)
        size += len(part)
        if size > feed.most_bytes:
            raise FeedError(_too_large(feed))
        if time.monotonic() > deadline:
            raise FeedError(_too_slow(feed))
    if announced is not None and size < announced:
        raise FeedError(f"{feed.host} broke off after {size} of {announced} bytes")
    return b"".join(parts)


def _too_large(feed: Feed) -> str:
    return f"{feed.host} sent more than {feed.most_bytes:,} bytes"


def _too_slow(feed: Feed) -> str:
    return f"{feed.host} took longer than {feed.total_seconds:g} seconds"
