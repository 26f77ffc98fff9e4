"""The one place that carries figures forward: dated exact decimals, read only where needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

type Days = NDArray[np.int64]
type Numbers = NDArray[Any]
"""Exact integers: int64 where they fit, else Python integers in an object array."""

_SPACE, _DOT = 32, 46
_INT64_DIGITS = 18
_FEW = 4  # fewer than one entry in so many: cut them out instead of reading all
_NEWEST = 64  # so many of the last entries are cut from the end, whatever came before them
_SHORT = 64  # a text of so few letters is read quicker one decimal at a time


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Dated decimals. `days`: ascending, counted from calendar.EPOCH. `text`: one plain decimal a
    day (no exponent), separated by single spaces, as a database prints them."""

    days: Days
    text: bytes

    @classmethod
    def empty(cls) -> Self:
        """A series without entries."""
        return cls(np.empty(0, np.int64), b"")

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, Decimal | int | str]]) -> Self:
        """A series from (day, value) pairs in any order; the days must differ."""
        rows = sorted((day, Decimal(value)) for day, value in pairs)
        days = np.array([day for day, _ in rows], np.int64)
        return cls(days, " ".join(format(value, "f") for _, value in rows).encode())

    def __len__(self) -> int:
        return len(self.days)

    def latest(self, on: Days) -> NDArray[np.intp]:
        """Index of the last entry on or before each day, -1 where there is none."""
        return self.days.searchsorted(on, "right") - 1

    def scaled(self, indices: NDArray[np.intp]) -> tuple[list[int], int]:
        """The entries at ascending `indices` as integers over 10**scale, and that scale."""
        numbers, scale = self.numbers(indices)
        return numbers.tolist(), scale

    def numbers(self, indices: NDArray[np.intp]) -> tuple[Numbers, int]:
        """As `scaled`, in an array: int64 where every entry fits, else Python integers."""
        if len(indices) * _FEW < len(self.days):
            return _parse(b" ".join(self.tokens(indices)))
        numbers, scale = _parse(self.text)
        return numbers[indices], scale

    def decimals(self, indices: NDArray[np.intp]) -> list[Decimal]:
        """The entries at ascending `indices`, exactly."""
        return [Decimal(token.decode()) for token in self.tokens(indices)]

    def tokens(self, indices: NDArray[np.intp]) -> list[bytes]:
        """The entries at ascending `indices` as they stand in the text."""
        behind = len(self.days) - int(indices[0]) if len(indices) else 0
        if 0 < behind <= _NEWEST:  # what today's page asks for
            tokens = self.text.rsplit(b" ", behind)[-behind:]
            return [tokens[i - len(self.days)] for i in indices.tolist()]
        if len(indices) == 1 and indices[0] == 0:
            return [self.text.partition(b" ")[0]]
        if len(indices) * _FEW >= len(self.days):
            tokens = self.text.split(b" ")
            return [tokens[i] for i in indices.tolist()]
        spaces = np.flatnonzero(np.frombuffer(self.text, np.uint8) == _SPACE)
        starts = np.concatenate(([0], spaces + 1))[indices].tolist()
        stops = np.concatenate((spaces, [len(self.text)]))[indices].tolist()
        return [self.text[a:b] for a, b in zip(starts, stops, strict=True)]


def _parse(text: bytes) -> tuple[Numbers, int]:
    """All decimals of a text as integers over 10**scale."""
    if not text:
        return np.empty(0, np.int64), 0
    if len(text) <= _SHORT:
        tokens, scale = _same_scale(text)
        kind = np.int64 if max(map(len, tokens)) <= _INT64_DIGITS else object
        return np.array([int(token) for token in tokens], kind), scale
    raw = np.frombuffer(text + b" ", np.uint8)
    ends = (raw == _SPACE).nonzero()[0]
    dots = (raw == _DOT).nonzero()[0]
    scale = 0
    if len(dots) == len(ends) and (places := ends - dots).min() == places.max():
        text, scale = text.replace(b".", b""), int(places[0]) - 1  # the usual case
    elif len(dots):
        tokens, scale = _same_scale(text)
        text = b" ".join(tokens)
    # As written, with all decimals: never less than the digits that are parsed.
    longest = max(int(ends[0]), int((ends[1:] - ends[:-1]).max(initial=0))) + scale
    if longest <= _INT64_DIGITS:
        return np.fromstring(text, np.int64, sep=" "), scale
    return np.array([int(token) for token in text.split(b" ")], object), scale


def _same_scale(text: bytes) -> tuple[list[bytes], int]:
    """The digits of decimals, each with as many decimals as the finest has, and how many."""
    parts = [token.partition(b".")[::2] for token in text.split(b" ")]
    scale = max(len(fraction) for _, fraction in parts)
    return [whole + fraction.ljust(scale, b"0") for whole, fraction in parts], scale
