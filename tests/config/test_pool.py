"""A server that was restarted costs no request its answer."""

from types import SimpleNamespace

import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from tracker.config import pool


@pytest.mark.django_db
def test_a_request_does_not_meet_each_broken_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {**connection.get_connection_params(), "context": None, "cursor_factory": None}
    with ConnectionPool(kwargs=own, min_size=5, check=pool.check, timeout=4, open=True) as server:
        monkeypatch.setattr(pool, "connections", {"default": SimpleNamespace(pool=server)})
        server.wait()
        held = [server.getconn() for _ in range(5)]
        broken = [one.info.backend_pid for one in held]
        for one in held:
            server.putconn(one)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s) pid", [broken])
        with server.connection() as fresh:
            assert fresh.info.backend_pid not in broken
