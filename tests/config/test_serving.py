"""The whole start, as `make run` does it: greeting, answers, and a port that a kill sets free."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugin import make_data, remove_data
from tracker.config.embedded_postgres import ensure
from tracker.config.postgres_paths import CHECKOUT
from tracker.config.start import Address, await_port

WAIT_SECONDS = 60


@pytest.fixture
def data() -> Iterator[Path]:
    folder = make_data()
    ensure(folder, durable=False)  # the start then finds a server that costs less time
    yield folder
    remove_data(folder)


def find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def ask(port: int, path: str) -> tuple[int, str]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = asked.getresponse()
    return answer.status, answer.read().decode()


def test_a_fresh_start_greets_serves_and_frees_its_port_when_killed(data: Path) -> None:
    port = find_port()
    said = data / "said"
    environment = {key: text for key, text in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"WATERLINE_DATA": str(data), "PORT": str(port)}
    with said.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "tracker.config.start"],
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while "Ctrl-C" not in said.read_text() and server.poll() is None:
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.1)
        greeting = said.read_text()
        assert f"Waterline runs at http://localhost:{port}\n" in greeting
        assert re.search(r"one-time setup code: \S+\n", greeting)
        assert "Traceback" not in greeting
        assert ask(port, "/healthz")[0] == 200
        assert ask(port, "/readyz")[0] == 200
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    await_port(Address("127.0.0.1", port))
