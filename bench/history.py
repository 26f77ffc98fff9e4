"""The month-end history, and what it costs at the very least: fetching the same rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from accounts.access import tenant
from accounts.queries import HouseholdRow
from bench.generate import TODAY
from tracker.queries.books import household_books
from tracker.queries.books_statements import statements
from tracker.queries.kept_books import KEPT
from tracker.services.calendar import month_ends
from tracker.services.history import History
from tracker.services.networth import first_date, monthly_history


def fetch_bare(household: HouseholdRow) -> int:
    """The statements behind every page of figures, with nothing decoded; returns the rows."""
    rows = 0
    connection.ensure_connection()
    with Cursor[Any](connection.connection) as cursor:
        for statement, parameters in statements(household):
            cursor.execute(statement, parameters, binary=True)
            rows += cursor.rowcount
    return rows


@contextmanager
def afresh(household_id: UUID) -> Iterator[None]:
    """Inside the household, with nothing kept from an earlier time."""
    KEPT.forget()
    with tenant(household_id):
        yield


@contextmanager
def after_a_change() -> Iterator[None]:
    """Before a request that is the first since something was entered."""
    KEPT.forget()
    yield


def read_history(household: HouseholdRow) -> History:
    """The whole history of a household, with members and flags."""
    books = household_books(household)
    first = first_date(books)
    assert first is not None
    return monthly_history(books, month_ends(first, TODAY))
