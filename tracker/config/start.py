"""Brings Waterline up from whatever state the machine is in: `python -m tracker.config.start`.

Database, migrations and exchange rates first, then the server takes this process over. With the
word `prepare` it ends before the server. Whatever stands in the way is said in one sentence.
"""

from __future__ import annotations

import errno
import http
import http.client
import io
import ipaddress
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

OLDEST_SERVER = 18
PORT_SECONDS = 2
ANNOUNCE_SECONDS = 60

_SETTINGS = "tracker.config.settings"


class StartError(Exception):
    """Why Waterline cannot start: one sentence for the person who started it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def local_host(self) -> str:
        """A name by which this machine reaches the address, also where it means every one."""
        try:
            ip = ipaddress.ip_address(self.host)
        except ValueError:
            return self.host
        if ip.is_unspecified or ip.is_loopback:
            return "localhost"
        return f"[{ip}]" if ip.version == 6 else str(ip)

    @property
    def url(self) -> str:
        """What to type into a browser."""
        return f"http://{self.local_host}:{self.port}"


def main(words: list[str]) -> int:
    """Start everything; returns an exit code only when there is no server to hand over to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    try:
        if words not in ([], ["prepare"]):
            raise StartError("usage: python -m tracker.config.start [prepare]")
        address = None if words else read_address()
        if address:
            await_port(address)
        code = prepare()
        if address:
            serve(address, code)
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def read_address() -> Address:
    """HOST and PORT of the environment, by default 127.0.0.1 and 8000."""
    from django.core.exceptions import ImproperlyConfigured

    from tracker.config import env

    try:
        port = env.read_number("PORT", 8000, minimum=1, maximum=65535)
    except ImproperlyConfigured as error:
        raise StartError(str(error)) from None
    return Address(env.read_text("HOST", "127.0.0.1"), port)


def await_port(address: Address) -> None:
    """Return once nobody listens at the address; a killed server's workers get time to end."""
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        try:
            _try_port(address)
        except OSError as error:
            if isinstance(error, socket.gaierror) or time.monotonic() > deadline:
                raise StartError(_explain_port(address, error)) from None
            time.sleep(0.2)
        else:
            return


def prepare() -> str:
    """Make database, schema and exchange rates ready; returns the setup code, or nothing."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import Error, connection

    from tracker.config import embedded_postgres, env, postgres_paths

    os.environ["WATERLINE_DB_ROLE"] = "owner"
    own_server = env.is_given("DATABASE_URL")
    try:
        if not own_server:
            embedded_postgres.ensure(postgres_paths.data_folder(), say=_say)
        django.setup()
        refuse_old_server(connection)
        migrate(connection)
        load_rates()
        collect_static()
        code = _run_command("setup_code").strip()
    except (embedded_postgres.ServerError, ImproperlyConfigured, CommandError) as error:
        raise StartError(str(error)) from None
    except Error as error:
        place = "the database named by DATABASE_URL" if own_server else "the embedded database"
        raise StartError(f"Waterline cannot work with {place}: {_first_line(error)}.") from None
    connection.close()
    return code


def refuse_old_server(connection: Any) -> None:
    """Raises StartError, in words, for a server older than PostgreSQL 18."""
    connection.ensure_connection()
    number = connection.connection.info.server_version
    if number < OLDEST_SERVER * 10_000:
        raise StartError(
            f"Waterline needs PostgreSQL {OLDEST_SERVER} or newer, "
            f"and DATABASE_URL names a server of version {number // 10_000}."
        )


def migrate(connection: Any) -> None:
    """Apply the migrations that are missing; costs next to nothing when none is."""
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)


def load_rates() -> None:
    """Load the exchange rates; without them Waterline still starts, and says so."""
    from django.core.management import CommandError

    try:
        said = _run_command("load_ecb_rates").strip()
    except CommandError as error:
        said = f"Exchange rates could not be loaded: {error}"
    if said:
        _say(said)


def collect_static() -> None:
    """In production, gather the style sheets and scripts, hashed and compressed.

    An image carries them already, in a folder that nobody can write to.
    """
    from django.conf import settings

    if not settings.PRODUCTION:
        return
    gathered = Path(str(settings.STATIC_ROOT))
    if (gathered / "staticfiles.json").exists() and not os.access(gathered, os.W_OK):
        return
    _say("Gathering static files …")
    _run_command("collectstatic", interactive=False)


def serve(address: Address, code: str) -> NoReturn:
    """Become the server; once it answers, its address and the setup code are printed."""
    from tracker.config import background, env

    announce_later(address, code, own_server=env.is_given("DATABASE_URL"))
    os.environ["WATERLINE_DB_ROLE"] = "application"
    os.environ["WATERLINE_DB_POOL"] = "true"
    threads = os.environ.get("WATERLINE_THREADS", "").strip() or str(_count_threads())
    os.environ.setdefault("WATERLINE_DB_POOL_SIZE", threads)
    workers = os.environ.get("WATERLINE_WORKERS", "").strip() or "1"
    words = ["--interface", "wsgi", "--host", address.host, "--port", str(address.port)]
    words += ["--workers", workers, "--blocking-threads", threads, "--no-ws"]
    words += ["--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning"]
    if env.read_flag("WATERLINE_BACKGROUND", True):
        background.begin()
    sys.stdout.flush()
    program = [sys.executable, "-m", "granian", *words, "tracker.config.worker:application"]
    os.execv(sys.executable, program)  # noqa: S606 - our own program, no shell


def _count_threads() -> int:
    # Requests mostly wait for the database; beyond twice the cores, threads only take turns.
    return min(8, 2 * (os.cpu_count() or 1) + 1)


def announce_later(address: Address, code: str, *, own_server: bool) -> None:
    """Leave behind a short-lived process that prints the greeting once the server answers.

    The server takes this process over, so that signals reach it directly and nothing stands
    between it and its supervisor; hence somebody else must do the waiting.
    """
    server = os.getpid()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    # A second fork, so that the greeter is nobody's child and never a zombie of the server.
    if os.fork() == 0:
        try:
            if _await_answer(address, lambda: _exists(server)):
                print(greeting(address, code, own_server=own_server), flush=True)
        finally:
            os._exit(0)
    os._exit(0)


def greeting(address: Address, code: str, *, own_server: bool = False) -> str:
    """What the person at the terminal reads when all is up; a server of their own is theirs."""
    lines = [f"Waterline runs at {address.url}"]
    if code:
        lines.append(f"Nobody has signed up yet. Your one-time setup code: {code}")
    lines.append(
        "Ctrl-C stops it" + ("." if own_server else "; `make stop` then stops the database.")
    )
    return "\n".join(lines)


def _say(words: str) -> None:
    print(words, flush=True)


def _try_port(address: Address) -> None:
    # Not SO_REUSEPORT: with it, two servers would share the port without either noticing.
    family, kind, protocol, _, place = socket.getaddrinfo(
        address.host, address.port, type=socket.SOCK_STREAM
    )[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(place)
        probe.listen(1)


def _explain_port(address: Address, error: OSError) -> str:
    where = f"{address.host}:{address.port}"
    if isinstance(error, socket.gaierror):
        return f"HOST={address.host} is not an address of this machine."
    if isinstance(error, PermissionError):
        return f"Port {address.port} is reserved for root: choose another, as in PORT=8001."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Something already listens at {where} (another Waterline?): "
            f"stop it, or choose another port, as in PORT={min(address.port + 1, 65535)}."
        )
    return f"Waterline cannot listen at {where}: {error.strerror}."


def _await_answer(address: Address, is_wanted: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + ANNOUNCE_SECONDS
    host = address.local_host.strip("[]")
    while is_wanted() and time.monotonic() < deadline:
        asked = http.client.HTTPConnection(host, address.port, timeout=5)
        try:
            asked.request("GET", "/healthz")
            if asked.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            asked.close()
        time.sleep(0.1)
    return False


def _exists(pid: int) -> bool:
    from tracker.config.processes import is_alive

    return is_alive(pid)


def _run_command(name: str, **options: Any) -> str:
    from django.core.management import call_command

    said = io.StringIO()
    call_command(name, stdout=said, **options)
    return said.getvalue()


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0].rstrip(".")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
