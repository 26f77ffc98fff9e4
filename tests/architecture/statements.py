"""Watches what is sent to the database, by Django's cursors and by psycopg's own alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import psycopg


class QueryInTemplate(AssertionError):
    """A template asked the database for something."""


@contextmanager
def watched(see: Any) -> Iterator[None]:
    """Call `see(statement)` before each statement of any cursor."""
    execute, execute_many = psycopg.Cursor.execute, psycopg.Cursor.executemany

    def one(cursor: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        see(query.decode() if isinstance(query, bytes) else str(query))
        return execute(cursor, query, *args, **kwargs)

    def many(cursor: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        see(str(query))
        return execute_many(cursor, query, *args, **kwargs)

    with (
        mock.patch.object(psycopg.Cursor, "execute", one),
        mock.patch.object(psycopg.Cursor, "executemany", many),
    ):
        yield


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements sent inside."""
    seen: list[str] = []
    with watched(seen.append):
        yield seen


@contextmanager
def none_while_rendering() -> Iterator[None]:
    """No statement is sent while a template turns into text; QueryInTemplate where one is."""
    from django.template.backends.django import Template

    render = Template.render
    names: list[str] = []

    def see(statement: str) -> None:
        if names:
            raise QueryInTemplate(f"{names[-1]}: {statement}")

    def watched_render(template: Any, *args: Any, **kwargs: Any) -> Any:
        names.append(template.template.name or "?")
        try:
            return render(template, *args, **kwargs)
        finally:
            names.pop()

    with watched(see), mock.patch.object(Template, "render", watched_render):
        yield
