"""Tells which fields of a sent form an answer depends on: what was never read cannot matter.

Names alone say nothing, as long as each test sends the same ones; only reading a value counts.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.http import QueryDict

ONE_BY_NAME = ("__getitem__", "getlist")
ALL_AT_ONCE = ("items", "lists", "values", "copy", "__copy__", "__deepcopy__", "urlencode")


class Watched(Mapping[str, str]):
    """A form as a plain mapping that notes which values are asked for."""

    def __init__(self, fields: QueryDict) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


@contextmanager
def fields_read(sent: Mapping[str, Any]) -> Iterator[set[str]]:
    """The names whose values are read within, of those in `sent`."""
    names: set[str] = set()

    def by_name(method: str) -> Any:
        read = getattr(QueryDict, method)

        def note(form: QueryDict, name: str, *rest: Any, **options: Any) -> Any:
            names.add(name)
            return read(form, name, *rest, **options)

        return note

    def all_of(method: str) -> Any:
        read = getattr(QueryDict, method)

        def note(form: QueryDict, *rest: Any, **options: Any) -> Any:
            names.update(sent)
            return read(form, *rest, **options)

        return note

    noted = {method: by_name(method) for method in ONE_BY_NAME}
    noted |= {method: all_of(method) for method in ALL_AT_ONCE}
    with mock.patch.multiple(QueryDict, dict=lambda form: Watched(form), **noted):
        yield names
    names.intersection_update(sent)
