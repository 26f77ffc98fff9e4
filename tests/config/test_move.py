"""The embedded database moves to a server whole, with equal totals, or not at all."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tests.cast import Cast, add_position, add_value
from tests.config.servers import TcpServer, serve_tcp
from tests.plugin import DATA
from tracker.config import move, move_compare, postgres_paths
from tracker.config.move_compare import Content, list_differences, read_content
from tracker.config.move_servers import MoveError, Server, prepare_target, refuse_clients
from tracker.config.postgres_binaries import find_binaries, find_user
from tracker.config.postgres_paths import CHECKOUT
from tracker.services.categories import Side

TODAY = date(2026, 11, 21)
PASSWORD = 'it\'s a \\ long "secret" %40 {word}'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TcpServer]:
    """A second server, reached by TCP with a password, made ready as the documentation says."""
    with serve_tcp(tmp_path_factory.mktemp("server")) as running:
        words = {"DATABASE_PASSWORD": PASSWORD, "PGHOST": "127.0.0.1", "PGPORT": running.port}
        words |= {
            "PGPASSWORD": running.password,
            "PATH": f"{running.programs}:{os.environ['PATH']}",
        }
        subprocess.run(
            [str(CHECKOUT / "deploy" / "make-database.sh")], env=os.environ | words, check=True
        )
        yield running


def target_of(server: TcpServer, password: str = PASSWORD) -> Server:
    known = {"host": "127.0.0.1", "port": server.port, "user": "waterline", "dbname": "waterline"}
    return Server(known, password)


@pytest.fixture
def source(transactional_db: None, cast: Cast) -> Server:
    """The test's own database with a household in it that has something to lose."""
    home = add_position(cast.household, "Home", Side.ASSET, "real_estate")
    loan = add_position(cast.household, "Loan", Side.LIABILITY, "mortgage")
    for month in (8, 9, 10):
        add_value(cast.household, home, date(2026, month, 28), "300000.10")
        add_value(cast.household, loan, date(2026, month, 28), f"{340_000 - month}.123456789")
    known = connection.settings_dict
    connection.close()
    return Server(
        postgres_paths.connection_params(DATA) | {"dbname": known["NAME"], "host": known["HOST"]}
    )


def test_everything_moves_and_the_totals_are_equal(
    source: Server, server: TcpServer, capfd: pytest.CaptureFixture[str]
) -> None:
    cluster = postgres_paths.cluster_folder(DATA)
    binaries = find_binaries(cluster, find_user(cluster))
    target = target_of(server)
    assert move.move(source, target, binaries) == 0
    said, complaints = capfd.readouterr()
    assert not complaints
    assert PASSWORD not in said
    assert "santoso: 2 items, 6 values" in said
    assert f"DATABASE_URL=postgresql://waterline@127.0.0.1:{server.port}/waterline" in said
    with target.connect() as moved:
        owners = moved.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname='public'"
        )
        assert owners.fetchall() == [("waterline",)]
        # The application's role is as shut in as before, also from what is made later.
        moved.execute("SET ROLE waterline_app")
        assert moved.execute("SELECT count(*) FROM tracker_position").fetchone() == (0,)
        moved.execute("RESET ROLE")
        moved.execute("UPDATE tracker_valuation SET amount = amount + 0.000000001")
    found = [*list_differences(read_content(source, TODAY), read_content(target, TODAY))]
    assert "The table tracker_valuation has as many rows, but not the same ones." in found
    assert any(sentence.startswith("santoso, 2026-10-31: assets was") for sentence in found)
    with pytest.raises(MoveError, match="is not empty"):
        move.move(source, target, binaries)


def test_nothing_moves_while_waterline_works(source: Server) -> None:
    with source.connect(), pytest.raises(MoveError, match=r"still works .* \(1 connections\)"):
        refuse_clients(source)
    refuse_clients(source)


def test_a_wrong_password_is_said_and_not_shown(server: TcpServer) -> None:
    with pytest.raises(MoveError, match="password authentication failed") as caught:
        prepare_target(target_of(server, "hush-hush"))
    assert "hush-hush" not in str(caught.value)


def test_a_server_out_of_reach_is_said() -> None:
    with pytest.raises(MoveError, match=r"waterline on 127\.0\.0\.1:9 cannot be used: .*refused"):
        prepare_target(Server({"host": "127.0.0.1", "port": "9", "dbname": "waterline"}))


def test_a_login_that_may_not_make_the_role_is_told_what_an_administrator_does(
    server: TcpServer,
) -> None:
    administrator = target_of(server, server.password)
    administrator = replace(
        administrator, parameters={**administrator.parameters, "user": "postgres"}
    )
    with administrator.connect() as by:
        by.execute("CREATE ROLE lonely LOGIN PASSWORD 'lonely'")
        by.execute("CREATE DATABASE lonely OWNER lonely TEMPLATE template0")
    known = {**administrator.parameters, "user": "lonely", "dbname": "lonely"}
    with pytest.raises(MoveError, match="GRANT waterline_app TO lonely"):
        prepare_target(Server(known, "lonely"))


def test_an_encoding_that_cannot_hold_all_names_is_refused(server: TcpServer) -> None:
    known = {**target_of(server).parameters, "user": "postgres"}
    with Server(known, server.password).connect() as by:
        by.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(MoveError, match="must be in UTF8, and it is in LATIN1"):
        prepare_target(Server({**known, "dbname": "narrow"}, server.password))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://waterline:hush@db.example/waterline", "Leave the password out of --to"),
        ("postgresql://waterline@db.example/w?password=hush", "Leave the password out of --to"),
        ("mysql://waterline@db.example/waterline", "--to must begin with postgresql://"),
        ("postgresql://waterline@db.example", "--to must name a database"),
        ("", "Say where to"),
    ],
)
def test_an_address_that_will_not_do_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.setenv(move.TARGET, "")
    with pytest.raises(MoveError) as caught:
        move.read_target(address)
    assert str(caught.value).startswith(said)
    assert "hush" not in str(caught.value)


def test_the_password_comes_from_the_environment_or_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("from a file\n")
    monkeypatch.setenv(move.TARGET, "")
    monkeypatch.setenv("TARGET_DATABASE_PASSWORD_FILE", str(tmp_path / "password"))
    target = move.read_target("postgresql://waterline@db.example:5433/waterline?sslmode=require")
    assert target.password == "from a file"
    monkeypatch.setenv("TARGET_DATABASE_PASSWORD", "twice")
    with pytest.raises((MoveError, ImproperlyConfigured), match="only one may be"):
        move.read_target("postgresql://waterline@db.example/waterline")


def test_a_password_stands_in_no_word_that_others_can_read() -> None:
    target = Server(
        {"host": "db.example", "user": "w", "dbname": "d", "sslmode": "require"}, "hush"
    )
    assert target.url == "postgresql://w@db.example/d?sslmode=require"
    assert "hush" not in f"{target} {target.conninfo} {target.url} {target.place}"


def test_a_socket_s_folder_keeps_its_capital_letters() -> None:
    source = Server({"host": "/Tmp/Abc", "port": "5432", "user": "w", "dbname": "d"})
    assert source.url == "postgresql://w@/d?host=%2FTmp%2FAbc&port=5432"


def test_only_the_embedded_database_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://waterline@db.example/waterline")
    with pytest.raises(MoveError, match="already names a server"):
        move.start_source()


def test_where_there_is_no_database_there_is_nothing_to_move(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("WATERLINE_DATA", str(tmp_path))
    with pytest.raises(MoveError, match="nothing to move"):
        move.start_source()
    assert not any(tmp_path.iterdir())


MONTH = {"month": "2026-10-31", "assets": "1", "liabilities": "0", "net_worth": "1"}
HOUSEHOLD = {"currency": "USD", "items": 1, "values": 1, "months": [{**MONTH, "complete": True}]}
SAME = Content({"t": (1, "5")}, {"s": 1}, {("index", "i"): "on t"}, {"santoso": HOUSEHOLD})


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (replace(SAME, tables={"t": (2, "5")}), "The table t had 1 rows and has 2."),
        (replace(SAME, tables={}), "The table t is on one side only."),
        (replace(SAME, sequences={"s": 2}), "The numbers to be given next are not the same."),
        (replace(SAME, rules={}), "The index i is not the same."),
        (replace(SAME, totals={}), "The household santoso is on one side only."),
        (
            replace(SAME, totals={"santoso": {**HOUSEHOLD, "values": 0}}),
            "santoso: values was 1 and is 0.",
        ),
        (
            replace(SAME, totals={"santoso": {**HOUSEHOLD, "months": []}}),
            "santoso, 2026-10-31: assets was 1 and is None.",
        ),
    ],
)
def test_each_difference_is_named(after: Content, said: str) -> None:
    assert not [*list_differences(SAME, SAME)]
    assert said in [*list_differences(SAME, after)]


def test_a_difference_ends_the_move_as_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = iter([SAME, replace(SAME, totals={}), SAME])
    for name in ("refuse_clients", "refuse_outdated", "copy"):
        monkeypatch.setattr(move, name, lambda *_: None)
    monkeypatch.setattr(move, "prepare_target", lambda _: "18.4")
    monkeypatch.setattr(move, "read_content", lambda *_: next(contents))
    server = Server({"host": "db.example", "dbname": "waterline"})
    cluster = postgres_paths.cluster_folder(DATA)
    assert move.move(server, server, find_binaries(cluster, None)) == 1
    assert "do not use waterline on db.example" in capsys.readouterr().err


def test_the_totals_are_read_as_the_application_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[dict[str, str]] = []

    def run(words: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        environment = options["env"]
        assert isinstance(environment, dict)
        given.append(environment)
        assert "hush" not in " ".join(words)
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(move_compare.subprocess, "run", run)
    server = Server({"host": "db.example", "dbname": "waterline"}, "hush")
    assert move_compare.read_totals(server, TODAY) == {}
    assert given[0]["WATERLINE_DB_ROLE"] == "application"
    assert given[0]["DATABASE_PASSWORD"] == "hush"


def test_psycopg_takes_what_the_server_is_made_of() -> None:
    parsed = psycopg.conninfo.conninfo_to_dict(
        Server({"host": "/tmp", "dbname": "a b"}).conninfo  # noqa: S108
    )
    assert parsed["dbname"] == "a b"
