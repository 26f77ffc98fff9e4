"""The health check of a container: 0 after a 200, else not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tracker.config import probe
from tracker.config.health import PROBES


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 503)
        self.end_headers()
        self.wfile.write(b"ok\n" if self.path == "/healthz" else b"database unreachable\n")

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("PORT", str(server.server_port))
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_server_that_answers_is_well(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert probe.main([]) == 0
    assert capsys.readouterr().out == "ok\n"


def test_a_server_without_its_database_is_not_ready(
    port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe.main(["ready"]) == 1
    assert capsys.readouterr().out == "database unreachable\n"


@pytest.mark.parametrize("port", ["9", "none"])
def test_a_server_that_is_not_there_is_not_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setenv("PORT", port)
    assert probe.main([]) == 1
    assert f"no answer on port {port}" in capsys.readouterr().out


def test_a_word_that_means_nothing_is_refused() -> None:
    assert probe.main(["please"]) == 2


def test_the_addresses_asked_are_those_that_are_answered() -> None:
    assert set(probe.PATHS.values()) == set(PROBES)
