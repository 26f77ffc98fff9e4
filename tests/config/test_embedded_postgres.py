"""The embedded server starts from any state, and says in one sentence why when it cannot."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.plugin import remove_data
from tracker.config import embedded_postgres, postgres_binaries, postgres_paths, processes
from tracker.config.embedded_postgres import ServerError, ensure, is_running, stop


def enter_and_ask(folder: Path, question: str) -> str:
    params = postgres_paths.connection_params(folder)
    with psycopg.connect(**params, connect_timeout=5) as connection:  # type: ignore[arg-type]
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return str(row[0])


def cluster_pid(folder: Path) -> int:
    pid = processes.read_pid(postgres_paths.cluster_folder(folder))
    assert pid is not None
    return pid


def await_end(pid: int) -> None:
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the killed server is still there")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One data folder that the tests of this module start, kill and start again."""
    folder = tmp_path_factory.mktemp("data")
    for place in (folder, *folder.parents):
        ours = place.stat().st_uid == os.geteuid()
        if ours and place.name.startswith(("data", "pytest-", "popen-")):
            place.chmod(0o711)
    ensure(folder, durable=False)
    yield folder
    remove_data(folder)


def test_a_start_makes_a_private_database_without_a_network_listener(data: Path) -> None:
    ensure(data, durable=False)
    assert enter_and_ask(data, "SELECT current_database() || current_user") == "waterline" * 2
    assert enter_and_ask(data, "SHOW listen_addresses") == ""
    assert int(enter_and_ask(data, "SHOW server_version_num")) >= 180_000
    assert enter_and_ask(data, "SELECT datlocale FROM pg_database LIMIT 1") == "C.UTF-8"
    sockets = Path(postgres_paths.connection_params(data)["host"])
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_a_second_start_keeps_the_running_server(data: Path) -> None:
    ensure(data, durable=False)
    before = cluster_pid(data)
    ensure(data, durable=False)
    assert cluster_pid(data) == before


def test_a_killed_server_comes_back_with_what_was_committed(data: Path) -> None:
    stop(data)
    ensure(data, durable=True)
    with psycopg.connect(**postgres_paths.connection_params(data)) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    pid = cluster_pid(data)
    os.kill(pid, signal.SIGKILL)
    await_end(pid)
    ensure(data, durable=False)
    assert enter_and_ask(data, "SELECT number FROM kept") == "7"


def test_a_pid_file_that_names_another_program_does_not_hinder(data: Path) -> None:
    stop(data)
    cluster = postgres_paths.cluster_folder(data)
    (cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster}\n0\n5432\n\n\n0 0\n")
    assert not is_running(data)
    ensure(data, durable=False)
    assert cluster_pid(data) != os.getpid()


def test_a_pid_file_that_names_a_zombie_does_not_hinder(data: Path) -> None:
    stop(data)
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    await_end(zombie.pid)
    cluster = postgres_paths.cluster_folder(data)
    (cluster / "postmaster.pid").write_text(f"{zombie.pid}\n{cluster}\n0\n5432\n\n\n0 0\n")
    ensure(data, durable=False)
    zombie.wait()
    assert enter_and_ask(data, "SELECT 1") == "1"


def test_a_server_whose_socket_was_removed_is_started_anew(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(data, durable=False)
    monkeypatch.setattr(embedded_postgres, "QUIET_SECONDS", 0.2)
    sockets = Path(postgres_paths.connection_params(data)["host"])
    (sockets / ".s.PGSQL.5432").unlink()
    ensure(data, durable=False)
    assert enter_and_ask(data, "SELECT 1") == "1"


def test_starts_at_the_same_time_agree_on_one_server(data: Path) -> None:
    stop(data)
    errors: list[Exception] = []

    def start() -> None:
        try:
            ensure(data, durable=False)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert enter_and_ask(data, "SELECT 1") == "1"


def test_stopping_twice_is_no_error(data: Path) -> None:
    ensure(data, durable=False)
    assert stop(data)
    assert not stop(data)
    assert not is_running(data)


def test_data_of_another_major_version_is_refused(data: Path) -> None:
    stop(data)
    note = postgres_paths.cluster_folder(data) / "PG_VERSION"
    note.write_text("17\n")
    try:
        with pytest.raises(ServerError, match="made by PostgreSQL 17"):
            ensure(data)
    finally:
        note.write_text("18\n")


def test_a_half_made_database_is_made_again(data: Path) -> None:
    stop(data)
    half = data / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    kept = postgres_paths.cluster_folder(data)
    away = kept.with_name("away")
    kept.rename(away)
    try:
        ensure(data, durable=False)
        assert enter_and_ask(data, "SELECT 1") == "1"
        assert not half.exists()
    finally:
        stop(data)
        shutil.rmtree(postgres_paths.cluster_folder(data))
        away.rename(kept)


@pytest.mark.parametrize("name", ["x" * 110, "it's, a $HOME", "名"])
def test_a_long_or_odd_path_gets_a_short_private_socket_folder(tmp_path: Path, name: str) -> None:
    sockets = postgres_paths.socket_folder(tmp_path / name / "postgres")
    assert sockets.parent == Path("/tmp")  # noqa: S108 - only compared
    assert len(str(sockets)) < 80


def test_a_server_under_a_long_and_odd_path_answers(data: Path) -> None:
    stop(data)
    long = data / ("it's, a $HOME " + "x" * 100)
    long.mkdir(mode=0o711)
    kept = postgres_paths.cluster_folder(data)
    kept.rename(long / "postgres")
    try:
        ensure(long, durable=False)
        assert enter_and_ask(long, "SELECT 1") == "1"
    finally:
        stop(long)
        shutil.rmtree(postgres_paths.connection_params(long)["host"])
        (long / "postgres").rename(kept)


def test_a_socket_folder_that_others_may_enter_is_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(data)
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o755)
    monkeypatch.setattr(embedded_postgres, "socket_folder", lambda cluster: open_folder)
    with pytest.raises(ServerError, match="not private"):
        ensure(data)


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match=r"^The data folder .*file/data cannot be used .*\.$"):
        ensure(tmp_path / "file" / "data")


def test_a_wheel_without_binaries_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_binaries, "find_spec", lambda name: None)
    with pytest.raises(ServerError, match="make setup"):
        ensure(tmp_path / "data")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs its server as another user")
def test_roots_data_in_a_private_folder_lives_where_the_server_can_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "home"
    private.mkdir(mode=0o700)
    monkeypatch.setattr(postgres_paths, "SHARED", Path("/var/lib/elsewhere"))
    cluster = postgres_paths.cluster_folder(private)
    assert cluster.is_relative_to("/var/lib/elsewhere")
    (private / "postgres").symlink_to("/srv/kept/postgres")
    assert postgres_paths.cluster_folder(private) == Path("/srv/kept/postgres")


def test_a_folder_closed_on_the_way_is_not_reachable(tmp_path: Path) -> None:
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "outer").chmod(0o700)
    assert not postgres_paths.is_reachable(inner, uid=54_321, gid=54_321)


def test_the_data_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATERLINE_DATA", "/srv/waterline")
    assert postgres_paths.data_folder() == Path("/srv/waterline")
    monkeypatch.setenv("WATERLINE_DATA", "other")
    assert postgres_paths.data_folder() == postgres_paths.CHECKOUT / "other"
    monkeypatch.delenv("WATERLINE_DATA")
    assert postgres_paths.data_folder() == postgres_paths.CHECKOUT / "var"
