"""The bank's feed, from a server of our own: what comes is taken, whatever goes wrong is said."""

import http.client
import io
import socket
import ssl
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tests.cast import application_role
from tracker.importers import ecb
from tracker.management.commands.fetch_rates import refresh_rates
from tracker.management.rates_feed import ECB, HISTORY, RECENT, Feed, FeedError, fetch
from tracker.models import ReferenceRate

TODAY = date(2026, 11, 21)

type Answer = Callable[[BaseHTTPRequestHandler], None]


class Bank:
    """A server on this machine in the bank's place; `asked` are the paths it was asked for."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server, self.asked = server, list[str]()
        self.answer: Answer = give(b"")

    def feed(self, **limits: float) -> Feed:
        port = self.server.server_port

        def open_plainly(host: str, seconds: float) -> http.client.HTTPConnection:
            return http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)

        return Feed(open=open_plainly, **({"step_seconds": 2, "total_seconds": 5} | limits))  # type: ignore[arg-type]


def give(body: bytes, *, status: int = 200, length: int | None = None, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body) if length is None else length))
        request.end_headers()
        request.wfile.write(body)

    return answer


@contextmanager
def serving() -> Iterator[Bank]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bank.asked.append(self.path)
            try:
                bank.answer(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    bank = Bank(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield bank
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def bank() -> Iterator[Bank]:
    with serving() as found:
        yield found


def recent(*days: tuple[str, str]) -> bytes:
    cubes = "".join(
        f'<Cube time="{on}"><Cube currency="USD" rate="{rate}"/></Cube>' for on, rate in days
    )
    return f'<Envelope xmlns="x"><Cube>{cubes}</Cube></Envelope>'.encode()


def history(*days: tuple[str, str]) -> bytes:
    table = "Date,USD,\n" + "".join(f"{on},{rate},\n" for on, rate in days)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("eurofxref-hist.csv", table)
    return out.getvalue()


def known() -> dict[str, Decimal]:
    return {row.as_of.isoformat(): row.rate for row in ReferenceRate.objects.order_by("as_of")}


def remember(**days: str) -> None:
    ReferenceRate.objects.bulk_create(
        ReferenceRate(
            base="EUR", currency="USD", as_of=name.strip("d").replace("_", "-"), rate=Decimal(rate)
        )
        for name, rate in days.items()
    )


@pytest.mark.django_db
class TestRates:
    def test_an_empty_table_takes_the_whole_history(self, bank: Bank) -> None:
        bank.answer = give(history(("2026-11-20", "1.1"), ("1999-01-04", "1.1789")))
        said = refresh_rates(TODAY, bank.feed())
        assert said == ("Exchange rates: 2 added and 0 corrected, the newest are of 2026-11-20.")
        assert bank.asked == [HISTORY]
        assert known() == {"1999-01-04": Decimal("1.1789"), "2026-11-20": Decimal("1.1")}

    def test_a_short_gap_takes_the_page_of_recent_days(self, bank: Bank) -> None:
        remember(d2026_11_18="1.05", d1999_01_04="1.1789")
        bank.answer = give(recent(("2026-11-20", "1.1"), ("2026-11-18", "1.05")))
        said = refresh_rates(TODAY, bank.feed())
        assert "1 added and 0 corrected" in said
        assert bank.asked == [RECENT]
        assert known()["1999-01-04"] == Decimal("1.1789"), "what is not on the page stays"

    def test_a_gap_longer_than_the_page_takes_the_whole_history(self, bank: Bank) -> None:
        remember(d2026_09_01="1.05")
        bank.answer = give(history(("2026-11-20", "1.1"), ("2026-09-01", "1.05")))
        refresh_rates(TODAY, bank.feed())
        assert bank.asked == [HISTORY]
        assert len(known()) == 2

    def test_what_the_bank_has_corrected_is_corrected_and_a_second_time_nothing_is(
        self, bank: Bank
    ) -> None:
        remember(d2026_11_18="1.05", d2026_11_19="1.06")
        bank.answer = give(recent(("2026-11-19", "1.07"), ("2026-11-18", "1.05")))
        assert "0 added and 1 corrected" in refresh_rates(TODAY, bank.feed())
        assert known()["2026-11-19"] == Decimal("1.07")
        assert refresh_rates(TODAY, bank.feed()) == (
            "Exchange rates: up to date, the newest are of 2026-11-19."
        )

    def test_a_corrected_rate_of_the_whole_history_is_seen_though_their_number_is_equal(
        self, bank: Bank
    ) -> None:
        remember(d2020_01_02="1.05")
        bank.answer = give(history(("2020-01-02", "1.06")))
        assert "1 corrected" in refresh_rates(TODAY, bank.feed())

    @pytest.mark.parametrize(
        ("answer", "reason"),
        [
            (give(b"", status=302, Location="https://www.ecb.europa.eu/x"), "302 and points"),
            (give(b"", status=301, Location="http://127.0.0.1/x"), "301 and points elsewhere"),
            (give(b"gone", status=404), "answered 404"),
            (give(b"later", status=503), "answered 503"),
            (give(b"<html>Welcome to the hotel</html>"), "it has no rates"),
            (give(b"not xml"), "not a whole XML page"),
            (give(recent(("2026-11-20", "1.1"))[:-30]), "not a whole XML page"),
            (give(recent(("2026-11-20", "1.1")), length=9_999), "broke off"),
            (give(recent(("2026-11-24", "1.1"))), "2026-11-24, which has not come yet"),
        ],
    )
    def test_another_answer_changes_nothing_and_is_said(
        self, bank: Bank, answer: Answer, reason: str
    ) -> None:
        remember(d2026_11_18="1.05")
        bank.answer = answer
        with pytest.raises(CommandError) as caught:
            refresh_rates(TODAY, bank.feed())
        said = str(caught.value)
        assert said.startswith("The exchange rates cannot be fetched: ")
        assert reason in said
        assert said.endswith("; the rates up to 2026-11-18 stay in use.")
        assert known() == {"2026-11-18": Decimal("1.05")}
        assert len(bank.asked) == 1, "nothing is followed or tried again"

    def test_a_truncated_archive_changes_nothing(self, bank: Bank) -> None:
        bank.answer = give(history(("2026-11-20", "1.1"))[:-40])
        with pytest.raises(CommandError, match="not a zip archive"):
            refresh_rates(TODAY, bank.feed())
        assert known() == {}

    def test_an_archive_that_unpacks_without_end_is_refused(
        self, bank: Bank, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ecb, "MOST_BYTES", 1024)
        bank.answer = give(history(*[(f"20{n:02}-01-02", "1.000") for n in range(99)]))
        with pytest.raises(CommandError, match="larger than"):
            refresh_rates(TODAY, bank.feed())
        assert known() == {}

    def test_without_a_connection_the_sentence_names_what_stays_in_use(self) -> None:
        remember(d2026_11_18="1.05")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]  # bound, but nobody listens
            offline = Feed(
                open=lambda host, s: http.client.HTTPConnection("127.0.0.1", port, timeout=s)
            )
            with pytest.raises(CommandError, match=r"cannot be reached .*; the rates up to 2026"):
                refresh_rates(TODAY, offline)

    def test_without_a_connection_and_rates_the_way_out_is_named(self) -> None:
        nowhere = Feed(open=lambda host, s: http.client.HTTPConnection("host.invalid", timeout=s))
        with pytest.raises(CommandError, match="load_ecb_rates"):
            refresh_rates(TODAY, nowhere)

    def test_the_application_role_does_not_even_ask(self, bank: Bank) -> None:
        with application_role(), pytest.raises(CommandError, match="WATERLINE_DB_ROLE=owner"):
            refresh_rates(TODAY, bank.feed())
        assert bank.asked == []


class TestFeed:
    def test_it_is_always_the_banks_own_host_over_tls_with_its_certificate_checked(self) -> None:
        connection = ECB.connect()
        assert isinstance(connection, http.client.HTTPSConnection)
        assert (connection.host, connection.port) == ("www.ecb.europa.eu", 443)
        context = vars(connection)["_context"]
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        assert (ECB.step_seconds, ECB.total_seconds) == (10, 30)

    def test_somebody_else_with_a_certificate_of_their_own_is_refused(self, tmp_path: Path) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem",
             "-out", "cert.pem", "-days", "1", "-subj", "/CN=www.ecb.europa.eu"],
            cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip
        with serving() as bank:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
            bank.server.socket = context.wrap_socket(bank.server.socket, server_side=True)
            port = bank.server.server_port
            checked = Feed(
                open=lambda host, s: http.client.HTTPSConnection(
                    "127.0.0.1", port, timeout=s, context=ssl.create_default_context()
                )
            )
            with pytest.raises(FeedError, match="could not prove who it is"):
                fetch(RECENT, checked)
        assert bank.asked == []

    def test_more_than_is_allowed_is_cut_off_whether_or_not_it_is_announced(
        self, bank: Bank
    ) -> None:
        bank.answer = give(b"", length=10**12)
        with pytest.raises(FeedError, match="sent more than 1,000 bytes"):
            fetch(RECENT, bank.feed(most_bytes=1000))

        def without_end(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.end_headers()
            for _ in range(10_000):
                request.wfile.write(b"x" * 65536)

        bank.answer = without_end
        with pytest.raises(FeedError, match="sent more than 1,000 bytes"):
            fetch(RECENT, bank.feed(most_bytes=1000))

    def test_silence_ends_after_the_time_of_a_step(self, bank: Bank) -> None:
        bank.answer = lambda request: time.sleep(3)
        began = time.monotonic()
        with pytest.raises(FeedError, match=r"did not answer in 0\.3 seconds"):
            fetch(RECENT, bank.feed(step_seconds=0.3))
        assert time.monotonic() - began < 2

    @pytest.mark.parametrize("part", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
    def test_a_byte_at_a_time_ends_after_the_time_of_the_whole(
        self, bank: Bank, part: bytes
    ) -> None:
        def dribble(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(part)
            for _ in range(50):
                request.wfile.write(b"x")
                time.sleep(0.1)

        bank.answer = dribble
        began = time.monotonic()
        with pytest.raises(FeedError, match=r"took longer than 0\.6 seconds"):
            fetch(RECENT, bank.feed(total_seconds=0.6))
        assert time.monotonic() - began < 2

    def test_something_that_is_not_http_is_said(self, bank: Bank) -> None:
        bank.answer = lambda request: request.wfile.write(b"220 mail.example ESMTP\r\n") and None
        with pytest.raises(FeedError, match="did not speak HTTP"):
            fetch(RECENT, bank.feed())
