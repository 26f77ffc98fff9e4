"""What the start says when something is in the way, and when all is well."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tracker.config import start
from tracker.config.postgres_paths import CHECKOUT
from tracker.config.start import Address, StartError


def run_start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker.config.start"],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_busy_port_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        done = run_start(PORT=str(busy.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.startswith("Something already listens at 127.0.0.1:")
    assert len(done.stderr.splitlines()) == 1


def test_a_port_shared_by_another_server_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "PORT_SECONDS", 0)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(StartError, match="already listens"):
            start.await_port(Address("127.0.0.1", other.getsockname()[1]))


@pytest.mark.parametrize("port", ["http", "0", "65536", "80.5"])
def test_a_senseless_port_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartError, match=r"^PORT must be"):
        start.read_address()


def test_a_host_that_is_not_here_is_refused() -> None:
    with pytest.raises(StartError, match="not an address of this machine"):
        start.await_port(Address("no-such-host.invalid", 8000))


def test_a_data_folder_out_of_reach_is_said_in_one_sentence() -> None:
    done = run_start(PORT="18999", WATERLINE_DATA="/dev/null/data", DATABASE_URL="")
    assert done.returncode == 1
    assert done.stderr.startswith("The data folder /dev/null/data cannot be used")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_server_that_does_not_answer_is_said_without_its_password() -> None:
    done = run_start(PORT="18999", DATABASE_URL="postgresql://u:hush@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "named by DATABASE_URL" in done.stderr
    assert "hush" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_older_than_18_is_refused() -> None:
    old = SimpleNamespace(
        ensure_connection=lambda: None,
        connection=SimpleNamespace(info=SimpleNamespace(server_version=170_004)),
    )
    with pytest.raises(StartError, match=r"18 or newer, .* of version 17"):
        start.refuse_old_server(old)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),  # noqa: S104 - only printed
        ("::", "http://localhost:8000"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
        ("2001:db8::7", "http://[2001:db8::7]:8000"),
        ("box.example", "http://box.example:8000"),
    ],
)
def test_the_printed_address_can_be_typed(host: str, url: str) -> None:
    assert Address(host, 8000).url == url


def test_the_setup_code_is_printed_only_while_there_is_one() -> None:
    address = Address("127.0.0.1", 8000)
    assert "setup code: K7PX-2M4Q" in start.greeting(address, "K7PX-2M4Q")
    assert "setup code" not in start.greeting(address, "")


def test_stopping_the_database_is_named_only_where_it_is_the_embedded_one() -> None:
    address = Address("127.0.0.1", 8000)
    assert "make stop" in start.greeting(address, "")
    assert "make stop" not in start.greeting(address, "", own_server=True)


def test_static_files_of_an_image_are_left_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gathered: list[str] = []
    monkeypatch.setattr(start, "_run_command", lambda name, **_: gathered.append(name))
    image = SimpleNamespace(PRODUCTION=True, STATIC_ROOT=str(tmp_path))
    monkeypatch.setattr("django.conf.settings", image)
    start.collect_static()
    assert gathered == ["collectstatic"]
    (tmp_path / "staticfiles.json").write_text("{}")
    start.collect_static()
    assert gathered == ["collectstatic"] * 2
    monkeypatch.setattr(os, "access", lambda *_: False)
    start.collect_static()
    assert gathered == ["collectstatic"] * 2
