"""Who owns which part of a position, on which date."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import Final
from uuid import UUID

import numpy as np

from tracker.services.books import OwnershipSet, PositionBook
from tracker.services.carry_forward import Days, Numbers


class Shared(Enum):
    """The column of what belongs to nobody in particular."""

    SHARED = "shared"


SHARED: Final = Shared.SHARED

type Owner = UUID | Shared
"""A column of the household's totals: a member, or SHARED. All of them add up to the household."""

_WHOLE: Final = Fraction(1)
_NONE: Final = Fraction(0)

type Parts = tuple[tuple[Owner, int], ...]


def owner_code(owner: Owner | None) -> str:
    """How an address names a column: "" for the household as a whole."""
    if owner is None:
        return ""
    return str(owner) if isinstance(owner, UUID) else owner.value


def parts_on(owners: tuple[OwnershipSet, ...], day: int) -> Parts:
    """(owner, parts) on a day; the first set also holds before its date."""
    held = next((members for since, members in reversed(owners) if since <= day), None)
    return _parts(owners[0][1] if held is None and owners else held or ())


def part_of(parts: Parts, owner: Owner | None) -> Fraction:
    """How much of it is that owner's; all of it of the household (None)."""
    if owner is None:
        return _WHOLE
    held = sum(count for of, count in parts if of == owner)
    return Fraction(held, sum(count for _, count in parts)) if held else _NONE


def common_parts(positions: Iterable[PositionBook]) -> int:
    """The smallest number that every set's parts divide."""
    totals = {_total(_parts(members)) for p in positions for _, members in p.owners}
    return lcm(*totals)


def owner_weights(
    owners: tuple[OwnershipSet, ...], on: Days, shares: int
) -> list[tuple[Owner, int | Numbers]]:
    """(owner, weight) with weights that add up to `shares` on every day: one number where nothing
    ever changes hands, else one per day."""
    if len(owners) <= 1:
        parts = _parts(owners[0][1]) if owners else _parts(())
        return [(owner, weight) for owner, weight in _weights(parts, shares).items()]
    at = np.searchsorted([since for since, _ in owners], on, "right") - 1
    at = np.maximum(at, 0)
    sets = [_weights(_parts(members), shares) for _, members in owners]
    found = dict.fromkeys(owner for weights in sets for owner in weights)
    kind = np.int64 if shares < 2**62 else object
    return [(o, np.array([weights.get(o, 0) for weights in sets], kind)[at]) for o in found]


def _parts(members: tuple[tuple[UUID, int], ...]) -> Parts:
    held = tuple((member, parts) for member, parts in members if parts)
    return held or ((SHARED, 1),)


def _total(parts: Parts) -> int:
    return sum(count for _, count in parts)


def _weights(parts: Parts, shares: int) -> dict[Owner, int]:
    each = shares // _total(parts)
    weights: dict[Owner, int] = {}
    for owner, count in parts:
        weights[owner] = weights.get(owner, 0) + count * each
    return weights
