"""What the database's pool does with a connection that it finds broken."""

from typing import Any

from django.db import connections
from psycopg import Error
from psycopg_pool import ConnectionPool


def check(connection: Any) -> None:
    """Raises psycopg.Error for a connection that broke, and has the pool renew all others.

    They broke at the same moment, with the server. A request would meet one after the other, each
    after twice the wait of the one before, and be refused in the end.
    """
    try:
        ConnectionPool.check_connection(connection)
    except Error:
        renewed: Any = connections["default"]
        renewed.pool.drain()
        raise
